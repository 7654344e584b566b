"""Sound as plain samples: what a voice returns and an encoder takes."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 2
"""Bytes of a sample."""


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound, 16-bit little-endian."""

    samples: bytes
    rate_hz: int

    @property
    def length_samples(self) -> int:
        return len(self.samples) // WIDTH

    @property
    def length_ms(self) -> int:
        """Whole milliseconds, rounded."""
        return round(self.length_samples * 1000 / self.rate_hz)


def silence(length_samples: int) -> bytes:
    return bytes(length_samples * WIDTH)
