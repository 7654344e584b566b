"""What many tests share: every session, made once by the real command in the embedded voice."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.command import gentleback
from tests.sessions import Sessions

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it, and so would what a test starts


@pytest.fixture(scope="session")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    """All routines with the usual options."""
    return made(tmp_path_factory.mktemp("sessions"))


@pytest.fixture(scope="session")
def bare_sessions(tmp_path_factory: pytest.TempPathFactory, sessions: Sessions) -> Sessions:
    """The same with the least talk, no countdown and the longest holds: long silences."""
    words = ("--detail", "cues", "--no-countdown", "--hold", "30", "--clips", sessions.clips)
    return made(tmp_path_factory.mktemp("bare"), *words)


def made(folder: Path, *words: str | Path) -> Sessions:
    clips = () if "--clips" in words else ("--clips", folder / "clips")
    done = gentleback("build", "--json", *clips, *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    return Sessions(folder / "out", folder / "clips", done.stdout)
