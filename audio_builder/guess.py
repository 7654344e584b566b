"""A measure that guesses where it has to, and remembers what it guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio_builder.measure import MissingClipError
from content.timeline.estimate import Estimate

if TYPE_CHECKING:
    from audio_builder.measure import ClipMeasure
    from content.timeline.cues import Sound
    from content.timeline.measure import Spacing


@dataclass(frozen=True, slots=True)
class GuessingMeasure:
    """True lengths of the clips that are there, an estimate for the others."""

    known: ClipMeasure
    guessed: dict[Sound, int] = field(default_factory=dict)
    """The sounds without a clip, and the length in milliseconds that was guessed."""

    @property
    def spacing(self) -> Spacing:
        return self.known.spacing

    def length_ms(self, sound: Sound) -> int:
        if sound not in self.guessed:
            try:
                return self.known.length_ms(sound)
            except MissingClipError:
                self.guessed[sound] = Estimate().length_ms(sound)
        return self.guessed[sound]
