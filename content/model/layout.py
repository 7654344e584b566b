"""Which file of a content folder holds what: its path is its identity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path, PurePath

Kind = Literal["documents", "exercise", "routine", "phrases", "exercise-words", "routine-words"]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}")
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a file holds."""

    kind: Kind
    id: str = ""
    language: str = ""


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of ``folder``, relative to it, in the order of their names. Hidden folders are left out."""
    found = (path.relative_to(folder) for path in folder.rglob("*.y*ml") if path.suffix.lower() in SUFFIXES)
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts))


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
        case ("words", language) if name == "phrases":
            slot = Slot("phrases", "", language)
        case ("words", language, "exercises"):
            slot = Slot("exercise-words", name, language)
        case ("words", language, "routines"):
            slot = Slot("routine-words", name, language)
        case _:
            return "is in no place for content; there are: sources.yaml, exercises, routines, words/LANGUAGE"
    if slot.id and not ID.fullmatch(slot.id):
        return "has a name that is no id; use small letters, digits and single hyphens"
    if slot.language and not LANGUAGE.fullmatch(slot.language):
        return f"stands in '{slot.language}', which is no language; use a code such as 'en'"
    return slot
