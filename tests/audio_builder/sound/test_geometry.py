"""A clip's frames, and what real decoders make of them."""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING

import pytest

from audio_builder.sound import tones
from audio_builder.sound.clip import (
    AFTER_MS,
    FRAME_BYTES,
    FRAME_SAMPLES,
    HEADER,
    ONSET_SAMPLE,
    SILENT_FRAME,
    Clip,
    encode,
)
from audio_builder.sound.shape import shape
from tests.audio_builder.decoded import DECODERS, PHRASES, audible, spoken, with_ffmpeg, with_miniaudio, with_mpg123
from tests.tools import slow_for

if TYPE_CHECKING:
    from collections.abc import Callable

MS = 24
"""Samples of a millisecond."""


@cache
def clip_of(sound: str) -> Clip:
    """The clip of a tone or a phrase."""
    return encode(shape(tones.draw(sound), 0)) if sound in tones.TONES else spoken(sound)


SOUNDS = (*PHRASES, *tones.TONES)


@pytest.mark.parametrize("sound", SOUNDS)
def test_frames_are_all_alike_and_the_first_stands_alone(sound: str) -> None:
    clip = clip_of(sound)
    frames = [clip.frames[at : at + FRAME_BYTES] for at in range(0, len(clip.frames), FRAME_BYTES)]
    assert len(frames) == clip.frame_count
    assert {frame[:4] for frame in frames} == {HEADER}
    assert {len(frame) for frame in frames} == {FRAME_BYTES}
    assert frames[0][4] == 0  # main_data_begin


@pytest.mark.parametrize("sound", [*SOUNDS, "silent"])
def test_frames_hold_the_sound_and_no_more_than_may_follow_it(sound: str) -> None:
    clip = spoken("Hold.", "silent") if sound == "silent" else clip_of(sound)
    over = clip.frame_count * FRAME_SAMPLES - ONSET_SAMPLE - clip.length_samples
    assert 0 <= over <= AFTER_MS * MS


@pytest.mark.parametrize("decode", slow_for(DECODERS, with_ffmpeg))
def test_sound_begins_at_frame_3_and_lasts_as_long_as_it_says(decode: Callable[[bytes], array[int]]) -> None:
    for text, clip in ((sound, clip_of(sound)) for sound in SOUNDS):
        begin, end = audible(decode(clip.frames + SILENT_FRAME * 4))
        assert abs(begin - ONSET_SAMPLE) <= 1 * MS, text
        assert -5 * MS <= end - ONSET_SAMPLE - clip.length_samples <= 6 * MS, text  # a bell's end is a matter of taste


@pytest.mark.parametrize("decode", DECODERS)
def test_silent_frames_decode_to_zeros(decode: Callable[[bytes], array[int]]) -> None:
    values = decode(SILENT_FRAME * 50)
    assert len(values) == 50 * FRAME_SAMPLES
    assert not any(values)


@pytest.mark.parametrize("decode", slow_for(DECODERS, with_ffmpeg))
def test_joined_clips_sound_as_each_alone(decode: Callable[[bytes], array[int]]) -> None:
    """No clip changes its neighbour, whether there is silence between them or not, and no sample is lost or added."""
    pieces = [
        frames for clip in map(clip_of, SOUNDS) for frames in (clip.frames, SILENT_FRAME * (len(clip.frames) % 3))
    ]
    joined = decode(b"".join(pieces) + SILENT_FRAME * 2)
    expected = array("l", bytes(len(joined) * array("l").itemsize))
    at = 0
    for piece in pieces:
        for offset, value in enumerate(decode(piece + SILENT_FRAME * 2) if piece.strip(SILENT_FRAME) else ()):
            expected[at + offset] += value
        at += len(piece) // FRAME_BYTES * FRAME_SAMPLES
    assert len(joined) == at + 2 * FRAME_SAMPLES
    assert max(abs(one - other) for one, other in zip(joined, expected, strict=True)) <= 1


def test_a_clip_begins_and_ends_so_quietly_that_joins_do_not_click() -> None:
    for text, clip in ((sound, clip_of(sound)) for sound in SOUNDS):
        values = with_miniaudio(clip.frames + SILENT_FRAME * 2)
        begin, end = FRAME_SAMPLES * 2, clip.frame_count * FRAME_SAMPLES
        assert max(map(abs, values[:begin])) <= 100, text
        assert max(map(abs, values[end:])) <= 150, text


def test_two_decoders_hear_the_same_samples_and_a_third_nearly() -> None:
    """ffmpeg differs from the others by up to 1 % of full scale, in loud frames, and not in time.

    By 3 % in a frame or two of voices with more hiss; so here it is the plain one.
    """
    frames = b"".join(spoken(text, "espeak:en-us").frames for text in PHRASES)
    one, two, nearly = (decode(frames) for decode in (with_miniaudio, with_mpg123, with_ffmpeg))
    assert len(one) == len(two) == len(nearly)
    assert max(abs(first - other) for first, other in zip(one, two, strict=True)) <= 1
    assert max(abs(first - other) for first, other in zip(one, nearly, strict=True)) <= 655
