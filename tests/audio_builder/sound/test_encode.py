"""The encoder: what it must not make, and that it always makes the same."""

from __future__ import annotations

import math
from array import array
from importlib.metadata import version

import pytest

from audio_builder.errors import BuildError
from audio_builder.sound.clip import RATE_HZ, SILENT_FRAME, Clip, _split, encode, encoder_fingerprint
from audio_builder.sound.pcm import Pcm
from audio_builder.sound.shape import Shaped, shape
from tests.audio_builder.decoded import audible, spoken, with_miniaudio


def test_same_sound_same_bytes() -> None:
    sound = Pcm(array("h", [round(5_000 * math.sin(at / 7)) for at in range(9_000)]).tobytes(), 22_050)
    assert encode(shape(sound, 0)) == encode(shape(sound, 0))


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_every_rate_comes_out_in_the_one_format(rate_hz: int) -> None:
    tone = [round(9_000 * math.sin(at * 2 * math.pi * 500 / rate_hz)) for at in range(rate_hz // 2)]
    clip = encode(shape(Pcm(array("h", tone).tobytes(), rate_hz), 0))
    begin, end = audible(with_miniaudio(clip.frames))
    assert abs((end - begin) - RATE_HZ // 2) <= 8 * 24
    assert clip.length_ms == pytest.approx(500, abs=6)


@pytest.mark.parametrize("count", [0, 1, 100])
def test_next_to_nothing_can_be_encoded(count: int) -> None:
    clip = encode(Shaped(Pcm(bytes(2 * count), RATE_HZ), 0))
    assert clip.frame_count >= 1


@pytest.mark.parametrize(
    "stream",
    [b"", SILENT_FRAME[:-1], SILENT_FRAME + b"\xff", b"\xff\xfb\x90\x64" + bytes(188), b"ID3" + SILENT_FRAME],
)
def test_other_frames_are_refused(stream: bytes) -> None:
    with pytest.raises(BuildError, match="the encoder made frames other than"):
        _split(stream)


def test_a_first_frame_that_leans_on_another_is_refused() -> None:
    with pytest.raises(BuildError, match="takes data from a frame before it"):
        _split(SILENT_FRAME[:4] + b"\x01" + SILENT_FRAME[5:])


def test_fingerprint_names_the_encoders_version() -> None:
    assert version("lameenc") in encoder_fingerprint()


@pytest.mark.parametrize(("length_samples", "length_ms"), [(0, 0), (1, 1), (24, 1), (25, 2), (24_000, 1_000)])
def test_length_is_rounded_up(length_samples: int, length_ms: int) -> None:
    assert Clip(b"", length_samples).length_ms == length_ms


def test_silence_is_encoded_to_its_whole_length() -> None:
    clip = spoken("Breathe out as you lift.", "silent")
    assert clip.length_ms == 24 * 60
    assert not any(with_miniaudio(clip.frames))
