"""Each case changes a valid folder in one place; all that ``gentleback check`` then prints is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.model.folder import (
    LIFT,
    ROUTINE,
    SLIDE,
    SOURCES,
    WALK,
    lines_of,
    with_change,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

HOLD = "hold_s: {least: 2, usual: 4, most: 8, sources: [my-physio]}"
MINUTES = "minutes: {least: 5, usual: 8, most: 15, sources: [my-physio]}"
NO_DATE = "must be a year, a month or a day such as 2013-05-31, or 'unknown'"
NO_ID = "is not an id; use lowercase letters, digits and single hyphens, at most 60 characters"
PLAIN_WALK = "a walk is upright, and has neither sides nor ways; change that, or count in another unit"

ALLOWED = {
    "a year": (SOURCES, "2024-05", "2024"),
    "a quoted day": (SOURCES, "2024-05", '"2024-05-31"'),
    "no address": (SOURCES, "  url: https://example.org/notes\n", ""),
    "a note in several lines": (SLIDE, "is slippery.\n", "is slippery,\n  very.\n"),
    "no note": (SLIDE, "note: >\n  Our floor\n  is slippery.\n", ""),
    "an empty list without a value": (WALK, "avoid: []", "avoid:"),
    "a start that costs strength": (SLIDE, "avoid: []", "avoid: []\nhard_start: true"),
    "quoted words": (SLIDE, "side: each", "'side': \"each\""),
    "the shortest tempo": (SLIDE, "{into_s: 2, out_s: 2, rest_s: 3}", "{into_s: 2, out_s: 2, rest_s: 0}"),
    "one and the same": (SLIDE, HOLD, "hold_s: {least: 5, usual: 5, most: 5, sources: [my-physio]}"),
    "a step with numbers missing": (ROUTINE, "hold_s: 5, repetitions: 2", "hold_s: , repetitions: "),
    "Windows line ends": (ROUTINE, "year: 2026\n", "year: 2026\r\n"),
    "a byte order mark": (ROUTINE, "year: 2026", "\ufeffyear: 2026"),
    "a document start": (ROUTINE, "year: 2026", "---\nyear: 2026"),
}

INVALID = {
    # Documents.
    "no kind": (SOURCES, "  kind: document\n", "", "sources.yaml:1: my-physio.kind: is missing; write some text"),
    "another kind": (
        SOURCES,
        "kind: document",
        "kind: Document",
        "sources.yaml:2: my-physio.kind: 'Document' is unknown; did you mean 'document'?",
    ),
    "a date in words": (SOURCES, "2024-05", "last May", f"sources.yaml:4: my-physio.date: {NO_DATE}"),
    "a thirteenth month": (SOURCES, "2024-05", "2024-13", f"sources.yaml:4: my-physio.date: {NO_DATE}"),
    "an address that is no URL": (
        SOURCES,
        "https://example.org/notes",
        "on my shelf",
        "sources.yaml:5: my-physio.url: must begin with https:// and contain no space",
    ),
    "a document of ours": (
        SOURCES,
        "my-book: {",
        "aaos: {kind: document, title: X, date: unknown}\nmy-book: {",
        "sources.yaml:6: aaos: is a document of ours; choose another id",
    ),
    "the mark of our doses": (
        SOURCES,
        "my-book: {",
        "ours: {kind: document, title: X, date: unknown}\nmy-book: {",
        "sources.yaml:6: ours: marks a dose of ours; choose another id",
    ),
    "an id of two words": (
        SOURCES,
        "my-book: {",
        "My Book: {kind: document, title: X, date: unknown}\nmy-book: {",
        f"sources.yaml:6: My Book: {NO_ID}",
    ),
    # Exercises: their fields.
    "an unknown field": (
        SLIDE,
        "equipment: [mat, socks]",
        "equipmnt: [mat, socks]",
        "exercises/heel-slide.yaml:3: equipmnt: unknown field; did you mean 'equipment'?",
    ),
    "an unknown field without a value": (
        SLIDE,
        "avoid: []",
        "avoid: []\nzone:",
        "exercises/heel-slide.yaml:6: zone: unknown field; known fields: areas, avoid, dose, equipment, figure, "
        "hard_start, note, own_rest, phases, position, side, sources, tempo, ways",
    ),
    "an unknown position": (
        SLIDE,
        "back-knees-bent",
        "back-knee-bent",
        "exercises/heel-slide.yaml:1: position: 'back-knee-bent' is unknown; did you mean 'back-knees-bent'?",
    ),
    "lying on one side only": (
        SLIDE,
        "position: back-knees-bent\nside: each",
        "position: side-lying\nside: alternating",
        "exercises/heel-slide.yaml:2: side: must be 'each' in the position 'side-lying'; "
        "one lies on one side, then on the other",
    ),
    "an unknown side": (
        SLIDE,
        "side: each",
        "side: left",
        "exercises/heel-slide.yaml:2: side: 'left' is unknown; there are: none, each, alternating",
    ),
    "a number as a side": (
        SLIDE,
        "side: each",
        "side: 2",
        "exercises/heel-slide.yaml:2: side: '2' is unknown; there are: none, each, alternating",
    ),
    "a truth as a side": (SLIDE, "side: each", "side: true", "exercises/heel-slide.yaml:2: side: must be text"),
    "a list as a side": (SLIDE, "side: each", "side: [each]", "exercises/heel-slide.yaml:2: side: must be text"),
    "text for a list": (
        SLIDE,
        "areas: [hamstrings]",
        "areas: hamstrings",
        "exercises/heel-slide.yaml:4: areas: must be a list",
    ),
    "an empty list": (
        SLIDE,
        "areas: [hamstrings]",
        "areas: []",
        "exercises/heel-slide.yaml:4: areas: must have at least 1",
    ),
    "a number in a list": (
        SLIDE,
        "[mat, socks]",
        "[mat, 2]",
        "exercises/heel-slide.yaml:3: equipment.2: must be text",
    ),
    "faults in a list, each in its place": (
        SLIDE,
        "[mat, socks]",
        "[2, matt]",
        "exercises/heel-slide.yaml:3: equipment.1: must be text",
        "exercises/heel-slide.yaml:3: equipment.2: 'matt' has no words in language 'en'; did you mean 'mat'?",
    ),
    "the same thing twice": (
        SLIDE,
        "[mat, socks]",
        "[mat, socks, mat]",
        "exercises/heel-slide.yaml:3: equipment.3: is listed twice; keep one",
    ),
    "a thing without words": (
        SLIDE,
        "[mat, socks]",
        "[mat, sock]",
        "exercises/heel-slide.yaml:3: equipment.2: 'sock' has no words in language 'en'; did you mean 'socks'?",
    ),
    "a thing of a way without words": (
        SLIDE,
        "equipment: [stool]",
        "equipment: [crane]",
        "exercises/heel-slide.yaml:14: ways.1.equipment.1: 'crane' has no words in language 'en'; there are: chair, "
        "cushion, mat, shoes, socks, stool, towel",
    ),
    "an area without words": (
        LIFT,
        "[belly]",
        "[bely]",
        "exercises/chest-lift.yaml:4: areas.1: 'bely' has no words in language 'en'; did you mean 'belly'?",
    ),
    "a slip in pain": (
        LIFT,
        "[pain]",
        "[Pains]",
        "exercises/chest-lift.yaml:5: avoid.1: 'Pains' is no condition; did you mean 'pain'?",
    ),
    "no tempo": (
        SLIDE,
        "tempo: {into_s: 2, out_s: 2, rest_s: 3}\n",
        "",
        "exercises/heel-slide.yaml:1: tempo: is missing; write into_s, out_s and rest_s",
    ),
    "no time into a hold": (
        SLIDE,
        "into_s: 2",
        "into_s: 1",
        "exercises/heel-slide.yaml:10: tempo.into_s: must be a whole number from 2 to 60",
    ),
    "no time for the way back": (
        SLIDE,
        "out_s: 2, ",
        "",
        "exercises/heel-slide.yaml:10: tempo.out_s: must be a whole number from 2 to 60",
    ),
    "a start that costs a little strength": (
        SLIDE,
        "avoid: []",
        "avoid: []\nhard_start: a-little",
        "exercises/heel-slide.yaml:6: hard_start: must be true or false",
    ),
    "a negative time": (
        SLIDE,
        "rest_s: 3",
        "rest_s: -3",
        "exercises/heel-slide.yaml:10: tempo.rest_s: must be a whole number from 0 to 60",
    ),
    "half a second": (
        SLIDE,
        "rest_s: 3",
        "rest_s: 3.5",
        "exercises/heel-slide.yaml:10: tempo.rest_s: must be a whole number from 0 to 60",
    ),
    "a truth for a number": (
        SLIDE,
        "rest_s: 3",
        "rest_s: true",
        "exercises/heel-slide.yaml:10: tempo.rest_s: must be a whole number from 0 to 60",
    ),
    "a source of no document": (
        SLIDE,
        "{document: my-physio, name",
        "{document: my-physo, name",
        "exercises/heel-slide.yaml:12: sources.1.document: 'my-physo' is not in sources.yaml; did you mean "
        "'my-physio'?",
    ),
    "a source without a dose": (
        SLIDE,
        ", dose: three times}",
        "}",
        "exercises/heel-slide.yaml:12: sources.1.dose: is missing; write some text",
    ),
    "a source that is text": (
        SLIDE,
        "{document: my-physio, name: heel slide, dose: three times}",
        "my-physio",
        "exercises/heel-slide.yaml:12: sources.1: must be fields, each 'name: value'",
    ),
    "two ways of one name": (
        SLIDE,
        "  - {id: chair, equipment: [stool]}\n",
        "  - {id: chair, equipment: [stool]}\n  - {id: chair, equipment: []}\n",
        "exercises/heel-slide.yaml:15: ways.2.id: 'chair' is used twice; choose another",
    ),
    "a way that is no id": (
        SLIDE,
        "id: chair",
        "id: A chair",
        f"exercises/heel-slide.yaml:14: ways.1.id: 'A chair' {NO_ID}",
    ),
    # Doses.
    "no dose": (
        SLIDE,
        "dose:\n",
        "doses:\n",
        "exercises/heel-slide.yaml:1: dose: is missing",
        "exercises/heel-slide.yaml:6: doses: unknown field; did you mean 'dose'?",
    ),
    "no unit": (
        LIFT,
        "  move_s: {least: 4, usual: 6, most: 10, sources: [my-physio]}\n",
        "",
        "exercises/chest-lift.yaml:6: dose: must have at least one of hold_s, breaths, move_s, minutes",
    ),
    "an unknown unit": (
        SLIDE,
        "  hold_s: {",
        "  holds: {",
        "exercises/heel-slide.yaml:7: dose.holds: unknown field; did you mean 'hold_s'?",
    ),
    "a single number": (
        SLIDE,
        HOLD,
        "hold_s: 5",
        "exercises/heel-slide.yaml:7: dose.hold_s: must be fields, each 'name: value'",
    ),
    "no range": (SLIDE, HOLD, "hold_s:", "exercises/heel-slide.yaml:7: dose.hold_s: is missing"),
    "no repetitions": (
        SLIDE,
        "  repetitions: {least: 1, usual: 3, most: 6, sources: [my-physio, aaos]}\n",
        "",
        "exercises/heel-slide.yaml:6: dose.repetitions: is missing",
    ),
    "falling numbers": (
        SLIDE,
        "{least: 2, usual: 4, most: 8,",
        "{least: 2, usual: 9, most: 8,",
        "exercises/heel-slide.yaml:7: dose.hold_s: is impossible: least 2, usual 9, most 8; put them in rising order",
    ),
    "a hold of minutes": (
        SLIDE,
        "{least: 2, usual: 4, most: 8,",
        "{least: 2, usual: 4, most: 800,",
        "exercises/heel-slide.yaml:7: dose.hold_s.most: must be a whole number from 1 to 120",
    ),
    "no repetition at all": (
        SLIDE,
        "{least: 1, usual: 3, most: 6,",
        "{least: 0, usual: 3, most: 6,",
        "exercises/heel-slide.yaml:9: dose.repetitions.least: must be a whole number from 1 to 60",
    ),
    "a huge number": (
        SLIDE,
        "{least: 2, usual: 4, most: 8,",
        "{least: 2, usual: 4, most: 99999999999999999999,",
        "exercises/heel-slide.yaml:7: dose.hold_s.most: must be a whole number from 1 to 120",
    ),
    "ours alone": (
        SLIDE,
        "[ours, my-book]",
        "[ours]",
        "exercises/heel-slide.yaml:8: dose.breaths.sources: is 'ours' alone; name the reference that it is taken from",
    ),
    "ours behind": (
        SLIDE,
        "[ours, my-book]",
        "[my-physio, ours]",
        "exercises/heel-slide.yaml:8: dose.breaths.sources.2: 'ours' comes first, or not at all",
    ),
    "references without ours": (
        SLIDE,
        "[ours, my-book]",
        "[my-book, aaos]",
        "exercises/heel-slide.yaml:8: dose.breaths.sources: no source document gives this; begin the list with 'ours'",
    ),
    # Walks.
    "a walk without phases": (
        WALK,
        "phases:\n  - {id: begin, minutes: 2}\n  - {id: stroll, minutes: 0}\n",
        "",
        "exercises/garden-walk.yaml:1: phases: belong to a dose in minutes, which needs them; add what is missing",
    ),
    "phases without minutes": (
        LIFT,
        "tempo:",
        "phases: [{id: up, minutes: 0}]\ntempo:",
        "exercises/chest-lift.yaml:9: phases: belong to a dose in minutes, which needs them; add what is missing",
    ),
    "no phase that takes the rest": (
        WALK,
        "minutes: 0}",
        "minutes: 1}",
        "exercises/garden-walk.yaml:11: phases: exactly one must have 'minutes: 0': it takes the minutes that remain",
    ),
    "phases too long": (
        WALK,
        "minutes: 2}",
        "minutes: 5}",
        "exercises/garden-walk.yaml:11: phases: fill the shortest dose; make them shorter",
    ),
    "two phases of one name": (
        WALK,
        "{id: begin, minutes: 2}",
        "{id: stroll, minutes: 2}",
        "exercises/garden-walk.yaml:13: phases.2.id: 'stroll' is used twice; choose another",
    ),
    "a walk on the floor": (
        WALK,
        "position: upright",
        "position: front-flat",
        f"exercises/garden-walk.yaml:1: position: {PLAIN_WALK}",
    ),
    "a walk with sides": (WALK, "side: none", "side: each", f"exercises/garden-walk.yaml:2: side: {PLAIN_WALK}"),
    "a walk in two units": (
        WALK,
        MINUTES,
        f"{MINUTES}\n  {HOLD}",
        "exercises/garden-walk.yaml:6: dose: has minutes beside another unit; a walk is counted in minutes alone",
    ),
    "a walk twice": (
        WALK,
        "{least: 1, usual: 1, most: 1,",
        "{least: 1, usual: 1, most: 2,",
        "exercises/garden-walk.yaml:8: dose.repetitions: a walk is done once; write 1 for least, usual and most",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_has_no_fault(case: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, with_change(*ALLOWED[case]))) == []


@pytest.mark.parametrize("case", INVALID)
def test_a_fault_is_one_clear_line(case: str, tmp_path: Path) -> None:
    name, old, new, *expected = INVALID[case]
    assert lines_of(write(tmp_path, with_change(name, old, new))) == expected
