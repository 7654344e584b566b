"""Files -> content: each is read by its table, then all are checked against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from content.model.check import check
from content.model.facts_rules import Catalogue, KnownDocuments, routine_of
from content.model.facts_schema import DOCUMENTS, EXERCISE, ROUTINE
from content.model.faults import Fault, FaultReport
from content.model.files import FileId, read_files
from content.model.grammar import read_grammar
from content.model.schema import Files, Node
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
    from collections.abc import Sequence
    from pathlib import Path

    from content.model.files import SourceFile
    from content.model.types import Document, Exercise
    from content.model.words import ExerciseWords
    from content.model.yaml_tree import Value

Trees = dict[tuple[int, FileId], Tree]


def faults_of(folder: Path | None = None) -> list[Fault]:
    """Every fault of ``folder`` on top of ours (of ours alone without one), in order.

    Raises ``NoContentError`` when ``folder`` is not there.
    """
    _, faults = assemble(read_files(folder))
    return sorted(set(faults))


def assemble(files: Sequence[SourceFile]) -> tuple[Content, list[Fault]]:
    """Read the content of all files, and all that is wrong with it."""
    report = FaultReport()
    trees = _trees(files, report)
    layered = Files(_layered(trees), report)
    known = _known_documents(trees, report)
    catalogue = _catalogue(layered, known)
    routines = {}
    for name, at in layered.of("routine"):
        routines[name] = routine_of(name, ROUTINE.read(at), at, catalogue)
        known.check_routine(routines[name], at)
    languages = sorted({file.language for file in layered.trees if file.language})
    words = {language: _words(language, layered, catalogue) for language in languages}
    said = {language: each for language, each in words.items() if each}
    content = Content(known.documents, catalogue.exercises, routines, said)
    check(content, layered)
    return content, report.faults


def _trees(files: Sequence[SourceFile], report: FaultReport) -> Trees:
    """Read every file; those that cannot be read, are there twice, or are in no folder for content, are faults."""
    trees: Trees = {}
    taken: dict[FileId | tuple[int, FileId], Path] = {}
    for file in files:
        if isinstance(file.id, str):
            report.faults.append(Fault(file.path, 1, "", file.trouble or file.id))
            continue
        claim = file.id if file.id.name else (file.layer, file.id)
        if claim in taken:
            name = file.id.name or file.path.stem
            advice = f"'{name}' is defined in {taken[claim]} too; choose another name"
            report.faults.append(Fault(file.path, 1, "", advice))
            continue
        taken[claim] = file.path
        tree = Fault(file.path, 1, "", file.trouble) if file.trouble else read_tree(file.path, file.data)
        if isinstance(tree, Fault):
            report.faults.append(tree)
            tree = Tree(file.path, None, is_readable=False)
        trees[file.layer, file.id] = tree
    return trees


def _layered(trees: Trees) -> dict[FileId, Tree]:
    """One tree for each file; that of a user's folder is laid over ours."""
    files: dict[FileId, Tree] = {}
    for (_, file), tree in trees.items():
        ours = files.get(file)
        if ours is not None:
            is_readable = ours.is_readable and tree.is_readable
            tree = Tree(tree.file, merged(ours.value, tree.value), tree.lines, is_readable)  # noqa: PLW2901
        files[file] = tree
    return files


def merged(ours: Value, theirs: Value) -> Value:
    """``theirs`` laid over ``ours``, entry by entry."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {name: merged(ours.get(name), value) for name, value in theirs.items()}
    return theirs


def _known_documents(trees: Trees, report: FaultReport) -> KnownDocuments:
    """The documents of each ``sources.yaml``, of which ours stay as they are."""
    documents: dict[str, Document] = {}
    found = [tree for (_, file), tree in trees.items() if file.kind == "documents"]
    for at in (Node(tree, report, (), tree.value) for tree in found if tree.is_readable):
        theirs = {name: replace(document, id=name) for name, document in DOCUMENTS.read(at).items()}
        for name in theirs:
            if name == OURS:
                at.fault("marks a dose of ours; choose another id", name)
            elif name in documents:
                at.fault("is a document of ours; choose another id", name)
        documents = theirs | documents
    return KnownDocuments(documents, all(tree.is_readable for tree in found))


def _catalogue(files: Files, known: KnownDocuments) -> Catalogue:
    exercises: dict[str, Exercise] = {}
    for name, at in files.of("exercise"):
        exercises[name] = replace(EXERCISE.read(at), id=name)
        known.check_exercise(exercises[name], at)
    doubtful = (file.name for file in files.trees if file.kind == "exercise" and not files.are_sound(file))
    return Catalogue(exercises, frozenset(doubtful))


def _words(language: str, files: Files, catalogue: Catalogue) -> Words | None:
    """The words of ``language``; None without a grammar or phrases: then nothing can be said in it."""
    exercises = {name: _exercise_words(at, catalogue.sound(name)) for name, at in files.of("exercise-words", language)}
    routines = {name: ROUTINE_WORDS.read(at) for name, at in files.of("routine-words", language)}
    first = next(tree for file, tree in files.trees.items() if file.language == language)
    grammar = read_grammar(language, first.file)
    if isinstance(grammar, Fault):
        files.report.faults.append(grammar)
        return None
    if FileId("phrases", "", language) not in files.trees:
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
