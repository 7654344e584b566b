"""A tiny Piper voice, installed in the user's folder of voices; and a separate cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.third_party_voice import install_voice
from tests.audio_builder.voices.piper_server import PiperServer
from tests.audio_builder.voices.tiny_piper import install_tiny

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is computed once about voices is computed anew, and kept in the test's folder (on Linux)."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def piper_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> Path:
    """An empty folder of Piper's voices, for this process and those that it starts."""
    folder = tmp_path / "voices"
    monkeypatch.setenv("GENTLEBACK_PIPER_FOLDER", str(folder))
    return folder


@pytest.fixture
def tiny(piper_folder: Path) -> Path:
    """The model of the tiny voice, installed."""
    return install_tiny(piper_folder)


@pytest.fixture
def server() -> Iterator[PiperServer]:
    """A server that has the tiny voice."""
    with PiperServer() as server:
        yield server


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piper_folder: Path) -> None:
    """All engines for the processes that a test starts, whether or not the installed package has their entry points."""
    for name, module in (("piper", "piper"), ("flite", "flite"), ("say", "say"), ("cmd", "command")):
        install_voice(tmp_path / "entries", name, f"from audio_builder.voices.{module} import open_voice")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "entries"))
