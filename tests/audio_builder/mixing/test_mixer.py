"""What is mixed, sample by sample."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import miniaudio
import pytest

from audio_builder.errors import BuildError
from audio_builder.mixing.mixer import BLOCK_SAMPLES, LATEST, decoded, mixed, samples_of, speech
from audio_builder.sound.clip import Clip
from content.timeline.cues import Phrase
from content.timeline.place import PlacedChapter, Placement
from tests.audio_builder.mixing.bursts import bursts, small

if TYPE_CHECKING:
    from pathlib import Path


def samples(blocks: list[bytes]) -> array[int]:
    return array("h", b"".join(blocks))


def test_every_sound_stands_at_its_place_and_nothing_else_is_there(tmp_path: Path) -> None:
    placement, measure = small(tmp_path)
    decoded_samples = samples_of(measure)
    expected = array("h", bytes(placement.length_ms * 48))
    for start_ms, _, sound in placement.sounds:
        for at, value in enumerate(array("h", decoded_samples(sound)), start_ms * 24 - 1_728):
            expected[at] += value
    assert samples(list(speech(placement, measure))) == expected


def test_blocks_last_a_second_and_the_last_one_what_is_left(tmp_path: Path) -> None:
    _, measure = small(tmp_path)
    placement = Placement((PlacedChapter("", "", 0, 2_400, bursts({600: 400}, measure)),), 2_400)
    for bed in (False, True):
        lengths = [len(block) for block in mixed(placement, measure, bed)]
        assert lengths == [BLOCK_SAMPLES * 2] * 2 + [400 * 48]


def test_a_sound_that_rings_into_the_next_is_added_to_it(tmp_path: Path) -> None:
    _, measure = small(tmp_path)
    cues = bursts({600: 400, 1_008: 400}, measure)
    placement = Placement((PlacedChapter("", "", 0, 2_400, cues),), 2_400)
    together = samples(list(speech(placement, measure)))
    alone = [
        samples(list(speech(Placement((PlacedChapter("", "", 0, 2_400, (cue,)),), 2_400), measure))) for cue in cues
    ]
    assert together == array("h", (one + other for one, other in zip(*alone, strict=True)))


def test_a_silent_session_is_silent(tmp_path: Path) -> None:
    _, measure = small(tmp_path)
    assert list(speech(Placement((), 1_200), measure)) == [bytes(48_000), bytes(9_600)]


def test_a_clip_is_decoded_whole_with_a_frame_to_ring_out_in(tmp_path: Path) -> None:
    _, measure = small(tmp_path)
    clip = measure.clip(Phrase("400"))
    frames = array("h", miniaudio.mp3_read_s16(clip.frames).samples)
    ours = array("h", decoded(clip))
    assert len(ours) == len(frames) + 576
    assert all(abs(one - other) <= 2 for one, other in zip(ours, frames, strict=False))


def test_a_damaged_clip_is_reported(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="'gentleback clips --prune' lets all be made again"):
        decoded(Clip(b"no frames" * 64, 1_000))


def test_only_the_latest_clips_are_held(tmp_path: Path) -> None:
    _, measure = small(tmp_path)
    cues = bursts({number: 10 + number for number in range(LATEST + 5)}, measure)
    decoded_samples = samples_of(measure)
    first = decoded_samples(Phrase("10"))
    assert decoded_samples(Phrase("10")) is first
    for cue in cues:
        assert cue.sound is not None
        decoded_samples(cue.sound)
    assert decoded_samples(Phrase("10")) is not first
