"""A listener's options -> an ordinary routine.

``adapt`` limits each wish exercise by exercise; ``fit`` brings the routine into a time budget, too, by choosing
repetitions, then rests and, last, exercises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING

from content.model.types import IN_PAIN, Limited, Range, Routine, Step
from content.timeline.compile import compile_timeline
from content.timeline.options import OptionError, Options
from content.timeline.place import place
from content.timeline.timed import minutes_of

if TYPE_CHECKING:
    from content.model.words import Words
    from content.timeline.measure import Measure

TOLERANCE_PERCENT = 5
"""How far the length may be from what was asked."""
REST_PERCENT = (60, 200)
"""The shortest and the longest rests, against the usual."""
FEW = 8
"""With no more exercises than this every choice of them is tried."""
LEVELS = 120
"""How finely the repetitions go from least (0) to most."""


class NotInRoutineError(OptionError):
    """``without`` or ``start_from`` names an exercise that the routine does not have."""

    def __init__(self, option: str, exercise: str, routine: Routine) -> None:
        self.exercise, self.routine = exercise, routine.id
        names = ", ".join(dict.fromkeys(step.exercise.id for step in routine.steps))
        super().__init__(option, f": '{routine.id}' has no exercise '{exercise}'; it has: {names}")


class NothingLeftError(OptionError):
    """``without`` names every exercise of the routine."""

    def __init__(self, routine: Routine) -> None:
        self.routine = routine.id
        super().__init__("without", f" leaves no exercise of '{routine.id}'; leave at least one in")


class DoesNotFitError(OptionError):
    """No choice of repetitions, rests and exercises comes near the minutes asked for."""

    def __init__(self, routine: Routine, minutes: float, shortest_ms: int, longest_ms: int, nearest_ms: int) -> None:
        self.routine, self.minutes = routine.id, minutes
        self.shortest_ms, self.longest_ms, self.nearest_ms = shortest_ms, longest_ms, nearest_ms
        shortest, longest, nearest = (f"{ms / 60_000:.1f}" for ms in (shortest_ms, longest_ms, nearest_ms))
        gap = f", and comes no nearer than {nearest}" if shortest_ms < minutes * 60_000 < longest_ms else ""
        possible = f"'{routine.id}' can be {shortest} to {longest} minutes long with these options{gap}"
        super().__init__("minutes", f" {minutes:g}: {possible}")


def adapt(routine: Routine, options: Options) -> Routine:
    """``routine`` with the wished holds, repetitions and exercises.

    Raises ``NotInRoutineError`` or ``NothingLeftError``.
    """
    names = [step.exercise.id for step in routine.steps]
    for name in options.without:
        if name not in names:
            raise NotInRoutineError("without", name, routine)
    if options.start_from and options.start_from not in names:
        raise NotInRoutineError("start_from", options.start_from, routine)
    first = names.index(options.start_from) if options.start_from else 0
    steps = [step for step in routine.steps[first:] if step.exercise.id not in options.without]
    if not steps:
        raise NothingLeftError(routine)
    limited: list[Limited] = []
    adapted = tuple(_adapted(step, options, limited) for step in steps)
    return replace(routine, steps=adapted, limited=tuple(dict.fromkeys(limited)))


def _adapted(step: Step, options: Options, limited: list[Limited]) -> Step:
    dose = step.exercise.dose

    def within(field: str, wish: int, range_: Range) -> int:
        given = range_.limit(wish)
        if wish != given:
            limited.append(Limited(step.exercise.id, field, wish, given))
        return given

    hold = dose.range_of("hold_s")
    if options.hold_s is not None and step.unit == "hold_s" and hold:
        step = replace(step, amount=within("hold", options.hold_s, hold))
    if options.repetitions is not None and step.unit != "minutes":
        step = replace(step, repetitions=within("repetitions", options.repetitions, dose.repetitions))
    return step


def fit(routine: Routine, words: Words, options: Options, measure: Measure) -> Routine:
    """``routine`` as the listener wishes it; with ``options.minutes``, within 5 % of that length.

    Getting down and coming up are not counted.

    ``measure`` says how long each sound lasts. Raises ``DoesNotFitError`` with the shortest and longest length
    possible, and whatever ``adapt`` raises.
    """
    adapted = adapt(routine, options)
    if options.minutes is None:
        return adapted
    minutes = minutes_of(adapted, words, options, measure)

    def length_ms(candidate: Routine) -> int:
        return place(compile_timeline(candidate, words, options, minutes), measure).routine_ms

    fitted = _Fitting(adapted, options, length_ms).best(options.minutes)
    gone = tuple(name for name in adapted.exercise_ids if name not in fitted.exercise_ids)
    return replace(fitted, left_out=gone)


@dataclass(slots=True)
class _Fitting:
    """One search for what fits."""

    routine: Routine
    options: Options
    length_ms: Callable[[Routine], int]

    def best(self, minutes: float) -> Routine:
        """The choice that comes near enough with the most exercises."""
        target_ms = round(minutes * 60_000)
        lengths_ms: list[int] = []  # that were found possible
        for chosen in self._choices(target_ms):
            limits_ms = self._shortest_ms(chosen), self._longest_ms(chosen)
            lengths_ms += limits_ms
            if _reaches(limits_ms[0], target_ms, limits_ms[1]):
                best, length_ms = self._tuned(chosen, target_ms)
                lengths_ms.append(length_ms)
                if abs(length_ms - target_ms) * 100 <= TOLERANCE_PERCENT * target_ms:
                    return best
        shortest_ms, longest_ms = self._shortest_alone_ms(), self._longest_ms(self.routine)
        nearest_ms = min((shortest_ms, longest_ms, *lengths_ms), key=lambda each: abs(each - target_ms))
        raise DoesNotFitError(self.routine, minutes, shortest_ms, longest_ms, nearest_ms)

    def _tuned(self, chosen: Routine, target_ms: int) -> tuple[Routine, int]:
        """``chosen`` with the repetitions and rests that bring it nearest to the target, and its length then."""
        # the last level that is not too long with the usual rests, and the next
        last = self._last_within(target_ms, (0, LEVELS), lambda level: self._variant(chosen, level, 100))
        usual = [self._variant(chosen, level, 100) for level in (last, min(last + 1, LEVELS))]
        candidates = [self._with_rests(candidate, target_ms) for candidate in usual]
        # with more repetitions there may be fewer rests between groups of them: the limits may be nearer
        candidates += [self._variant(chosen, *limit) for limit in ((0, REST_PERCENT[0]), (LEVELS, REST_PERCENT[1]))]
        lengths_ms = map(self.length_ms, candidates)
        return min(zip(candidates, lengths_ms, strict=True), key=lambda each: abs(each[1] - target_ms))

    def _choices(self, target_ms: int) -> Iterator[Routine]:
        """The exercises to do: all of them if they fit, else fewer and fewer, spread evenly over the routine.

        None are omitted where no choice reaches the target. Those that are not for a person in pain are omitted
        first, and are never the only ones. Two that follow each other take less than the first and the last, and are
        better than one. Then a short routine is tried with every choice of its exercises, a longer one with each
        exercise alone.
        """
        yield self.routine
        if not _reaches(self._shortest_alone_ms(), target_ms, self._longest_ms(self.routine)):
            return
        steps, gentle = self.routine.steps, self._gentle()
        spread = (_spread(gentle, keep) for keep in range(len(gentle), 1, -1))
        few = range(len(steps), 0, -1) if len(steps) <= FEW else (1,)
        every = (each for keep in few for each in combinations(steps, keep) if any(step in gentle for step in each))
        for choice in chain(spread, pairwise(gentle), [gentle[-1:]], every):
            yield replace(self.routine, steps=choice)

    def _gentle(self) -> tuple[Step, ...]:
        """The exercises that are for everybody; all where none is."""
        return tuple(step for step in self.routine.steps if IN_PAIN not in step.exercise.avoid) or self.routine.steps

    def _shortest_ms(self, chosen: Routine) -> int:
        return self.length_ms(self._variant(chosen, 0, REST_PERCENT[0]))

    def _longest_ms(self, chosen: Routine) -> int:
        return self.length_ms(self._variant(chosen, LEVELS, REST_PERCENT[1]))

    def _shortest_alone_ms(self) -> int:
        """How short the routine can be: with one of its exercises."""
        return min(self._shortest_ms(replace(self.routine, steps=(step,))) for step in self._gentle())

    def _with_rests(self, candidate: Routine, target_ms: int) -> Routine:
        """``candidate`` with the longest rests that keep it within the target, or the shortest there are."""
        percent = self._last_within(target_ms, REST_PERCENT, lambda each: replace(candidate, rest_percent=each))
        return replace(candidate, rest_percent=percent)

    def _last_within(self, target_ms: int, limits: tuple[int, int], variant: Callable[[int], Routine]) -> int:
        """The last number within ``limits`` whose variant is not longer than the target; the first where none is."""
        low, high = limits
        while low < high:
            middle = (low + high + 1) // 2
            if self.length_ms(variant(middle)) <= target_ms:
                low = middle
            else:
                high = middle - 1
        return low

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


def _reaches(shortest_ms: int, target_ms: int, longest_ms: int) -> bool:
    """Whether the target is within the tolerance of what is possible."""
    room_ms = target_ms * TOLERANCE_PERCENT // 100
    return shortest_ms <= target_ms + room_ms and longest_ms >= target_ms - room_ms


def _spread(steps: tuple[Step, ...], keep: int) -> tuple[Step, ...]:
    """``keep`` of ``steps``, two at least, evenly spread, first and last among them."""
    return tuple(steps[round(index * (len(steps) - 1) / (keep - 1))] for index in range(keep))


def _between(range_: Range, level: int, stagger: float) -> int:
    """From least at level 0 by way of usual to most at the last level."""
    half = LEVELS / 2
    if level <= half:
        start, end, share = range_.least, range_.usual, level / half
    else:
        start, end, share = range_.usual, range_.most, level / half - 1
    return start + int(share * (end - start) + (stagger if 0 < share < 1 else 0))
