"""Rules of documents, exercises and routines beyond the single field, and how their values are made."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from content.model.faults import nearest, short
from content.model.types import (
    IN_PAIN,
    OURS,
    SAFETY_IN_PAIN,
    SIDED,
    UNITS,
    Document,
    Dose,
    Exercise,
    Range,
    Routine,
    Step,
    Tempo,
    ground,
    is_floor,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.model.schema import Node
    from content.model.types import Unit

NO_RANGE = Range(1, 1, 1, (OURS,))
MOST_CHAPTERS = 250
"""A tag counts the chapters of a session in one byte, and opening and ending are chapters too."""

# Documents and doses --------------------------------------------------------------------------------------------------


def make_document(kind: str, **fields: str) -> Document:
    return Document("", is_reference=kind == "reference", **fields)


def make_tempo(settle_s: int, into_s: int, rest_s: int) -> Tempo:
    return Tempo(settle_s * 1000, into_s * 1000, rest_s * 1000)


def make_dose(ranges: dict[str, Range | None], at: Node) -> Dose:
    """The units in the order of the file: the first is the usual one."""
    units: list[tuple[Unit, Range]] = []
    for unit in sorted((unit for unit in UNITS if unit in at.fields), key=list(at.fields).index):
        given = ranges[unit]
        if given is None:
            at.fault("is missing", unit)
        units.append((unit, given or NO_RANGE))
    if not units and isinstance(at.value, dict):
        at.fault(f"must have at least one of {', '.join(UNITS)}")
    return Dose(tuple(units) or (("hold_s", NO_RANGE),), ranges["repetitions"] or NO_RANGE)


def numbers_rise(given: Range, at: Node) -> None:
    least, usual, most = given.least, given.usual, given.most
    if at.is_sound("least", "usual", "most") and not least <= usual <= most:
        at.fault(f"is impossible: least {least}, usual {usual}, most {most}; put them in rising order")


def ours_comes_first(given: Range, at: Node) -> None:
    for index, source in enumerate(given.sources):
        if source == OURS and index:
            at.fault(f"'{OURS}' comes first, or not at all", "sources", index)
    if given.sources == (OURS,):
        at.fault(f"is '{OURS}' alone; name the reference that it is taken from", "sources")


@dataclass(frozen=True, slots=True)
class KnownDocuments:
    """The documents that doses may come from."""

    documents: Mapping[str, Document]
    is_whole: bool = True
    """False when a ``sources.yaml`` could not be read: then no document is called unknown."""

    def check_exercise(self, exercise: Exercise, at: Node) -> None:
        for unit, given in exercise.dose.units:
            self.check_range(given, at, "dose", unit)
        self.check_range(exercise.dose.repetitions, at, "dose", "repetitions")
        for index, source in enumerate(exercise.sources):
            self._check(source.document, at, "sources", index, "document")

    def check_routine(self, routine: Routine, at: Node) -> None:
        self.check_range(routine.changeover_s, at, "changeover_s")
        for index, source in enumerate(routine.sources):
            self._check(source, at, "sources", index)

    def check_range(self, given: Range, at: Node, *route: str) -> None:
        for index, source in enumerate(given.sources):
            if source != OURS:
                self._check(source, at, *route, "sources", index)
        known = [self.documents[source] for source in given.sources if source in self.documents]
        if known and len(known) == len(given.sources) and all(document.is_reference for document in known):
            at.fault(f"no source document gives this; begin the list with '{OURS}'", *route, "sources")

    def _check(self, name: str, at: Node, *route: str | int) -> None:
        if self.is_whole and name and name not in self.documents:
            at.fault(f"'{short(name)}' is not in sources.yaml; {nearest(name, sorted(self.documents))}", *route)


# Exercises ------------------------------------------------------------------------------------------------------------


def conditions_are_known(exercise: Exercise, at: Node) -> None:
    """A misspelt 'pain', the one condition that asks something of a routine, would go unnoticed."""
    for index, name in enumerate(exercise.avoid):
        if name != IN_PAIN and get_close_matches(IN_PAIN, [name.lower()], cutoff=0.6):
            at.fault(f"'{short(name)}' is no condition; did you mean '{IN_PAIN}'?", "avoid", index)


def ids_differ(exercise: Exercise, at: Node) -> None:
    ids = {"ways": [way.id for way in exercise.ways], "phases": [phase.id for phase in exercise.phases]}
    for field, names in ids.items():
        for index, name in enumerate(names):
            if name and name in names[:index]:
                at.fault(f"'{short(name)}' is used twice; choose another", field, index, "id")


def a_lying_side_has_both(exercise: Exercise, at: Node) -> None:
    if _is_measured(at) and exercise.position == SIDED and exercise.side != "each":
        at.fault(f"must be 'each' in the position '{SIDED}'; one lies on one side, then on the other", "side")


def walks_are_whole(exercise: Exercise, at: Node) -> None:
    """What is counted in minutes has phases that fill them, and nothing that only repetitions have."""
    minutes = exercise.dose.range_of("minutes")
    if not _is_measured(at):
        return
    if bool(exercise.phases) != (minutes is not None):
        at.fault("belong to a dose in minutes, which needs them; add what is missing", "phases")
    if minutes is None:
        return
    if len(exercise.dose.units) > 1:
        at.fault("has minutes beside another unit; a walk is counted in minutes alone", "dose")
    if exercise.dose.repetitions.most != 1:
        at.fault("a walk is done once; write 1 for least, usual and most", "dose", "repetitions")
    for name, is_so in (
        ("position", is_floor(exercise.position)),
        ("side", exercise.side != "none"),
        ("ways", bool(exercise.ways)),
    ):
        if is_so:
            at.fault("a walk is upright, and has neither sides nor ways; change that, or count in another unit", name)
    if exercise.phases and [phase.minutes for phase in exercise.phases].count(0) != 1:
        at.fault("exactly one must have 'minutes: 0': it takes the minutes that remain", "phases")
    elif sum(phase.minutes for phase in exercise.phases) >= minutes.least:
        at.fault("fill the shortest dose; make them shorter", "phases")


def _is_measured(at: Node) -> bool:
    return at.is_sound("position", "side", "dose", "phases")


# Routines -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The exercises that steps may name."""

    exercises: Mapping[str, Exercise]
    doubtful: frozenset[str] = frozenset()
    """Ids of those whose facts have faults, or cannot be read: nothing is compared with their facts."""

    def sound(self, name: str) -> Exercise | None:
        return None if name in self.doubtful else self.exercises.get(name)


def routine_of(name: str, fields: dict[str, Any], at: Node, catalogue: Catalogue) -> Routine:
    """The routine that a file describes, with the exercises that its steps name."""
    steps = {
        index: step
        for index, entry in enumerate(fields["steps"])
        if (step := _step(entry, at.field("steps").item(index), catalogue))
    }
    routine = Routine(name, **(fields | {"steps": tuple(steps.values())}))
    _pain_is_announced(routine, steps, at)
    _nobody_turns_over_needlessly({i: step for i, step in steps.items() if catalogue.sound(step.exercise.id)}, at)
    if sum(len(step.exercise.phases) or 1 for step in routine.steps) > MOST_CHAPTERS:
        at.fault(f"make more than {MOST_CHAPTERS} chapters; make two routines of them", "steps")
    return routine


def _step(entry: dict[str, Any], at: Node, catalogue: Catalogue) -> Step | None:
    name = entry["exercise"]
    exercise = catalogue.exercises.get(name)
    if exercise is None:
        if name and name not in catalogue.doubtful:
            at.fault(f"there is no exercise '{short(name)}'; {nearest(name, sorted(catalogue.exercises))}", "exercise")
        return None
    if catalogue.sound(name) is None:
        return Step(exercise, exercise.dose.units[0][0], 1, 1)
    unit, way = _unit(entry, exercise, at), entry["way"]
    ways = [each.id for each in exercise.ways]
    if way and way not in ways:
        at.fault(f"'{name}' has no way '{short(way)}'; {nearest(way, ways)}", "way")
    if unit == "minutes" and entry["sets"] != 1:
        at.fault("a walk is done once; remove this", "sets")
    dose = exercise.dose
    amount = _within(entry[unit], dose.range_of(unit) or NO_RANGE, exercise, at.field(unit))
    repetitions = _within(entry["repetitions"], dose.repetitions, exercise, at.field("repetitions"))
    return Step(exercise, unit, amount, repetitions, entry["sets"], way)


def _unit(entry: dict[str, Any], exercise: Exercise, at: Node) -> Unit:
    named = [unit for unit in UNITS if entry[unit] is not None]
    if len(named) > 1:
        at.fault(f"is given beside {named[0]}; keep one of them", named[1])
    if named and exercise.dose.range_of(named[0]) is None:
        own = ", ".join(unit for unit, _ in exercise.dose.units)
        at.fault(f"'{exercise.id}' is not counted in {named[0]}; use {own}", named[0])
    elif named:
        return named[0]
    return exercise.dose.units[0][0]


def _within(value: int | None, dose: Range, exercise: Exercise, at: Node) -> int:
    """The number given, which must be within the dose; without one the usual number."""
    if value is None:
        return dose.usual
    if value != dose.limit(value) and at.report.is_sound(at.tree, at.route):
        at.fault(f"{value} is outside the dose of '{exercise.id}', {dose.least} to {dose.most}; stay within it")
    return value


def _pain_is_announced(routine: Routine, steps: Mapping[int, Step], at: Node) -> None:
    for index, step in steps.items():
        if IN_PAIN in step.exercise.avoid and SAFETY_IN_PAIN not in routine.safety:
            advice = f"'{step.exercise.id}' is not for a person in pain; add '{SAFETY_IN_PAIN}' to 'safety'"
            at.fault(advice, "steps", index)


def _nobody_turns_over_needlessly(steps: Mapping[int, Step], at: Node) -> None:
    left: set[str] = set()
    last = ""
    for index, step in steps.items():
        here = ground(step.exercise.position)
        if here != last and here in left:
            advice = f"turns back to '{here}', which was left before; put exercises on the same ground together"
            at.fault(advice, "steps", index)
        left.add(here)
        last = here
