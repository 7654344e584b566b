"""The fields of ``sources.yaml``, ``exercises/ID.yaml`` and ``routines/ID.yaml``, and their rules beyond the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

from content.errors import nearest
from content.model import types
from content.model.faults import short
from content.model.figure_schema import FIGURE
from content.model.files import ID, ID_ADVICE
from content.model.schema import (
    Node,
    Schema,
    choice,
    integer,
    list_of,
    map_of,
    matching,
    maybe,
    one_of,
    record,
    text,
    texts,
    then,
    yes_or_no,
)

LEAST_MOVE_S = 2
"""Nobody gets into a hold, or out of it, in less."""
NO_RANGE = types.Range(1, 1, 1, (types.OURS,))
MOST_CHAPTERS = 250
"""A tag counts the chapters of a session in one byte, and opening and ending are chapters too."""

LAST_YEAR = 2107
"""The last that a ZIP file can hold."""
MOST_HOURS = 10
"""As long as ``--minutes`` may be."""

# Documents and doses --------------------------------------------------------------------------------------------------


def make_dose(ranges: dict[str, types.Range | None], at: Node) -> types.Dose:
    """The units in the order of the file: the first is the usual one."""
    units: list[tuple[types.Unit, types.Range]] = []
    for unit in sorted((unit for unit in types.UNITS if unit in at.fields), key=list(at.fields).index):
        given = ranges[unit]
        if given is None:
            at.fault("is missing", unit)
        units.append((unit, given or NO_RANGE))
    if not units and isinstance(at.value, dict):
        at.fault(f"must have at least one of {', '.join(types.UNITS)}")
    return types.Dose(tuple(units) or (("hold_s", NO_RANGE),), ranges["repetitions"] or NO_RANGE)


def range_is_sound(given: types.Range, at: Node) -> None:
    least, usual, most = given.least, given.usual, given.most
    if at.is_sound("least", "usual", "most") and not least <= usual <= most:
        at.fault(f"is impossible: least {least}, usual {usual}, most {most}; put them in rising order")
    for index, source in enumerate(given.sources):
        if source == types.OURS and index:
            at.fault(f"'{types.OURS}' comes first, or not at all", "sources", index)
    if given.sources == (types.OURS,):
        at.fault(f"is '{types.OURS}' alone; name the reference that it is taken from", "sources")


@dataclass(frozen=True, slots=True)
class KnownDocuments:
    """The documents that doses may come from."""

    documents: Mapping[str, types.Document]
    is_whole: bool = True
    """False when a ``sources.yaml`` could not be read: then no document is called unknown."""

    def check_exercise(self, exercise: types.Exercise, at: Node) -> None:
        for unit, given in exercise.dose.units:
            self.check_range(given, at, "dose", unit)
        self.check_range(exercise.dose.repetitions, at, "dose", "repetitions")
        for index, source in enumerate(exercise.sources):
            self._check(source.document, at, "sources", index, "document")

    def check_routine(self, routine: types.Routine, at: Node) -> None:
        self.check_range(routine.changeover_s, at, "changeover_s")
        for index, source in enumerate(routine.sources):
            self._check(source, at, "sources", index)

    def check_range(self, given: types.Range, at: Node, *route: str) -> None:
        for index, source in enumerate(given.sources):
            if source != types.OURS:
                self._check(source, at, *route, "sources", index)
        known = [self.documents[source] for source in given.sources if source in self.documents]
        if known and len(known) == len(given.sources) and all(document.is_reference for document in known):
            at.fault(f"no source document gives this; begin the list with '{types.OURS}'", *route, "sources")

    def _check(self, name: str, at: Node, *route: str | int) -> None:
        if self.is_whole and name and name not in self.documents:
            at.fault(f"'{short(name)}' is not in sources.yaml; {nearest(name, sorted(self.documents))}", *route)


BOUNDS: dict[str, tuple[int, int]] = {
    "hold_s": (1, 120), "breaths": (1, 12), "move_s": (2, 60), "minutes": (1, 180),
    "repetitions": (1, 60), "changeover_s": (1, 180),
}  # fmt: skip
"""The limits of every dose."""
DOCUMENT_KINDS = ("document", "reference")
DATE = matching(
    re.compile(r"unknown|[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"),
    "must be a year, a month or a day such as 2013-05-31, or 'unknown'",
)
ADDRESS = matching(re.compile(r"https?://[!-~]+"), "must begin with https:// and contain no space")
IS_ID = matching(ID, f"'{{}}' {ID_ADVICE}")

DOCUMENT = record(
    lambda kind, **fields: types.Document("", is_reference=kind == "reference", **fields),
    {"kind": choice(DOCUMENT_KINDS), "title": text(), "date": text(DATE), "url": text(ADDRESS, is_optional=True)},
)
DOCUMENTS = map_of(DOCUMENT, matching(ID, ID_ADVICE))
"""``sources.yaml``: by id."""


def dose_range(name: str) -> Schema[types.Range]:
    """Least, usual and most of a number, and the ids of the documents that they come from."""
    number = integer(*BOUNDS[name])
    fields = {"least": number, "usual": number, "most": number, "sources": texts(least=1)}
    return record(types.Range, fields, range_is_sound)


# of the units at least one; the first is the usual one
DOSE = then(
    record(dict, {name: maybe(dose_range(name)) for name in types.UNITS} | {"repetitions": dose_range("repetitions")}),
    make_dose,
)

# Exercises ------------------------------------------------------------------------------------------------------------


def names_are_sound(exercise: types.Exercise, at: Node) -> None:
    """Ids differ; and a misspelt 'pain', the one condition that asks something of a routine, would go unnoticed."""
    for index, name in enumerate(exercise.avoid):
        if name != types.IN_PAIN and get_close_matches(types.IN_PAIN, [name.lower()], cutoff=0.6):
            at.fault(f"'{short(name)}' is no condition; did you mean '{types.IN_PAIN}'?", "avoid", index)
    ids = {"ways": [way.id for way in exercise.ways], "phases": [phase.id for phase in exercise.phases]}
    for field, names in ids.items():
        for index, name in enumerate(names):
            if name and name in names[:index]:
                at.fault(f"'{short(name)}' is used twice; choose another", field, index, "id")


def a_lying_side_has_both(exercise: types.Exercise, at: Node) -> None:
    if _is_measured(at) and exercise.position == types.SIDED and exercise.side != "each":
        at.fault(f"must be 'each' in the position '{types.SIDED}'; one lies on one side, then on the other", "side")


def tempo_is_told(exercise: types.Exercise, at: Node) -> None:
    """What is repeated has a tempo."""
    if exercise.dose.range_of("minutes") is None and at.fields.get("tempo") is None:
        at.fault("is missing; write into_s, out_s and rest_s", "tempo")


def walks_are_whole(exercise: types.Exercise, at: Node) -> None:
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
    is_floor, has_sides = types.is_floor(exercise.position), exercise.side != "none"
    for name, is_wrong in (("position", is_floor), ("side", has_sides), ("ways", bool(exercise.ways))):
        if is_wrong:
            at.fault("a walk is upright, and has neither sides nor ways; change that, or count in another unit", name)
    if exercise.phases and [phase.minutes for phase in exercise.phases].count(0) != 1:
        at.fault("exactly one must have 'minutes: 0': it takes the minutes that remain", "phases")
    elif sum(phase.minutes for phase in exercise.phases) >= minutes.least:
        at.fault("fill the shortest dose; make them shorter", "phases")


def _is_measured(at: Node) -> bool:
    return at.is_sound("position", "side", "dose", "phases")


SECONDS, MOVING = integer(0, 60), integer(LEAST_MOVE_S, 60)
TEMPO = record(
    lambda into_s, out_s, rest_s: types.Tempo(into_s * 1000, out_s * 1000, rest_s * 1000),
    {
        "into_s": MOVING,  # from the start position into the hold
        "out_s": MOVING,  # the way back
        "rest_s": SECONDS,  # after it
    },
)
NO_TEMPO = types.Tempo(0, 0, 0)
SOURCE = record(
    types.Source,
    {
        "document": text(),  # its id
        "name": text(),  # what the exercise is called there
        "dose": text(),  # as given there
        "note": text(is_optional=True),
    },
)
EXERCISE = record(
    partial(types.Exercise, ""),
    {
        "position": choice(types.POSITIONS),
        "side": choice(types.SIDE_RULES),
        "equipment": texts(),  # names in phrases.yaml
        "areas": texts(least=1),  # names in phrases.yaml
        "avoid": texts(),  # conditions in which it is not for today
        "dose": DOSE,
        "tempo": maybe(TEMPO, NO_TEMPO),  # a walk needs none
        "sources": list_of(SOURCE, least=1),
        "ways": list_of(record(types.Way, {"id": text(IS_ID), "equipment": texts(), "figure": maybe(FIGURE)})),
        "phases": list_of(record(types.Phase, {"id": text(IS_ID), "minutes": integer(0, 60)})),  # of a walk
        "hard_start": yes_or_no,  # whether the start position costs strength
        "own_rest": yes_or_no,  # whether each repetition takes the weight off wrists or elbows
        "note": text(is_optional=True),  # why it differs from a document
        "figure": maybe(FIGURE),
    },
    names_are_sound,
    tempo_is_told,
    walks_are_whole,
    a_lying_side_has_both,
)

# Routines -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The exercises that steps may name."""

    exercises: Mapping[str, types.Exercise]
    doubtful: frozenset[str] = frozenset()
    """Ids of those whose facts have faults, or cannot be read: nothing is compared with their facts."""

    def sound(self, name: str) -> types.Exercise | None:
        return None if name in self.doubtful else self.exercises.get(name)


def routine_of(name: str, fields: dict[str, Any], at: Node, catalogue: Catalogue) -> types.Routine:
    """The routine that a file describes, with the exercises that its steps name."""
    steps = {
        index: step
        for index, entry in enumerate(fields["steps"])
        if (step := _step(entry, at.field("steps").item(index), catalogue))
    }
    routine = types.Routine(name, **(fields | {"steps": tuple(steps.values())}))
    last, left = "", set()
    for index, step in steps.items():
        exercise, here = step.exercise, types.GROUNDS[step.exercise.position]
        if types.IN_PAIN in exercise.avoid and types.SAFETY_IN_PAIN not in routine.safety:
            advice = f"'{exercise.id}' is not for a person in pain; add '{types.SAFETY_IN_PAIN}' to 'safety'"
            at.fault(advice, "steps", index)
        if catalogue.sound(exercise.id):
            if here != last and here in left:
                advice = f"turns back to '{here}', which was left before; put exercises on the same ground together"
                at.fault(advice, "steps", index)
            left.add(here)
            last = here
    if sum(len(step.exercise.phases) or 1 for step in routine.steps) > MOST_CHAPTERS:
        at.fault(f"make more than {MOST_CHAPTERS} chapters; make two routines of them", "steps")
    elif sum(map(_least_s, routine.steps)) > MOST_HOURS * 3_600:
        at.fault(f"take more than {MOST_HOURS} hours; make two routines of them", "steps")
    return routine


def _least_s(step: types.Step) -> int:
    """The seconds that ``step`` takes without rests and talk; a breath takes one at least."""
    sides = 1 if step.exercise.side == "none" else 2
    return step.amount * (60 if step.unit == "minutes" else 1) * step.repetitions * sides * step.sets


def _step(entry: dict[str, Any], at: Node, catalogue: Catalogue) -> types.Step | None:
    name = entry["exercise"]
    exercise = catalogue.exercises.get(name)
    if exercise is None:
        if name and name not in catalogue.doubtful:
            at.fault(f"there is no exercise '{short(name)}'; {nearest(name, sorted(catalogue.exercises))}", "exercise")
        return None
    if catalogue.sound(name) is None:
        return types.Step(exercise, exercise.dose.units[0][0], 1, 1)
    unit, way = _unit(entry, exercise, at), entry["way"]
    ways = [each.id for each in exercise.ways]
    if way and way not in ways:
        at.fault(f"'{name}' has no way '{short(way)}'; {nearest(way, ways)}", "way")
    if unit == "minutes" and entry["sets"] != 1:
        at.fault("a walk is done once; remove this", "sets")
    dose = exercise.dose
    amount = _within(entry[unit], dose.range_of(unit) or NO_RANGE, exercise, at.field(unit))
    repetitions = _within(entry["repetitions"], dose.repetitions, exercise, at.field("repetitions"))
    return types.Step(exercise, unit, amount, repetitions, entry["sets"], way)


def _unit(entry: dict[str, Any], exercise: types.Exercise, at: Node) -> types.Unit:
    named = [unit for unit in types.UNITS if entry[unit] is not None]
    if len(named) > 1:
        at.fault(f"is given beside {named[0]}; keep one of them", named[1])
    if named and exercise.dose.range_of(named[0]) is None:
        own = ", ".join(unit for unit, _ in exercise.dose.units)
        at.fault(f"'{exercise.id}' is not counted in {named[0]}; use {own}", named[0])
    elif named:
        return named[0]
    return exercise.dose.units[0][0]


def _within(value: int | None, dose: types.Range, exercise: types.Exercise, at: Node) -> int:
    """The number given, which must be within the dose; without one the usual number."""
    if value is None:
        return dose.usual
    if value != dose.limit(value) and at.report.is_sound(at.tree, at.route):
        at.fault(f"{value} is outside the dose of '{exercise.id}', {dose.least} to {dose.most}; stay within it")
    return value


STEP: Schema[dict[str, Any]] = record(
    dict,
    {
        "exercise": text(),  # its id
        **{unit: maybe(integer(*BOUNDS[unit])) for unit in types.UNITS},  # one of them, or the usual dose
        "repetitions": maybe(integer(*BOUNDS["repetitions"])),
        "sets": integer(1, 5, default=1),
        "way": text(is_optional=True),  # an id among the ways of the exercise
    },
)
ROUTINE: Schema[dict[str, Any]] = record(
    dict,
    {
        "year": integer(1900, LAST_YEAR),  # of the content
        "licence": text(),
        "sources": texts(least=1),  # ids of documents
        "safety": texts(),  # names in phrases.yaml
        "changeover_s": dose_range("changeover_s"),  # rest between two exercises
        "talks": texts(),  # names in phrases.yaml
        "steps": list_of(STEP, least=1),
        "needs": texts(trouble=one_of(types.NEEDS)),  # what people may ask for it by
    },
)
"""Its steps name exercises, which ``routine_of`` finds."""
