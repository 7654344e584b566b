"""Facts: a tree -> documents, exercises. What is wrong goes into the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from content.model.faults import short
from content.model.fields import Fields, Report, nearest
from content.model.layout import ID, ID_ADVICE
from content.model.read_figure import read_figure
from content.model.types import (
    IN_PAIN,
    OURS,
    POSITIONS,
    SIDE_RULES,
    SIDED,
    UNITS,
    Document,
    Dose,
    Exercise,
    Phase,
    Range,
    Source,
    Tempo,
    Unit,
    Way,
    is_floor,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.model.tree import Route, Tree
    from content.poses.types import Figure

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
NO_RANGE = Range(1, 1, 1, (OURS,))

_DATE = re.compile(r"unknown|[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_ADDRESS = re.compile(r"(https?://[!-~]+)?")


@dataclass(frozen=True, slots=True)
class Library:
    """The documents that figures may come from."""

    documents: Mapping[str, Document]
    is_whole: bool = True
    """False when a ``sources.yaml`` could not be read: then no document is called unknown."""

    def check(self, fields: Fields, route: Route, name: str) -> None:
        """Report ``name`` at ``route`` when there is no such document."""
        if self.is_whole and name and name not in self.documents:
            known = nearest(name, sorted(self.documents))
            fields.fault(route, f"'{short(name)}' is not in sources.yaml; {known}")


def read_documents(tree: Tree, report: Report, ours: Mapping[str, Document]) -> dict[str, Document]:
    """The documents of one ``sources.yaml``; ``ours`` are those of the content below it, which stay as they are."""
    fields = Fields(tree, report)
    documents = {name: _document(name, fields.mapping(name)) for name in fields.value}
    for name in documents:
        if name == OURS:
            fields.fault(name, "is what marks a dose of ours; choose another id")
        elif name in ours:
            fields.fault(name, "is a document of ours; choose another id")
        elif not ID.fullmatch(name):
            fields.fault(name, ID_ADVICE)
    return {**documents, **ours}


def _document(name: str, fields: Fields) -> Document:
    kind = fields.choice("kind", DOCUMENT_KINDS)
    document = Document(name, fields.text("title"), fields.text("date"), kind == "reference", fields.text("url", ""))
    if document.date and not _DATE.fullmatch(document.date):
        fields.fault("date", "must be a year, a month or a day such as 2013-05-31, or 'unknown'")
    if not _ADDRESS.fullmatch(document.url):
        fields.fault("url", "must begin with https:// and hold no blank")
    fields.done()
    return document


def read_exercise(name: str, tree: Tree, report: Report, library: Library) -> Exercise:
    fields = Fields(tree, report)
    before = len(report.faults)
    position, side = fields.choice("position", POSITIONS), fields.choice("side", SIDE_RULES)
    dose = _dose(fields.mapping("dose"), library)
    phases = tuple(_phase(each) for each in fields.mappings("phases"))
    is_measured = len(report.faults) == before
    exercise = Exercise(
        id=name,
        position=position,
        side=side,
        equipment=fields.texts("equipment"),
        areas=fields.texts("areas", least=1),
        avoid=fields.texts("avoid"),
        dose=dose,
        tempo=_tempo(fields.mapping("tempo")),
        sources=tuple(_source(each, library) for each in fields.mappings("sources", least=1)),
        ways=tuple(_way(each) for each in fields.mappings("ways")),
        phases=phases,
        note=fields.text("note", ""),
        figure=_figure(fields),
    )
    fields.done()
    _conditions_are_known(exercise, fields)
    _ids_differ("ways", [way.id for way in exercise.ways], fields)
    _ids_differ("phases", [phase.id for phase in exercise.phases], fields)
    if is_measured:
        _walks_are_whole(exercise, fields)
        _both_sides_are_lain_on(exercise, fields)
    return exercise


def _both_sides_are_lain_on(exercise: Exercise, fields: Fields) -> None:
    if exercise.position == SIDED and exercise.side != "each":
        fields.fault("side", f"must be 'each' in the position '{SIDED}'; one lies on one side, then on the other")


def _dose(fields: Fields, library: Library) -> Dose:
    named: list[Unit] = sorted((unit for unit in UNITS if unit in fields.value), key=list(fields.value).index)
    units = tuple((unit, read_range(fields, unit, library)) for unit in named)
    if not units:
        fields.fault("", f"must have at least one of {', '.join(UNITS)}")
        units = (("hold_s", NO_RANGE),)
    dose = Dose(units, read_range(fields, "repetitions", library))
    fields.taken.update(UNITS)
    fields.done()
    return dose


def read_range(fields: Fields, name: str, library: Library) -> Range:
    """The range of figures called ``name``, and the documents behind them."""
    inner = fields.mapping(name)
    before = len(inner.report.faults)
    least, usual, most = (inner.whole(part, *BOUNDS[name]) for part in ("least", "usual", "most"))
    if len(inner.report.faults) == before and not least <= usual <= most:
        inner.fault("", f"is impossible: least {least}, usual {usual}, most {most}; put them in rising order")
    sources = inner.texts("sources", least=1)
    for index, source in enumerate(sources):
        if source == OURS and index:
            inner.fault(("sources", index), f"'{OURS}' stands first, or not at all")
        elif source != OURS:
            library.check(inner, ("sources", index), source)
    known = [library.documents[source] for source in sources if source in library.documents]
    if known and len(known) == len(sources) and all(document.is_reference for document in known):
        inner.fault("sources", f"no source document gives this; begin the list with '{OURS}'")
    if sources == (OURS,):
        inner.fault("sources", f"says '{OURS}' alone; name the reference that it is taken from")
    inner.done()
    return Range(least, usual, most, sources)


def _tempo(fields: Fields) -> Tempo:
    settle_ms, into_ms, rest_ms = (fields.whole(name, 0, 60) * 1000 for name in ("settle_s", "into_s", "rest_s"))
    fields.done()
    return Tempo(settle_ms, into_ms, rest_ms)


def _source(fields: Fields, library: Library) -> Source:
    source = Source(fields.text("document"), fields.text("name"), fields.text("dose"), fields.text("note", ""))
    library.check(fields, ("document",), source.document)
    fields.done()
    return source


def _way(fields: Fields) -> Way:
    way = Way(fields.identity("id"), fields.texts("equipment"), _figure(fields))
    fields.done()
    return way


def _figure(fields: Fields) -> Figure | None:
    fields.taken.add("figure")
    return read_figure(fields.mapping("figure")) if fields.has("figure") else None


def _phase(fields: Fields) -> Phase:
    phase = Phase(fields.identity("id"), fields.whole("minutes", 0, 60))
    fields.done()
    return phase


def _conditions_are_known(exercise: Exercise, fields: Fields) -> None:
    """A slip in the one condition that asks something of a routine would go unheard."""
    for index, name in enumerate(exercise.avoid):
        if name != IN_PAIN and get_close_matches(IN_PAIN, [name.lower()], cutoff=0.6):
            fields.fault(("avoid", index), f"'{short(name)}' is no condition; did you mean '{IN_PAIN}'?")


def _ids_differ(name: str, ids: list[str], fields: Fields) -> None:
    for index, each in enumerate(ids):
        if each and each in ids[:index]:
            fields.fault((name, index, "id"), f"'{short(each)}' stands twice; choose another")


def _walks_are_whole(exercise: Exercise, fields: Fields) -> None:
    """What is counted in minutes has phases that fill them, and nothing that only repetitions have."""
    minutes = exercise.dose.range_of("minutes")
    if bool(exercise.phases) != (minutes is not None):
        fields.fault("phases", "go with a dose in minutes, and only with one; add what is missing")
    if minutes is None:
        return
    if len(exercise.dose.units) > 1:
        fields.fault(("dose",), "has minutes beside another unit; a walk is counted in minutes alone")
    if exercise.dose.repetitions.most != 1:
        fields.fault(("dose", "repetitions"), "a walk is done once; write 1 for least, usual and most")
    for name, is_so in (
        ("position", is_floor(exercise.position)),
        ("side", exercise.side != "none"),
        ("ways", bool(exercise.ways)),
    ):
        if is_so:
            fields.fault(name, "a walk is upright, and has neither sides nor ways; mend that, or count in another unit")
    if exercise.phases and [phase.minutes for phase in exercise.phases].count(0) != 1:
        fields.fault("phases", "exactly one must have 'minutes: 0', and takes what the others leave")
    elif sum(phase.minutes for phase in exercise.phases) >= minutes.least:
        fields.fault("phases", "fill the shortest dose already; make them shorter")
