"""A clip: one sound as MP3 frames, encoded by LAME in this process, and where its sound is within them.

Everything is MPEG-2 layer III at 24 kHz, mono, constant 64 kb/s: a frame is exactly 24 ms and 192 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from audio_builder.errors import BuildError
from audio_builder.installed import version

if TYPE_CHECKING:
    from audio_builder.sound.shape import Shaped

RATE_HZ = 24_000
BIT_RATE_KBPS = 64
FRAME_SAMPLES = 576
FRAME_BYTES = 192
FRAME_MS = 24
HEADER = bytes.fromhex("fff384c4")
"""The first bytes of every frame."""
SILENT_FRAME = HEADER + bytes(FRAME_BYTES - len(HEADER))
"""Decodes to exact zeros wherever it is; needs nothing from other frames."""

ONSET_FRAME = 3
ONSET_SAMPLE = ONSET_FRAME * FRAME_SAMPLES
"""Where the audible sound of every clip begins, once decoded."""
BEFORE_MS = ONSET_FRAME * FRAME_MS
"""Room that a clip takes up in front of its sound."""
AFTER_MS = 48
"""The most room that it takes up behind it."""
QUALITY = 5
"""LAME's: 2 is slower, and moved the sound by up to 17 ms (measured)."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Whole frames, the first of which needs nothing from before. The sound begins at ``ONSET_SAMPLE``."""

    frames: bytes
    length_samples: int
    """Of the audible sound, at ``RATE_HZ``."""

    @property
    def frame_count(self) -> int:
        return len(self.frames) // FRAME_BYTES

    @property
    def length_ms(self) -> int:
        """Whole milliseconds of audible sound, rounded up."""
        return -(-self.length_samples * 1000 // RATE_HZ)


@cache
def encoder_fingerprint() -> str:
    """Part of every clip's key."""
    return f"lameenc {version('lameenc')}, {BIT_RATE_KBPS} kb/s, {RATE_HZ} Hz, quality {QUALITY}"


def encode(shaped: Shaped) -> Clip:
    """Encode all of it at once: a frame takes data from those before it, so no part of a clip can be used alone.

    Of the empty frames at the end one is kept, for the sound to ring out in. Raises ``BuildError``.
    """
    encoder = open_encoder(shaped.sound.rate_hz)
    frames = _split(bytes(encoder.encode(shaped.sound.samples)) + bytes(encoder.flush()))
    end_sample = ONSET_SAMPLE + shaped.length_samples
    least, most = -(-end_sample // FRAME_SAMPLES), (end_sample + AFTER_MS * RATE_HZ // 1000) // FRAME_SAMPLES
    while len(frames) > least and _is_empty(frames[-1]) and (_is_empty(frames[-2]) or len(frames) > most):
        frames.pop()
    return Clip(b"".join(frames), shaped.length_samples)


def open_encoder(rate_hz: int, bit_rate_kbps: int = BIT_RATE_KBPS) -> Any:
    """LAME for mono samples of that rate, with the settings of all our MP3 files."""
    import lameenc  # most sessions are built without encoding anything

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(bit_rate_kbps)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(RATE_HZ)  # else LAME keeps 22050 Hz, whose frames are not 24 ms
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return encoder


def _split(stream: bytes) -> list[bytes]:
    """``stream`` in its frames. Raises ``BuildError`` when they are not those that a clip is made of."""
    frames = [stream[at : at + FRAME_BYTES] for at in range(0, len(stream), FRAME_BYTES)]
    if not frames or any(len(frame) != FRAME_BYTES or not frame.startswith(HEADER) for frame in frames):
        raise BuildError(f"the encoder made frames other than {FRAME_BYTES} bytes at {RATE_HZ} Hz, mono")
    if frames[0][len(HEADER)] != 0:  # main_data_begin, the first 8 bits of the side information
        raise BuildError("the encoder made a first frame that takes data from a frame before it")
    return frames


def _is_empty(frame: bytes) -> bool:
    """Whether the frame carries no sound: ``part2_3_length``, 12 bits behind ``main_data_begin`` and a private bit."""
    side = int.from_bytes(frame[len(HEADER) : len(HEADER) + 3], "big")
    return (side >> 3) & 0xFFF == 0
