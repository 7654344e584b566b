"""Trees -> content: the files read into types, then checked against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.check import Draft, check
from content.model.content import Content
from content.model.faults import Fault
from content.model.fields import Report
from content.model.files import read_files
from content.model.layout import Slot
from content.model.read_conversation import read_conversation
from content.model.read_facts import Library, read_documents, read_exercise
from content.model.read_grammar import read_grammar
from content.model.read_page import read_page
from content.model.read_phrases import read_phrases
from content.model.read_pronunciations import read_pronunciations
from content.model.read_routine import Taught, read_routine
from content.model.read_utterances import read_utterances
from content.model.read_words import read_exercise_words, read_routine_words
from content.model.tree import Tree
from content.model.words import Words
from content.model.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from content.model.files import SourceFile
    from content.model.layout import Kind
    from content.model.tree import Value
    from content.model.types import Document, Exercise

Trees = dict[tuple[int, Slot | str], Tree]


def faults_of(folder: Path | None = None) -> list[Fault]:
    """Every fault of ``folder`` on top of ours (of ours alone without one), in order.

    Raises ``NoContentError`` when ``folder`` is not there.
    """
    _, faults = assemble(read_files(folder))
    return sorted(set(faults))


def assemble(files: Sequence[SourceFile]) -> tuple[Content, list[Fault]]:
    """Read the content of all files, and all that is wrong with it."""
    trees, faults = read_trees(files)
    content, report = _content_of(trees)
    return content, [*faults, *report.faults]


def read_trees(files: Sequence[SourceFile]) -> tuple[Trees, list[Fault]]:
    """Read every file; those that cannot be read, or stand twice, or in no place, are faults."""
    trees: Trees = {}
    faults: list[Fault] = []
    taken: dict[Slot | tuple[int, Slot], Path] = {}
    for file in files:
        if isinstance(file.slot, str):
            faults.append(Fault(file.path, 1, "", file.trouble or file.slot))
            continue
        claim = file.slot if file.slot.id else (file.layer, file.slot)
        if claim in taken:
            name = file.slot.id or file.path.stem
            faults.append(Fault(file.path, 1, "", f"'{name}' is defined in {taken[claim]} too; choose another name"))
            continue
        taken[claim] = file.path
        tree = Fault(file.path, 1, "", file.trouble) if file.trouble else read_tree(file.path, file.data)
        if isinstance(tree, Fault):
            faults.append(tree)
            tree = Tree(file.path, None, is_readable=False)
        trees[file.layer, file.slot] = tree
    return trees, faults


def _content_of(trees: Trees) -> tuple[Content, Report]:
    report = Report()
    library = _library(trees, report)
    files = _layered(trees)
    taught = _taught(files, library, report)
    routines = {slot.id: read_routine(slot.id, tree, report, library, taught) for slot, tree in _of(files, "routine")}
    languages = sorted({slot.language for slot in files if slot.language})
    words = {language: _words(language, files, report, taught) for language in languages}
    said = {language: each for language, each in words.items() if each}
    content = Content(library.documents, taught.exercises, routines, said)
    check(Draft(content, files, report))
    return content, report


def _library(trees: Trees, report: Report) -> Library:
    found = [tree for (_, slot), tree in trees.items() if not isinstance(slot, str) and slot.kind == "documents"]
    documents: dict[str, Document] = {}
    for tree in found:
        if tree.is_readable:
            documents = read_documents(tree, report, documents)
    return Library(documents, all(tree.is_readable for tree in found))


def _taught(files: Mapping[Slot, Tree], library: Library, report: Report) -> Taught:
    exercises: dict[str, Exercise] = {}
    doubtful = {slot.id for slot, tree in files.items() if slot.kind == "exercise" and not tree.is_readable}
    for slot, tree in _of(files, "exercise"):
        before = len(report.faults)
        exercises[slot.id] = read_exercise(slot.id, tree, report, library)
        if len(report.faults) > before:
            doubtful.add(slot.id)
    return Taught(exercises, frozenset(doubtful))


def _layered(trees: Trees) -> dict[Slot, Tree]:
    """One tree for each slot; phrases of a user's own are laid over ours."""
    files: dict[Slot, Tree] = {}
    for (_, slot), tree in trees.items():
        if not isinstance(slot, str):
            ours = files.get(slot)
            files[slot] = tree if ours is None else _over(ours, tree)
    return files


def _over(ours: Tree, theirs: Tree) -> Tree:
    return Tree(theirs.file, merged(ours.value, theirs.value), theirs.lines, ours.is_readable and theirs.is_readable)


def merged(ours: Value, theirs: Value) -> Value:
    """``theirs`` laid over ``ours``, entry by entry."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {name: merged(ours.get(name), value) for name, value in theirs.items()}
    return theirs


def _of(files: Mapping[Slot, Tree], kind: Kind, language: str = "") -> Iterator[tuple[Slot, Tree]]:
    """The files of a kind that could be read."""
    return (
        (slot, tree)
        for slot, tree in files.items()
        if slot.kind == kind and slot.language == language and tree.is_readable
    )


def _words(language: str, files: Mapping[Slot, Tree], report: Report, taught: Taught) -> Words | None:
    """The words of ``language``, without phrases or a grammar None: then nothing can be said in it."""
    exercises = {
        slot.id: read_exercise_words(tree, report, taught.sound(slot.id))
        for slot, tree in _of(files, "exercise-words", language)
    }
    routines = {slot.id: read_routine_words(tree, report) for slot, tree in _of(files, "routine-words", language)}
    first = next(tree for slot, tree in files.items() if slot.language == language)
    grammar = read_grammar(language, first.file)
    if isinstance(grammar, Fault):
        report.faults.append(grammar)
        return None
    phrases = files.get(Slot("phrases", "", language))
    if phrases is None:
        report.add(first, (), f"'{language}' has no phrases; write words/{language}/phrases.yaml")
    if phrases is None or not phrases.is_readable:
        return None
    talk = files.get(Slot("conversation", "", language))
    conversation = read_conversation(talk, report) if talk and talk.is_readable else None
    said = files.get(Slot("utterances", "", language))
    utterances = read_utterances(said, report) if said and said.is_readable else None
    sounds = files.get(Slot("pronunciations", "", language))
    pronunciations = read_pronunciations(sounds, report) if sounds and sounds.is_readable else {}
    shown = files.get(Slot("page", "", language))
    page = read_page(shown, report) if shown and shown.is_readable else None
    coach = read_phrases(phrases, report)
    return Words(language, grammar, coach, exercises, routines, conversation, utterances, pronunciations, page)
