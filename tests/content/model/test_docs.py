"""``docs/content.md`` names every field, file and value of the content, and no field that does not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from content.model.compiled import OURS
from content.model.facts_schema import DOCUMENT_KINDS
from content.model.files import FileId, file_id_of
from content.model.loader import load
from content.model.types import (
    DOCTOR_FIRST,
    GROUNDS,
    HELP_NOW,
    IN_PAIN,
    PAIN_RULE,
    POSITIONS,
    SAFETY_IN_PAIN,
    SIDE_RULES,
    UNITS,
)
from content.model.types import OURS as MARK_OF_OURS
from content.model.words import ANY
from tests.content.model.folder import VALID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

TEXT = (OURS.parent / "docs" / "content.md").read_text(encoding="utf-8")
CODE = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", TEXT))))
OPEN = {"ways", "phases"}
"""Fields whose own fields are names that the writer chooses."""


def _fields(value: object, are_names_free: bool = False) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _fields(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if not are_names_free:
                yield name
            yield from _fields(each, name in OPEN and isinstance(each, dict))


def _files() -> Iterator[tuple[str, PurePath, str]]:
    for name, text in VALID.items():
        yield name, OURS / name, text
    for file in OURS.rglob("*.yaml"):
        yield str(file.relative_to(OURS)), file, file.read_text(encoding="utf-8")


def _used() -> set[str]:
    used: set[str] = set()
    for name, file, text in _files():
        own = file_id_of(file.relative_to(OURS))
        assert isinstance(own, FileId), name
        value = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one
        if own.kind == "utterances":
            used |= {*value, *value["lengths"]}
        elif own.kind == "pronunciations":
            used |= {ANY, *(engine for engines in value.values() for engine in engines)}
        elif own.kind == "phrases":
            used |= {
                *value,
                *(
                    field
                    for each in ("positions", "talks")
                    for fields in value.get(each, {}).values()
                    for field in fields
                ),
            }
        elif own.kind not in ("conversation", "page"):
            used |= set(_fields(value, are_names_free=own.kind == "documents"))
    return used


@pytest.mark.parametrize("name", sorted(_used()))
def test_every_field_is_in_the_docs(name: str) -> None:
    assert name in CODE


def test_no_field_in_the_docs_is_made_up() -> None:
    rows = re.findall(r"^\| (`[^|/]+) \|", TEXT, re.MULTILINE)
    assert set(re.findall(r"`([a-z_]+)`", " ".join(rows))) <= _used()


@pytest.mark.parametrize(
    "name",
    [
        *POSITIONS,
        *GROUNDS.values(),
        *SIDE_RULES,
        *UNITS,
        *DOCUMENT_KINDS,
        DOCTOR_FIRST,
        HELP_NOW,
        PAIN_RULE,
        SAFETY_IN_PAIN,
        MARK_OF_OURS,
        "unknown",
        IN_PAIN,
    ],
)
def test_every_value_with_a_meaning_is_in_the_docs(name: str) -> None:
    assert name in CODE


DOCUMENTS = [name for name, document in load().documents.items() if not document.is_reference]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_docs_say_where_the_ideas_of_each_document_are(name: str) -> None:
    assert re.search(rf"^\| `{name}` \| .+ \| .+ \|$", TEXT, re.MULTILINE)


def test_where_an_idea_is_said_to_be_there_is_something() -> None:
    """What is in code marks in the last column is an exercise, a routine, a safety line, a talk, a way or a field."""
    content = load()
    phrases = content.words["en"].phrases
    known = {*content.exercises, *content.routines, *phrases.safety, *phrases.talks, *_used(), "towel"}
    table = TEXT[TEXT.index("## Where each idea of the documents is") :]
    cells = [row.split(" | ")[-1] for row in table.splitlines() if row.startswith("|")]
    named = {name for cell in cells for name in re.findall(r"`([a-z0-9_-]+)`", cell)}
    assert {name for name in named if not name.startswith("--")} - known == set()
