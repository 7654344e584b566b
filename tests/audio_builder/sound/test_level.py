"""Loudness, by ffmpeg's ebur128, of a text as a session speaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio_builder.sound.clip import SILENT_FRAME
from tests.audio_builder.decoded import PHRASES, loudness, spoken
from tests.tools import slow_for

if TYPE_CHECKING:
    from pathlib import Path

ROUND = ("One.", "Lift.", "Hold.", "Halfway.", "Three.", "Two.", "One.", "And release.", "Now the other side.")


@pytest.mark.parametrize(
    "spec",
    slow_for(
        ["espeak", "espeak:en-gb-x-rp", "espeak:en-us+f3", "espeak:fr"],
        "espeak:en-gb-x-rp",
        "espeak:en-us+f3",
        "espeak:fr",
    ),
)
def test_a_session_is_at_minus_18_lufs_and_peaks_below_minus_2_dbfs(tmp_path: Path, spec: str) -> None:
    session = tmp_path / "session.mp3"
    session.write_bytes(
        b"".join(spoken(text, spec).frames + SILENT_FRAME * 60 for text in (*PHRASES, *ROUND, *ROUND, *ROUND))
    )
    lufs, peak_dbfs = loudness(session)
    assert -19 <= lufs <= -17
    assert peak_dbfs <= -2
