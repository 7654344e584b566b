"""What there is to do: the routines that can be held in conversation, their scripts, their lengths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from content.model.types import IN_PAIN, Content, Routine
from content.timeline.compile import compile_timeline
from content.timeline.fit import DoesNotFitError, fit
from content.timeline.place import place
from skill.coach.script import Fits, Script, write_script
from skill.coach.state import Settings

if TYPE_CHECKING:
    from content.model.words import Conversation, Words
    from content.timeline.measure import Measure
    from content.timeline.options import Options

DOCTOR_FIRST = "doctor-first"
"""The safety sentences that are said once to each person, not with every routine."""
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
        return tuple(self.content.routines[name] for name in sorted(self.lengths_ms, key=self.lengths_ms.__getitem__))

    @cached_property
    def gentle(self) -> tuple[Routine, ...]:
        """Those of them that are for everybody, in pain or not; all where there is none."""
        return tuple(routine for routine in self.spoken if not is_hard(routine)) or self.spoken

    @cached_property
    def lengths_ms(self) -> dict[str, int]:
        """About how long each of them takes as it usually is, by its id."""
        options = Settings().options(self.words.language)
        return {
            routine.id: place(compile_timeline(routine, self.words, options), self.measure).length_ms
            for routine in self.content.routines.values()
            if is_spoken(routine)
        }

    def minutes(self, routine: str) -> int:
        return max(1, round(self.lengths_ms[routine] / 60_000))

    def fits_into(self, routine: Routine, minutes: int, settings: Settings) -> bool:
        """Whether the routine can be fitted into ``minutes``."""
        try:
            self.script(routine.id, minutes, settings, is_known=True)
        except DoesNotFitError:
            return False
        return True

    def script(self, routine: str, minutes: int | None, settings: Settings, *, is_known: bool) -> Script:
        """The script of a routine for one person; one who is known has heard who should see a doctor first.

        Raises ``DoesNotFitError`` where ``minutes`` are out of reach, ``KeyError`` where there is no such routine.
        """
        options = settings.options(self.words.language, minutes)
        return self._scripts(routine, options, tuple(sorted(settings.ways.items())), is_known)

    @cached_property
    def _scripts(self) -> Callable[[str, Options, tuple[tuple[str, str], ...], bool], Script]:
        return lru_cache(maxsize=SCRIPTS_REMEMBERED)(self._write)

    def _write(self, name: str, options: Options, ways: tuple[tuple[str, str], ...], is_known: bool) -> Script:
        routine = self.content.routines[name]
        if is_known:
            routine = replace(routine, safety=tuple(each for each in routine.safety if each != DOCTOR_FIRST))
        routine = fit(routine, self.words, options, self.measure)
        return write_script(routine, self.words, options, dict(ways), self.fits)


def is_spoken(routine: Routine) -> bool:
    """Whether it can be held in conversation; walks cannot, since the session would close on the way."""
    return all(step.unit != "minutes" for step in routine.steps)


def is_hard(routine: Routine) -> bool:
    """Whether an exercise in it is not for a person in pain."""
    return any(IN_PAIN in step.exercise.avoid for step in routine.steps)
