"""How long sounds last, and the silence they need between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from content.timeline.cues import Sound, Tone


@dataclass(frozen=True, slots=True)
class Spacing:
    """What a medium asks of the times of sounds, in milliseconds. By default it asks nothing."""

    grid_ms: int = 1
    """A sound begins on a multiple of this (an MP3 frame is 24 ms)."""
    before_ms: int = 0
    """Room that a sound needs in front of it."""
    after_ms: int = 0
    """Room that a sound needs behind it."""
    lead_in_ms: int = 0
    """No word is spoken before this (a Bluetooth speaker swallows the first half second)."""
    wake_after_ms: int = 0
    """After a silence of this length a soft tone comes before the next sound; 0 for never."""
    tail_ms: int = 0
    """Silence at the very end."""

    @property
    def gap_ms(self) -> int:
        """The least silence between two sounds."""
        return self.before_ms + self.after_ms

    def up(self, time_ms: int) -> int:
        """The first time on the grid that is not before ``time_ms``."""
        return -(-time_ms // self.grid_ms) * self.grid_ms

    def nearest(self, time_ms: int) -> int:
        """The time on the grid that is nearest to ``time_ms``."""
        return (time_ms + self.grid_ms // 2) // self.grid_ms * self.grid_ms


class Measure(Protocol):
    """Lengths of sounds: true ones in the builder, an estimate elsewhere."""

    @property
    def spacing(self) -> Spacing: ...

    def length_ms(self, sound: Sound) -> int:
        """The audible length of ``sound``, in whole milliseconds."""
        ...


_BREAK = re.compile(r"[.?!] ")
TONES_MS = {
    "open": 850, "close": 850, "wake": 300, "hold": 430, "release": 430, "breathe-in": 1_250, "breathe-out": 1_670,
}  # fmt: skip
"""The audible length of each tone, as the builder makes it."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Lengths from the text alone: so much for each character, each phrase, and each sentence in it after the first.

    The numbers are a straight line through the phrases of the content as the embedded voice speaks them
    (``tests/audio_builder/clips/test_estimate.py`` compares it with the true lengths).
    """

    spacing: Spacing = field(default_factory=Spacing)
    ms_per_character: int = 51
    ms_per_phrase: int = 130
    ms_between_sentences: int = 1_100

    def length_ms(self, sound: Sound) -> int:
        """About how long ``sound`` lasts, in milliseconds."""
        if isinstance(sound, Tone):
            return TONES_MS[sound.name]
        breaks = len(_BREAK.findall(sound.text))
        return self.ms_per_phrase + self.ms_per_character * len(sound.text) + self.ms_between_sentences * breaks
