"""Measures for tests: lengths that are known beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

from content.timeline.cues import Sound, Tone
from content.timeline.measure import Spacing

MP3 = Spacing(grid_ms=24, before_ms=72, after_ms=48, lead_in_ms=504, wake_after_ms=10_000, tail_ms=1_200)


@dataclass(frozen=True, slots=True)
class Fixed:
    """Every sound has the same length."""

    ms: int
    spacing: Spacing = field(default_factory=Spacing)

    def length_ms(self, sound: Sound) -> int:  # noqa: ARG002 - every sound
        return self.ms


@dataclass(frozen=True, slots=True)
class Arbitrary:
    """A length for each sound that does not depend on the length of its text, up to three seconds."""

    seed: int
    spacing: Spacing = field(default_factory=Spacing)

    def length_ms(self, sound: Sound) -> int:
        text = sound.name if isinstance(sound, Tone) else sound.text
        return 50 + crc32(f"{self.seed}{text}".encode()) % (700 if isinstance(sound, Tone) else 3_000)
