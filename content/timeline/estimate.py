"""An estimate of how long sounds last, for those who have no voice at hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.timeline.cues import Sound, Tone
from content.timeline.measure import Spacing

TONES_MS = {
    "open": 850,
    "close": 850,
    "wake": 300,
    "hold": 430,
    "release": 430,
    "breathe-in": 1_250,
    "breathe-out": 1_670,
}
"""How long each is to be heard, as the builder draws it."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Lengths from the text alone: so much for each character, and so much for each sentence.

    The figures are a straight line through the phrases of the content as the embedded voice speaks them
    (``tests/audio_builder/clips/test_estimate.py`` holds it to the true lengths).
    """

    spacing: Spacing = field(default_factory=Spacing)
    ms_per_character: int = 51
    ms_per_phrase: int = 130

    def length_ms(self, sound: Sound) -> int:
        """About how long ``sound`` lasts, in milliseconds."""
        if isinstance(sound, Tone):
            return TONES_MS[sound.name]
        return self.ms_per_phrase + self.ms_per_character * len(sound.text)
