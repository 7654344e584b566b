"""Fit: bring a routine into a time budget by choosing repetitions, then rests and, last, exercises."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from content.errors import GentleBackError
from content.timeline.adapt import adapt
from content.timeline.compile import compile_timeline
from content.timeline.place import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.model.types import Range, Routine, Step
    from content.model.words import Words
    from content.timeline.measure import Measure
    from content.timeline.options import Options

TOLERANCE = 0.05
"""How far the length may be from what was asked."""
REST_PERCENT = (60, 200)
"""The shortest and the longest rests, against the usual."""
LEVELS = 120
"""How finely the repetitions go from least (0) to most."""


class DoesNotFitError(GentleBackError):
    """No choice of repetitions, rests and exercises comes near the minutes asked for."""

    exit_code = 2

    def __init__(self, routine: Routine, minutes: int, shortest_ms: int, longest_ms: int) -> None:
        self.routine, self.minutes = routine.id, minutes
        self.shortest_ms, self.longest_ms = shortest_ms, longest_ms
        can_be = f"{shortest_ms / 60_000:.1f} to {longest_ms / 60_000:.1f} minutes"
        super().__init__(f"--minutes {minutes}: '{routine.id}' can be {can_be} long with these options")


def fit(routine: Routine, words: Words, options: Options, measure: Measure) -> Routine:
    """``routine`` as the listener wishes it; with ``options.minutes``, within 5 % of that length.

    ``measure`` says how long each sound lasts. Raises ``DoesNotFitError`` with the shortest and longest length
    possible, and whatever ``adapt`` raises.
    """
    adapted = adapt(routine, options)
    if options.minutes is None:
        return adapted

    def length_ms(candidate: Routine) -> int:
        return place(compile_timeline(candidate, words, options), measure).length_ms

    return _Fitting(adapted, options, length_ms).best(options.minutes)


@dataclass(frozen=True, slots=True)
class _Fitting:
    routine: Routine
    options: Options
    length_ms: Callable[[Routine], int]

    def best(self, minutes: int) -> Routine:
        target_ms = minutes * 60_000
        chosen = self._choose_exercises(target_ms)
        usual = [self._variant(chosen, level, 100) for level in self._levels_around(chosen, target_ms)]
        candidates = [self._with_rests(candidate, target_ms) for candidate in usual]
        best = min(candidates, key=lambda candidate: abs(self.length_ms(candidate) - target_ms))
        if abs(self.length_ms(best) - target_ms) > TOLERANCE * target_ms:
            raise self._refusal(minutes)
        return best

    def _choose_exercises(self, target_ms: int) -> Routine:
        """As many exercises as fit at their least, spread evenly over the routine."""
        total = len(self.routine.steps)
        for keep in range(total, 1, -1):
            chosen = replace(self.routine, steps=_spread(self.routine.steps, keep))
            if self.length_ms(self._variant(chosen, 0, REST_PERCENT[0])) <= target_ms:
                return chosen
        return min(self._alone(), key=lambda one: self.length_ms(self._variant(one, 0, REST_PERCENT[0])))

    def _alone(self) -> list[Routine]:
        return [replace(self.routine, steps=(step,)) for step in self.routine.steps]

    def _levels_around(self, chosen: Routine, target_ms: int) -> tuple[int, int]:
        """The last level that is not too long with the usual rests, and the next."""
        low, high = 0, LEVELS
        while low < high:
            middle = (low + high + 1) // 2
            if self.length_ms(self._variant(chosen, middle, 100)) <= target_ms:
                low = middle
            else:
                high = middle - 1
        return low, min(low + 1, LEVELS)

    def _with_rests(self, candidate: Routine, target_ms: int) -> Routine:
        """``candidate`` with the rests that bring it nearest to the target from below."""
        low, high = REST_PERCENT
        while low < high:
            middle = (low + high + 1) // 2
            if self.length_ms(replace(candidate, rest_percent=middle)) <= target_ms:
                low = middle
            else:
                high = middle - 1
        return replace(candidate, rest_percent=low)

    def _variant(self, chosen: Routine, level: int, rest_percent: int) -> Routine:
        total = len(chosen.steps)
        steps = tuple(self._at(step, level, (index + 0.5) / total) for index, step in enumerate(chosen.steps))
        return replace(chosen, steps=steps, rest_percent=rest_percent)

    def _at(self, step: Step, level: int, stagger: float) -> Step:
        """``step`` at a level; ``stagger`` (0 to 1) lets exercises grow one after the other."""
        if step.unit == "minutes":
            minutes = step.exercise.dose.range_of("minutes")
            return replace(step, amount=_between(minutes, level, 0.5)) if minutes else step
        if self.options.repetitions is not None:
            return step
        return replace(step, repetitions=_between(step.exercise.dose.repetitions, level, stagger))

    def _refusal(self, minutes: int) -> DoesNotFitError:
        shortest = min(self.length_ms(self._variant(one, 0, REST_PERCENT[0])) for one in self._alone())
        longest = self.length_ms(self._variant(self.routine, LEVELS, REST_PERCENT[1]))
        return DoesNotFitError(self.routine, minutes, shortest, longest)


def _spread(steps: tuple[Step, ...], keep: int) -> tuple[Step, ...]:
    """``keep`` (at least 2) of ``steps``, evenly spread, first and last among them."""
    return tuple(steps[round(index * (len(steps) - 1) / (keep - 1))] for index in range(keep))


def _between(range_: Range, level: int, stagger: float) -> int:
    """From least at level 0 by way of usual to most at the last level."""
    half = LEVELS / 2
    if level <= half:
        start, end, share = range_.least, range_.usual, level / half
    else:
        start, end, share = range_.usual, range_.most, level / half - 1
    return start + int(share * (end - start) + (stagger if 0 < share < 1 else 0))
