"""Files -> content: each is read by its table, then all are checked against each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from content.model.check import Draft, check
from content.model.facts_rules import Catalogue, Library, routine_of
from content.model.facts_schema import DOCUMENTS, EXERCISE, ROUTINE
from content.model.faults import Fault, Report
from content.model.files import Slot, read_files
from content.model.grammar import read_grammar
from content.model.schema import Node
from content.model.types import OURS, Content
from content.model.words import Words
from content.model.words_rules import facts_are_met
from content.model.words_schema import (
    CONVERSATION,
    PAGE,
    PHRASES,
    PRONUNCIATIONS,
    ROUTINE_WORDS,
    UTTERANCES,
    WITH_SIDES,
    WITHOUT_SIDES,
)
from content.model.yaml_tree import Tree, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from content.model.files import FileKind, SourceFile
    from content.model.schema import Kind
    from content.model.types import Document, Exercise
    from content.model.words import ExerciseWords
    from content.model.yaml_tree import Value

T = TypeVar("T")
Trees = dict[tuple[int, Slot], Tree]


def faults_of(folder: Path | None = None) -> list[Fault]:
    """Every fault of ``folder`` on top of ours (of ours alone without one), in order.

    Raises ``NoContentError`` when ``folder`` is not there.
    """
    _, faults = assemble(read_files(folder))
    return sorted(set(faults))


def assemble(files: Sequence[SourceFile]) -> tuple[Content, list[Fault]]:
    """Read the content of all files, and all that is wrong with it."""
    report = Report()
    trees = _trees(files, report)
    layered = _Files(_layered(trees), report)
    library = _library(trees, report)
    catalogue = _catalogue(layered, library)
    routines = {}
    for name, at in layered.of("routine"):
        routines[name] = routine_of(name, ROUTINE.read(at), at, catalogue)
        library.check_routine(routines[name], at)
    languages = sorted({slot.language for slot in layered.trees if slot.language})
    words = {language: _words(language, layered, catalogue) for language in languages}
    said = {language: each for language, each in words.items() if each}
    content = Content(library.documents, catalogue.exercises, routines, said)
    check(Draft(content, layered.trees, report))
    return content, report.faults


def _trees(files: Sequence[SourceFile], report: Report) -> Trees:
    """Read every file; those that cannot be read, or are there twice, or in no place, are faults."""
    trees: Trees = {}
    taken: dict[Slot | tuple[int, Slot], Path] = {}
    for file in files:
        if isinstance(file.slot, str):
            report.faults.append(Fault(file.path, 1, "", file.trouble or file.slot))
            continue
        claim = file.slot if file.slot.id else (file.layer, file.slot)
        if claim in taken:
            name = file.slot.id or file.path.stem
            advice = f"'{name}' is defined in {taken[claim]} too; choose another name"
            report.faults.append(Fault(file.path, 1, "", advice))
            continue
        taken[claim] = file.path
        tree = Fault(file.path, 1, "", file.trouble) if file.trouble else read_tree(file.path, file.data)
        if isinstance(tree, Fault):
            report.faults.append(tree)
            tree = Tree(file.path, None, is_readable=False)
        trees[file.layer, file.slot] = tree
    return trees


def _layered(trees: Trees) -> dict[Slot, Tree]:
    """One tree for each slot; that of a user's folder is laid over ours."""
    files: dict[Slot, Tree] = {}
    for (_, slot), tree in trees.items():
        ours = files.get(slot)
        if ours is not None:
            is_readable = ours.is_readable and tree.is_readable
            tree = Tree(tree.file, merged(ours.value, tree.value), tree.lines, is_readable)  # noqa: PLW2901
        files[slot] = tree
    return files


def merged(ours: Value, theirs: Value) -> Value:
    """``theirs`` laid over ``ours``, entry by entry."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {name: merged(ours.get(name), value) for name, value in theirs.items()}
    return theirs


@dataclass(frozen=True, slots=True)
class _Files:
    """The files by what they are for, and the report of their faults."""

    trees: Mapping[Slot, Tree]
    report: Report

    def of(self, kind: FileKind, language: str = "") -> Iterator[tuple[str, Node]]:
        """The id and the content of each file of a kind that could be read."""
        for slot, tree in self.trees.items():
            if slot.kind == kind and slot.language == language and tree.is_readable:
                yield slot.id, Node.top(tree, self.report)

    def only(self, kind: FileKind, language: str, table: Kind[T]) -> T | None:
        """The one file of a kind, read by its table; None when there is none, or it could not be read."""
        return next((table.read(at) for _, at in self.of(kind, language)), None)


def _library(trees: Trees, report: Report) -> Library:
    """The documents of each ``sources.yaml``, of which ours stay as they are."""
    documents: dict[str, Document] = {}
    found = [tree for (_, slot), tree in trees.items() if slot.kind == "documents"]
    for at in (Node.top(tree, report) for tree in found if tree.is_readable):
        theirs = {name: replace(document, id=name) for name, document in DOCUMENTS.read(at).items()}
        for name in theirs:
            if name == OURS:
                at.fault("marks a dose of ours; choose another id", name)
            elif name in documents:
                at.fault("is a document of ours; choose another id", name)
        documents = theirs | documents
    return Library(documents, all(tree.is_readable for tree in found))


def _catalogue(files: _Files, library: Library) -> Catalogue:
    exercises: dict[str, Exercise] = {}
    for name, at in files.of("exercise"):
        exercises[name] = replace(EXERCISE.read(at), id=name)
        library.check_exercise(exercises[name], at)
    doubtful = (
        slot.id for slot, tree in files.trees.items() if slot.kind == "exercise" and not files.report.is_sound(tree)
    )
    return Catalogue(exercises, frozenset(doubtful))


def _words(language: str, files: _Files, catalogue: Catalogue) -> Words | None:
    """The words of ``language``; None without a grammar or phrases: then nothing can be said in it."""
    exercises = {name: _exercise_words(at, catalogue.sound(name)) for name, at in files.of("exercise-words", language)}
    routines = {name: ROUTINE_WORDS.read(at) for name, at in files.of("routine-words", language)}
    first = next(tree for slot, tree in files.trees.items() if slot.language == language)
    grammar = read_grammar(language, first.file)
    if isinstance(grammar, Fault):
        files.report.faults.append(grammar)
        return None
    if Slot("phrases", "", language) not in files.trees:
        files.report.add(first, (), f"'{language}' has no phrases; write words/{language}/phrases.yaml")
    phrases = files.only("phrases", language, PHRASES)
    if phrases is None:
        return None
    return Words(
        language,
        grammar,
        phrases,
        exercises,
        routines,
        conversation=files.only("conversation", language, CONVERSATION),
        utterances=files.only("utterances", language, UTTERANCES),
        pronunciations=files.only("pronunciations", language, PRONUNCIATIONS) or {},
        page=files.only("page", language, PAGE),
    )


def _exercise_words(at: Node, exercise: Exercise | None) -> ExerciseWords:
    """The words of ``exercise``; None when its facts are missing or faulty."""
    if exercise is None:
        return WITH_SIDES.read(at)
    words = (WITHOUT_SIDES if exercise.side == "none" else WITH_SIDES).read(at)
    facts_are_met(words, exercise, at)
    return words
