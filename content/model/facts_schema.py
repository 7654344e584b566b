"""The fields of ``sources.yaml``, ``exercises/ID.yaml`` and ``routines/ID.yaml``."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from content.model.facts_rules import (
    a_lying_side_has_both,
    conditions_are_known,
    ids_differ,
    make_document,
    make_dose,
    make_tempo,
    numbers_rise,
    ours_comes_first,
    walks_are_whole,
)
from content.model.figure_schema import FIGURE
from content.model.files import ID, ID_ADVICE
from content.model.schema import Choice, ListOf, MapOf, Maybe, Record, Text, Texts, Then, WholeNumber, matching, one_of
from content.model.types import NEEDS, POSITIONS, SIDE_RULES, UNITS, Exercise, Phase, Range, Source, Way

BOUNDS: dict[str, tuple[int, int]] = {
    "hold_s": (1, 120),
    "breaths": (1, 12),
    "move_s": (2, 60),
    "minutes": (1, 180),
    "repetitions": (1, 60),
    "changeover_s": (1, 180),
}
"""The limits of every dose."""
DOCUMENT_KINDS = ("document", "reference")
DATE = matching(
    re.compile(r"unknown|[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"),
    "must be a year, a month or a day such as 2013-05-31, or 'unknown'",
)
ADDRESS = matching(re.compile(r"https?://[!-~]+"), "must begin with https:// and contain no space")
IS_ID = matching(ID, f"'{{}}' {ID_ADVICE}")

DOCUMENTS = MapOf(
    Record(
        make_document,
        {
            "kind": Choice(DOCUMENT_KINDS),
            "title": Text(),
            "date": Text(DATE),
            "url": Text(ADDRESS, is_optional=True),
        },
    ),
    matching(ID, ID_ADVICE),
)
"""``sources.yaml``: by id."""


def dose_range(name: str) -> Record[Range]:
    """Least, usual and most of a number, and the ids of the documents that they come from."""
    number = WholeNumber(*BOUNDS[name])
    return Record(
        Range,
        {"least": number, "usual": number, "most": number, "sources": Texts(least=1)},
        (numbers_rise, ours_comes_first),
    )


DOSE = Then(
    Record(
        dict,
        {
            **{unit: Maybe(dose_range(unit)) for unit in UNITS},  # at least one; the first is the usual one
            "repetitions": dose_range("repetitions"),
        },
    ),
    make_dose,
)
SECONDS = WholeNumber(0, 60)
TEMPO = Record(
    make_tempo,
    {
        "settle_s": SECONDS,  # to get into the start position
        "into_s": SECONDS,  # from there into the hold
        "rest_s": SECONDS,  # after a repetition, the way back included
    },
)
SOURCE = Record(
    Source,
    {
        "document": Text(),  # its id
        "name": Text(),  # what the exercise is called there
        "dose": Text(),  # as given there
        "note": Text(is_optional=True),
    },
)
EXERCISE = Record(
    partial(Exercise, ""),
    {
        "position": Choice(POSITIONS),
        "side": Choice(SIDE_RULES),
        "equipment": Texts(),  # names in phrases.yaml
        "areas": Texts(least=1),  # names in phrases.yaml
        "avoid": Texts(),  # conditions in which it is not for today
        "dose": DOSE,
        "tempo": TEMPO,
        "sources": ListOf(SOURCE, least=1),
        "ways": ListOf(Record(Way, {"id": Text(IS_ID), "equipment": Texts(), "figure": Maybe(FIGURE)})),
        "phases": ListOf(Record(Phase, {"id": Text(IS_ID), "minutes": WholeNumber(0, 60)})),  # of a walk
        "note": Text(is_optional=True),  # why it differs from a document
        "figure": Maybe(FIGURE),
    },
    (conditions_are_known, ids_differ, walks_are_whole, a_lying_side_has_both),
)

STEP: Record[dict[str, Any]] = Record(
    dict,
    {
        "exercise": Text(),  # its id
        **{unit: Maybe(WholeNumber(*BOUNDS[unit])) for unit in UNITS},  # one of them, or the usual dose
        "repetitions": Maybe(WholeNumber(*BOUNDS["repetitions"])),
        "sets": WholeNumber(1, 5, default=1),
        "way": Text(is_optional=True),  # an id among the ways of the exercise
    },
)
ROUTINE: Record[dict[str, Any]] = Record(
    dict,
    {
        "year": WholeNumber(1900, 2200),  # of the content
        "licence": Text(),
        "sources": Texts(least=1),  # ids of documents
        "safety": Texts(),  # names in phrases.yaml
        "changeover_s": dose_range("changeover_s"),  # rest between two exercises
        "steps": ListOf(STEP, least=1),
        "needs": Texts(trouble=one_of(NEEDS)),  # what people may ask for it by
    },
)
"""Its steps name exercises, which ``routine_of`` finds."""
