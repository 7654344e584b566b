"""A measure that guesses where it has to, and remembers what it guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio_builder.clips.measure import MissingClipError
from content.timeline.measure import Estimate

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from content.timeline.cues import Sound
    from content.timeline.measure import Spacing


@dataclass(frozen=True, slots=True)
class GuessingMeasure:
    """True lengths of the clips that are there, an estimate for the others."""

    known: ClipMeasure
    guessed: list[Sound] = field(default_factory=list)
    """The sounds without a clip."""
    _lengths_ms: dict[Sound, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def spacing(self) -> Spacing:
        return self.known.spacing

    def length_ms(self, sound: Sound) -> int:
        length_ms = self._lengths_ms.get(sound)
        if length_ms is None:
            length_ms = self._lengths_ms[sound] = self._found_ms(sound)
        return length_ms

    def _found_ms(self, sound: Sound) -> int:
        try:
            return self.known.length_ms(sound)
        except MissingClipError:
            self.guessed.append(sound)
            return Estimate().length_ms(sound)
