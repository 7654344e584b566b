"""Facts: a tree -> documents, exercises, routines. What is wrong goes into the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.fields import Fields, Report, nearest
from content.model.types import (
    OURS,
    POSITIONS,
    SIDE_RULES,
    UNITS,
    Document,
    Dose,
    Exercise,
    Phase,
    Range,
    Routine,
    Source,
    Step,
    Tempo,
    Unit,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.model.tree import Tree

NO_RANGE = Range(1, 1, 1, (OURS,))
BOUNDS: dict[str, tuple[int, int]] = {
    "hold_s": (1, 120),
    "breaths": (1, 12),
    "move_s": (2, 60),
    "minutes": (1, 180),
    "repetitions": (1, 60),
    "changeover_s": (1, 180),
}
"""What is possible at all, whatever a file says."""
DOCUMENT_KINDS = ("document", "reference")


def read_documents(tree: Tree, report: Report) -> dict[str, Document]:
    fields = Fields(tree, report)
    documents = {name: _document(name, fields.mapping(name)) for name in fields.value}
    if OURS in documents:
        fields.fault(OURS, "is what marks a dose of ours; choose another id")
    return documents


def _document(name: str, fields: Fields) -> Document:
    kind = fields.choice("kind", DOCUMENT_KINDS)
    document = Document(name, fields.text("title"), fields.text("date"), kind == "reference", fields.text("url", ""))
    fields.done()
    return document


def read_exercise(name: str, tree: Tree, report: Report, documents: Mapping[str, Document]) -> Exercise:
    fields = Fields(tree, report)
    exercise = Exercise(
        id=name,
        position=fields.choice("position", POSITIONS),
        side=fields.choice("side", SIDE_RULES),
        equipment=fields.texts("equipment"),
        areas=fields.texts("areas", least=1),
        avoid=fields.texts("avoid"),
        dose=_dose(fields.mapping("dose"), documents),
        tempo=_tempo(fields.mapping("tempo")),
        sources=tuple(_source(each, documents) for each in fields.mappings("sources", least=1)),
        ways=tuple(_way(each) for each in fields.mappings("ways")),
        phases=tuple(_phase(each) for each in fields.mappings("phases")),
        note=fields.text("note", ""),
    )
    fields.done()
    _check_phases(exercise, fields)
    return exercise


def _dose(fields: Fields, documents: Mapping[str, Document]) -> Dose:
    units = tuple((unit, _range(fields, unit, documents)) for unit in _in_file_order(fields))
    if not units:
        fields.fault("", f"must have at least one of {', '.join(UNITS)}")
        units = (("hold_s", NO_RANGE),)
    dose = Dose(units, _range(fields, "repetitions", documents))
    fields.done()
    return dose


def _in_file_order(fields: Fields) -> list[Unit]:
    return sorted((unit for unit in UNITS if fields.has(unit)), key=list(fields.value).index)


def _range(fields: Fields, name: str, documents: Mapping[str, Document]) -> Range:
    inner = fields.mapping(name)
    least, usual, most = (inner.whole(part, *BOUNDS[name]) for part in ("least", "usual", "most"))
    if not least <= usual <= most:
        inner.fault("", f"is impossible: least {least}, usual {usual}, most {most}; put them in rising order")
    sources = inner.texts("sources", least=1)
    for index, source in enumerate(sources):
        if source != OURS:
            _known_document(inner, ("sources", index), source, documents)
    if (
        sources
        and OURS not in sources
        and all(source in documents and documents[source].is_reference for source in sources)
    ):
        inner.fault("sources", f"no source document gives this; begin the list with '{OURS}'")
    if sources == (OURS,):
        inner.fault("sources", "says 'ours' alone; name the reference that it is taken from")
    inner.done()
    return Range(least, usual, most, sources)


def _known_document(fields: Fields, route: tuple[str | int, ...], name: str, documents: Mapping[str, Document]) -> None:
    if name not in documents:
        fields.fault(route, f"'{name}' is not in sources.yaml; {nearest(name, sorted(documents))}")


def _tempo(fields: Fields) -> Tempo:
    settle_ms, into_ms, rest_ms = (fields.whole(name, 0, 60) * 1000 for name in ("settle_s", "into_s", "rest_s"))
    fields.done()
    return Tempo(settle_ms, into_ms, rest_ms)


def _source(fields: Fields, documents: Mapping[str, Document]) -> Source:
    source = Source(fields.text("document"), fields.text("name"), fields.text("dose"), fields.text("note", ""))
    if source.document:
        _known_document(fields, ("document",), source.document, documents)
    fields.done()
    return source


def _way(fields: Fields) -> Way:
    way = Way(fields.text("id"), fields.texts("equipment"))
    fields.done()
    return way


def _phase(fields: Fields) -> Phase:
    phase = Phase(fields.text("id"), fields.whole("minutes", 0, 60))
    fields.done()
    return phase


def _check_phases(exercise: Exercise, fields: Fields) -> None:
    if bool(exercise.phases) != (exercise.dose.range_of("minutes") is not None):
        fields.fault("phases", "go with a dose in minutes, and only with one; add what is missing")
    elif exercise.phases and [phase.minutes for phase in exercise.phases].count(0) != 1:
        fields.fault("phases", "exactly one must have 'minutes: 0', and takes what the others leave")
    elif sum(phase.minutes for phase in exercise.phases) >= (exercise.dose.range_of("minutes") or NO_RANGE).least:
        fields.fault("phases", "fill the shortest dose already; make them shorter")


def read_routine(
    name: str, tree: Tree, report: Report, documents: Mapping[str, Document], exercises: Mapping[str, Exercise]
) -> Routine:
    fields = Fields(tree, report)
    steps = tuple(step for each in fields.mappings("steps", least=1) if (step := _step(each, exercises)))
    routine = Routine(
        id=name,
        year=fields.whole("year", 1900, 2200),
        licence=fields.text("licence"),
        sources=fields.texts("sources", least=1),
        safety=fields.texts("safety"),
        changeover_s=_range(fields, "changeover_s", documents),
        steps=steps,
    )
    for index, source in enumerate(routine.sources):
        _known_document(fields, ("sources", index), source, documents)
    fields.done()
    return routine


def _step(fields: Fields, exercises: Mapping[str, Exercise]) -> Step | None:
    name = fields.text("exercise")
    exercise = exercises.get(name)
    if exercise is None:
        if name:
            fields.fault("exercise", f"there is no exercise '{name}'; {nearest(name, sorted(exercises))}")
        return None
    unit = _unit(fields, exercise)
    dose = exercise.dose.range_of(unit) or NO_RANGE
    way = fields.text("way", "")
    ways = [each.id for each in exercise.ways]
    if way and way not in ways:
        fields.fault("way", f"'{name}' has no way '{way}'; {nearest(way, ways)}")
    step = Step(
        exercise,
        unit,
        _within(fields, unit, dose, exercise),
        _within(fields, "repetitions", exercise.dose.repetitions, exercise),
        fields.whole("sets", 1, 5, default=1),
        way,
    )
    fields.done()
    return step


def _unit(fields: Fields, exercise: Exercise) -> Unit:
    usual = exercise.dose.units[0][0]
    named = [unit for unit in UNITS if fields.has(unit)]
    if len(named) > 1:
        fields.fault(named[1], f"stands beside {named[0]}; keep one of them")
    if named and exercise.dose.range_of(named[0]) is None:
        own = ", ".join(unit for unit, _ in exercise.dose.units)
        fields.fault(named[0], f"'{exercise.id}' is not counted in {named[0]}; use {own}")
        fields.taken.update(named)
        return usual
    return named[0] if named else usual


def _within(fields: Fields, name: str, dose: Range, exercise: Exercise) -> int:
    value = fields.whole(name, *BOUNDS[name], default=dose.usual)
    if value != dose.limit(value):
        fields.fault(
            name, f"{value} is outside the dose of '{exercise.id}', {dose.least} to {dose.most}; stay within it"
        )
    return value
