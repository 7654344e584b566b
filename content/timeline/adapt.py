"""Adapt: a listener's options -> an ordinary routine. Each is limited exercise by exercise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from content.model.types import Limited, Routine, Step
from content.timeline.options import OptionError

if TYPE_CHECKING:
    from content.timeline.options import Options


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


def adapt(routine: Routine, options: Options) -> Routine:
    """``routine`` with the wished holds, repetitions and exercises.

    Raises ``NotInRoutineError`` or ``NothingLeftError``.
    """
    steps = _chosen(routine, options)
    limited: list[Limited] = []
    adapted = tuple(_adapted(step, options, limited) for step in steps)
    return replace(routine, steps=adapted, limited=tuple(dict.fromkeys(limited)))


def _chosen(routine: Routine, options: Options) -> tuple[Step, ...]:
    names = [step.exercise.id for step in routine.steps]
    for name in options.without:
        if name not in names:
            raise NotInRoutineError("without", name, routine)
    if options.start_from and options.start_from not in names:
        raise NotInRoutineError("start_from", options.start_from, routine)
    first = names.index(options.start_from) if options.start_from else 0
    steps = tuple(step for step in routine.steps[first:] if step.exercise.id not in options.without)
    if not steps:
        raise NothingLeftError(routine)
    return steps


def _adapted(step: Step, options: Options, limited: list[Limited]) -> Step:
    dose = step.exercise.dose
    hold = dose.range_of("hold_s")
    if options.hold_s is not None and step.unit == "hold_s" and hold:
        amount = _note(step, "hold", options.hold_s, hold.limit(options.hold_s), limited)
        step = replace(step, amount=amount)
    if options.repetitions is not None and step.unit != "minutes":
        given = dose.repetitions.limit(options.repetitions)
        step = replace(step, repetitions=_note(step, "repetitions", options.repetitions, given, limited))
    return step


def _note(step: Step, field: str, wish: int, given: int, limited: list[Limited]) -> int:
    if wish != given:
        limited.append(Limited(step.exercise.id, field, wish, given))
    return given
