"""A clip: one sound as MP3 frames, and where its sound is within them.

Everything is MPEG-2 layer III at 24 kHz, mono, constant 64 kb/s: a frame is exactly 24 ms and 192 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

RATE_HZ = 24_000
BIT_RATE_KBPS = 64
FRAME_SAMPLES = 576
FRAME_BYTES = 192
FRAME_MS = 24
HEADER = bytes.fromhex("fff384c4")
"""The first bytes of every frame."""
SILENT_FRAME = HEADER + bytes(FRAME_BYTES - len(HEADER))
"""Decodes to exact zeros wherever it stands; needs nothing from other frames."""

ONSET_FRAME = 3
ONSET_SAMPLE = ONSET_FRAME * FRAME_SAMPLES
"""Where the audible sound of every clip begins, once decoded."""
BEFORE_MS = ONSET_FRAME * FRAME_MS
"""Room that a clip takes up in front of its sound."""
AFTER_MS = 48
"""The most room that it takes up behind it."""


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
