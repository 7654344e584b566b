"""What there is to do: the routines that can be held in conversation, their scripts, their lengths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from content.model.types import IN_PAIN, Content, Routine
from content.timeline.fit import DoesNotFitError, fit
from content.timeline.narrator import Narrator
from content.timeline.timed import minutes_of
from skill.coach.script import Fits, Script, write_script
from skill.coach.state import Settings

if TYPE_CHECKING:
    from content.model.words import Conversation, Words
    from content.timeline.frame import Minutes
    from content.timeline.measure import Measure
    from content.timeline.options import Options

SCRIPTS_REMEMBERED = 256


@dataclass(frozen=True)
class Library:
    """The content in one language. What is made of it is remembered for the next turn."""

    content: Content
    words: Words
    conversation: Conversation
    measure: Measure
    fits: Fits
    """Whether cues are small enough for one answer."""

    @cached_property
    def spoken(self) -> tuple[Routine, ...]:
        """The routines that can be held in conversation, the shortest first."""
        return tuple(self.content.routines[name] for name in sorted(self.minutes, key=self.minutes.__getitem__))

    @cached_property
    def gentle(self) -> tuple[Routine, ...]:
        """Those of them that are for everybody, in pain or not; all where there is none."""
        return tuple(routine for routine in self.exercising if not is_hard(routine)) or self.spoken

    @cached_property
    def explaining(self) -> tuple[Routine, ...]:
        """Those of them that explain how it goes first."""
        return tuple(routine for routine in self.spoken if routine.talks)

    @cached_property
    def exercising(self) -> tuple[Routine, ...]:
        """The others; all where there is none."""
        return tuple(routine for routine in self.spoken if not routine.talks) or self.spoken

    @cached_property
    def minutes(self) -> dict[str, Minutes]:
        """About how long each of them takes as it usually is, as its opening says it, by its id."""
        options = Settings().options(self.words.language)
        return {
            routine.id: minutes_of(routine, self.words, options, self.measure)
            for routine in self.content.routines.values()
            if is_spoken(routine)
        }

    def fits_into(self, routine: Routine, minutes: int, settings: Settings) -> bool:
        """Whether the routine can be fitted into ``minutes``."""
        try:
            self.script(routine.id, minutes, settings)
        except DoesNotFitError:
            return False
        return True

    def script(self, routine: str, minutes: int | None, settings: Settings) -> Script:
        """The script of a routine for one person.

        Raises ``DoesNotFitError`` where ``minutes`` are out of reach, ``KeyError`` where there is no such routine.
        """
        options = settings.options(self.words.language, minutes)
        return self._scripts(routine, options, tuple(sorted(settings.ways.items())))

    @cached_property
    def _scripts(self) -> Callable[[str, Options, tuple[tuple[str, str], ...]], Script]:
        return lru_cache(maxsize=SCRIPTS_REMEMBERED)(self._write)

    def _write(self, name: str, options: Options, ways: tuple[tuple[str, str], ...]) -> Script:
        routine = fit(self.content.routines[name], self.words, options, self.measure)
        return write_script(routine, Narrator(self.words, options), dict(ways), self.fits, self.measure)


def is_spoken(routine: Routine) -> bool:
    """Whether it can be held in conversation; walks cannot, since the session would close on the way."""
    return all(step.unit != "minutes" for step in routine.steps)


def is_hard(routine: Routine) -> bool:
    """Whether an exercise in it is not for a person in pain."""
    return any(IN_PAIN in step.exercise.avoid for step in routine.steps)
