"""A speaker that plays a hundred times as fast as a real one, and one at the real speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.playing.speaker import FakeSpeaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def speaker(tmp_path: Path) -> Iterator[FakeSpeaker]:
    with FakeSpeaker(tmp_path / "fast", rate_hz=2_400_000) as speaker:
        yield speaker


@pytest.fixture
def real_time_speaker(tmp_path: Path) -> Iterator[FakeSpeaker]:
    with FakeSpeaker(tmp_path / "real") as speaker:
        yield speaker


@pytest.fixture
def in_process(speaker: FakeSpeaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """``speaker`` is the device of this process."""
    for name, value in speaker.environment.items():
        monkeypatch.setenv(name, value)
