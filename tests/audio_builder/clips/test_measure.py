"""True lengths, out of the clip store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio_builder.clips.make import make_clips
from audio_builder.clips.measure import ClipMeasure, ClipStore, MissingClipError
from audio_builder.sound.clip import FRAME_MS, FRAME_SAMPLES, ONSET_SAMPLE, RATE_HZ
from audio_builder.sound.pcm import Pcm
from audio_builder.voices.table import open_voice
from content.store import prune
from content.timeline.cues import Phrase, Tone
from content.timeline.measure import Measure, Spacing
from tests.audio_builder.progress import RecordedProgress

if TYPE_CHECKING:
    from pathlib import Path

HOLD, ONE, WAKE = Phrase("Hold."), Phrase("One."), Tone("wake")


@pytest.fixture
def measure(tmp_path: Path) -> ClipMeasure:
    store = ClipStore(tmp_path)
    make_clips("silent", ClipMeasure(open_voice("silent"), store), [HOLD, WAKE], 1, RecordedProgress())
    return ClipMeasure(open_voice("silent"), store)


def test_lengths_are_those_of_the_sound(measure: Measure) -> None:
    assert measure.length_ms(HOLD) == 300
    assert 280 <= measure.length_ms(WAKE) <= 400


def test_a_clip_is_read_once(measure: ClipMeasure) -> None:
    clip = measure.clip(HOLD)
    prune(measure.store.folder, print)
    assert measure.clip(HOLD) is clip


def test_a_missing_clip_is_found_beforehand_and_named(measure: ClipMeasure) -> None:
    assert measure.missing([ONE, HOLD, ONE, WAKE, Tone("open")]) == [ONE, Tone("open")]
    with pytest.raises(MissingClipError, match=r"^there is no clip of 'One\.'; it has to be made first$"):
        measure.length_ms(ONE)


def test_spacing_is_that_of_the_frames(measure: Measure) -> None:
    assert measure.spacing == Spacing(24, 72, 48, 504, 10_000, 1_200)
    assert measure.spacing.grid_ms == FRAME_MS == FRAME_SAMPLES * 1000 // RATE_HZ
    assert measure.spacing.before_ms == ONSET_SAMPLE * 1000 // RATE_HZ


def test_pcm_knows_its_length() -> None:
    assert Pcm(bytes(4_410), 22_050).length_samples == 2_205
    assert Pcm(bytes(4_410), 22_050).length_ms == 100
