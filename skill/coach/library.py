"""What there is to do: the routines that can be held in conversation, their scripts, their lengths."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from content.model.types import IN_PAIN
from content.timeline.compile import compile_timeline
from content.timeline.fit import DoesNotFitError, fit
from content.timeline.place import place
from skill.coach.script import write_script
from skill.coach.state import usual_options

if TYPE_CHECKING:
    from content.model.types import Content, Routine
    from content.model.words import Conversation, Words
    from content.timeline.measure import Measure
    from content.timeline.options import Options
    from skill.coach.script import Fits, Script
    from skill.coach.state import Settings

DOCTOR_FIRST = "doctor-first"
"""The safety sentences that are told once to each person, not with every routine."""
SCRIPTS_KEPT = 256


@dataclass(frozen=True, slots=True)
class Library:
    """The content in one language, and what was made of it. Scripts and lengths are kept for the next turn."""

    content: Content
    words: Words
    conversation: Conversation
    measure: Measure
    fits: Fits
    """Whether cues are small enough for one answer."""
    _scripts: OrderedDict[object, Script] = field(default_factory=OrderedDict, repr=False)
    _lengths_ms: dict[str, int] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def language(self) -> str:
        return self.words.language

    def spoken(self) -> tuple[Routine, ...]:
        """The routines that can be held in conversation, the shortest first."""
        held = [routine for routine in self.content.routines.values() if is_spoken(routine)]
        return tuple(sorted(held, key=lambda routine: self.length_ms(routine.id)))

    def gentle(self) -> tuple[Routine, ...]:
        """Those of them that are for everybody, in pain or not; all where there is none."""
        routines = self.spoken()
        return tuple(routine for routine in routines if not is_hard(routine)) or routines

    def length_ms(self, routine: str) -> int:
        """About how long a routine takes as it usually is."""
        if routine not in self._lengths_ms:
            timeline = compile_timeline(self.content.routines[routine], self.words, usual_options(self.language))
            self._lengths_ms[routine] = place(timeline, self.measure).length_ms
        return self._lengths_ms[routine]

    def minutes(self, routine: str) -> int:
        return max(1, round(self.length_ms(routine) / 60_000))

    def fits_into(self, routine: Routine, minutes: int, settings: Settings) -> bool:
        """Whether the routine can be brought into so many minutes."""
        try:
            self.script(routine.id, minutes, settings, is_known=True)
        except DoesNotFitError:
            return False
        return True

    def script(self, routine: str, minutes: int | None, settings: Settings, *, is_known: bool) -> Script:
        """The script of a routine for one person; who is known has heard whom to see first.

        Raises ``DoesNotFitError`` where ``minutes`` are out of reach, ``KeyError`` where there is no such routine.
        """
        options = settings.options(self.language, minutes)
        key = (routine, options, is_known, tuple(sorted(settings.ways.items())))
        with self._lock:
            if key in self._scripts:
                self._scripts.move_to_end(key)
                return self._scripts[key]
        script = self._written(routine, options, settings, is_known)
        with self._lock:
            self._scripts[key] = script
            if len(self._scripts) > SCRIPTS_KEPT:
                self._scripts.popitem(last=False)
        return script

    def _written(self, name: str, options: Options, settings: Settings, is_known: bool) -> Script:
        routine = self.content.routines[name]
        if is_known:
            routine = replace(routine, safety=tuple(each for each in routine.safety if each != DOCTOR_FIRST))
        routine = fit(routine, self.words, options, self.measure)
        return write_script(routine, self.words, options, settings.ways, self.fits)


def is_spoken(routine: Routine) -> bool:
    """Walks are not: nobody can keep a session open on the way."""
    return all(step.unit != "minutes" for step in routine.steps)


def is_hard(routine: Routine) -> bool:
    """Whether an exercise in it is not for a person in pain."""
    return any(IN_PAIN in step.exercise.avoid for step in routine.steps)
