"""Trees -> content: the files read into types, then checked against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from content.model.check import check
from content.model.fields import Report
from content.model.read_facts import read_documents, read_exercise, read_routine
from content.model.read_phrases import read_phrases
from content.model.read_words import read_exercise_words, read_routine_words
from content.model.tree import Tree
from content.model.words import Grammar, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from content.model.layout import Kind, Slot
    from content.model.tree import Value
    from content.model.types import Document, Exercise, Routine

Trees = dict[tuple[int, "Slot | str"], "Tree"]


@dataclass(frozen=True, slots=True)
class Content:
    """All that is taught, checked."""

    documents: Mapping[str, Document]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    words: Mapping[str, Words]
    """By language."""
    sources: Mapping[Slot, Tree] = field(repr=False)
    """The file behind each part."""


def assemble(trees: Trees) -> tuple[Content, Report]:
    """Read all trees; the report holds what is wrong with them."""
    report = Report()
    documents: dict[str, Document] = {}
    for (_, slot), tree in trees.items():
        if not isinstance(slot, str) and slot.kind == "documents":
            documents |= read_documents(tree, report)
    files = _layered(trees)
    exercises = {slot.id: read_exercise(slot.id, tree, report, documents) for slot, tree in _of(files, "exercise")}
    routines = {
        slot.id: read_routine(slot.id, tree, report, documents, exercises) for slot, tree in _of(files, "routine")
    }
    words = {
        language: _words(language, files, report, exercises)
        for language in sorted({slot.language for slot in files if slot.language})
    }
    content = Content(documents, exercises, routines, {key: each for key, each in words.items() if each}, files)
    check(content, report)
    return content, report


def _layered(trees: Trees) -> dict[Slot, Tree]:
    """One tree for each slot; phrases of a user's own are laid over ours."""
    files: dict[Slot, Tree] = {}
    for (_, slot), tree in trees.items():
        if not isinstance(slot, str):
            ours = files.get(slot)
            files[slot] = tree if ours is None else Tree(tree.file, _over(ours.value, tree.value), tree.lines)
    return files


def _over(ours: Value, theirs: Value) -> Value:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {name: _over(ours.get(name), value) for name, value in theirs.items()}
    return theirs


def _of(files: Mapping[Slot, Tree], kind: Kind, language: str = "") -> Iterator[tuple[Slot, Tree]]:
    return ((slot, tree) for slot, tree in files.items() if slot.kind == kind and slot.language == language)


def _words(
    language: str, files: Mapping[Slot, Tree], report: Report, exercises: Mapping[str, Exercise]
) -> Words | None:
    phrases = next((tree for _, tree in _of(files, "phrases", language)), None)
    if phrases is None or find_spec(f"content.words.{language}") is None:
        first = next(tree for slot, tree in files.items() if slot.language == language)
        report.add(first, (), f"'{language}' has no phrases.yaml or no grammar.py; a language needs both")
        return None
    return Words(
        language,
        cast("Grammar", import_module(f"content.words.{language}.grammar")),
        read_phrases(phrases, report),
        {
            slot.id: read_exercise_words(tree, report, exercises.get(slot.id))
            for slot, tree in _of(files, "exercise-words", language)
        },
        {slot.id: read_routine_words(tree, report) for slot, tree in _of(files, "routine-words", language)},
    )
