"""Which file of a content folder holds what: its path is its identity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from content.model.faults import short

if TYPE_CHECKING:
    from pathlib import PurePath

Kind = Literal[
    "documents",
    "exercise",
    "routine",
    "phrases",
    "pronunciations",
    "conversation",
    "utterances",
    "page",
    "exercise-words",
    "routine-words",
]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_ADVICE = "is no id; use small letters, digits and single hyphens"
LANGUAGE = re.compile(r"[a-z]{2,3}")


OF_A_LANGUAGE: dict[str, Kind] = {
    "phrases": "phrases",
    "pronunciations": "pronunciations",
    "conversation": "conversation",
    "utterances": "utterances",
    "page": "page",
}
"""Files of which a language has one, by name."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a file holds."""

    kind: Kind
    id: str = ""
    language: str = ""


def slot_of(path: PurePath) -> Slot | str:
    """The slot of ``path`` (relative to its folder), or advice when it has none."""
    parts, name = path.parts[:-1], path.stem
    match parts:
        case () if name == "sources":
            return Slot("documents")
        case ("exercises",):
            slot = Slot("exercise", name)
        case ("routines",):
            slot = Slot("routine", name)
        case ("words", language) if name in OF_A_LANGUAGE:
            slot = Slot(OF_A_LANGUAGE[name], "", language)
        case ("words", language, "exercises"):
            slot = Slot("exercise-words", name, language)
        case ("words", language, "routines"):
            slot = Slot("routine-words", name, language)
        case _:
            return "is in no place for content; there are: sources.yaml, exercises, routines, words/LANGUAGE"
    if slot.id and not ID.fullmatch(slot.id):
        return f"has a name that {ID_ADVICE}"
    if slot.language and not LANGUAGE.fullmatch(slot.language):
        return f"stands in '{short(slot.language)}', which is no language; use a code such as 'en'"
    return slot
