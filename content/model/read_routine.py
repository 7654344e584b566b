"""Routines: a tree -> a routine, its steps held against the exercises. What is wrong goes into the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.model.faults import short
from content.model.fields import Fields, Report, nearest
from content.model.read_facts import BOUNDS, NO_RANGE, Library, read_range
from content.model.types import IN_PAIN, NEEDS, SAFETY_IN_PAIN, UNITS, Exercise, Range, Routine, Step, Unit, ground

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from content.model.tree import Tree

MOST_CHAPTERS = 250
"""A tag counts the chapters of a session in one byte, and opening and ending are chapters too."""

Steps = list[tuple[int, Step]]
"""The steps that could be read, each with its place in the file."""


@dataclass(frozen=True, slots=True)
class Taught:
    """The exercises that steps may name."""

    exercises: Mapping[str, Exercise]
    doubtful: frozenset[str] = frozenset()
    """Ids of those whose facts have faults, or cannot be read: nothing is held against their facts."""

    def sound(self, name: str) -> Exercise | None:
        return None if name in self.doubtful else self.exercises.get(name)


def read_routine(name: str, tree: Tree, report: Report, library: Library, taught: Taught) -> Routine:
    fields = Fields(tree, report)
    read = ((index, _step(each, taught)) for index, each in enumerate(fields.mappings("steps", least=1)))
    steps = [(index, step) for index, step in read if step]
    routine = Routine(
        id=name,
        year=fields.whole("year", 1900, 2200),
        licence=fields.text("licence"),
        sources=fields.texts("sources", least=1),
        safety=fields.texts("safety"),
        changeover_s=read_range(fields, "changeover_s", library),
        steps=tuple(step for _, step in steps),
        needs=fields.texts("needs", trouble_with=_trouble_with_need),
    )
    for index, source in enumerate(routine.sources):
        library.check(fields, ("sources", index), source)
    fields.done()
    _pain_is_said(fields, routine.safety, steps)
    _nobody_turns_over_needlessly(fields, steps, taught)
    if sum(len(step.exercise.phases) or 1 for _, step in steps) > MOST_CHAPTERS:
        fields.fault("steps", f"make more than {MOST_CHAPTERS} chapters; make two routines of them")
    return routine


def _trouble_with_need(name: str) -> str | None:
    return None if name in NEEDS else f"'{short(name)}' is unknown; {nearest(name, NEEDS)}"


def _step(fields: Fields, taught: Taught) -> Step | None:
    name = fields.text("exercise")
    exercise = taught.exercises.get(name)
    if exercise is None:
        if name and name not in taught.doubtful:
            fields.fault("exercise", f"there is no exercise '{short(name)}'; {nearest(name, sorted(taught.exercises))}")
        return None
    if name in taught.doubtful:
        return Step(exercise, exercise.dose.units[0][0], 1, 1)
    unit = _unit(fields, exercise)
    way = fields.text("way", "")
    ways = [each.id for each in exercise.ways]
    if way and way not in ways:
        fields.fault("way", f"'{name}' has no way '{short(way)}'; {nearest(way, ways)}")
    step = Step(
        exercise,
        unit,
        _within(fields, unit, exercise.dose.range_of(unit) or NO_RANGE, exercise),
        _within(fields, "repetitions", exercise.dose.repetitions, exercise),
        fields.whole("sets", 1, 1 if unit == "minutes" else 5, default=1),
        way,
    )
    fields.done()
    return step


def _unit(fields: Fields, exercise: Exercise) -> Unit:
    usual = exercise.dose.units[0][0]
    fields.taken.update(UNITS)
    named = [unit for unit in UNITS if fields.has(unit)]
    if len(named) > 1:
        fields.fault(named[1], f"stands beside {named[0]}; keep one of them")
    if named and exercise.dose.range_of(named[0]) is None:
        own = ", ".join(unit for unit, _ in exercise.dose.units)
        fields.fault(named[0], f"'{exercise.id}' is not counted in {named[0]}; use {own}")
        return usual
    return named[0] if named else usual


def _within(fields: Fields, name: str, dose: Range, exercise: Exercise) -> int:
    value = fields.whole(name, *BOUNDS[name], default=dose.usual)
    if value != dose.limit(value):
        fields.fault(
            name, f"{value} is outside the dose of '{exercise.id}', {dose.least} to {dose.most}; stay within it"
        )
    return value


def _pain_is_said(fields: Fields, safety: Sequence[str], steps: Steps) -> None:
    for index, step in steps:
        if IN_PAIN in step.exercise.avoid and SAFETY_IN_PAIN not in safety:
            advice = f"'{step.exercise.id}' is not for a person in pain; add '{SAFETY_IN_PAIN}' to 'safety'"
            fields.fault(("steps", index), advice)


def _nobody_turns_over_needlessly(fields: Fields, steps: Steps, taught: Taught) -> None:
    left: set[str] = set()
    last = ""
    for index, step in steps:
        here = ground(step.exercise.position)
        if step.exercise.id in taught.doubtful:
            continue
        if here != last and here in left:
            advice = f"turns back to '{here}', which was left before; put exercises on the same ground together"
            fields.fault(("steps", index), advice)
        left.add(here)
        last = here
