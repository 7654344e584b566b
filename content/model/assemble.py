"""Trees -> content: the files read into types, then checked against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.check import check, check_figures
from content.model.content import Content
from content.model.faults import Fault
from content.model.fields import Report
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from content.model.layout import Kind
    from content.model.tree import Value
    from content.model.types import Document, Exercise

Trees = dict[tuple[int, Slot | str], Tree]


def assemble(trees: Trees, were_good: bool = False) -> tuple[Content, Report]:
    """Read all trees; the report holds what is wrong with them.

    ``were_good``: they were checked before, so that the figures need not be stood up once more.
    """
    report = Report()
    library = _library(trees, report)
    files = _layered(trees)
    taught = _taught(files, library, report)
    routines = {slot.id: read_routine(slot.id, tree, report, library, taught) for slot, tree in _of(files, "routine")}
    languages = sorted({slot.language for slot in files if slot.language})
    words = {language: _words(language, files, report, taught) for language in languages}
    content = Content(
        library.documents, taught.exercises, routines, {key: each for key, each in words.items() if each}, files
    )
    check(content, report)
    if not were_good:
        check_figures(content, report)
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
