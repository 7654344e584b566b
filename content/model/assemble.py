"""Files -> content: each is read by its table, then all are checked against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import nearest
from content.model import types, words_schema
from content.model.facts_schema import DOCUMENTS, EXERCISE, ROUTINE, Catalogue, KnownDocuments, routine_of
from content.model.faults import Fault, FaultReport, Route, TooManyFaultsError, short
from content.model.files import FileId, FileKind, SourceFile, read_files
from content.model.grammar import read_grammar
from content.model.names import check_names
from content.model.schema import Files, Node
from content.model.words import ExerciseWords, Words
from content.model.yaml_tree import Tree, Value, read_tree
from content.poses.rules import findings

if TYPE_CHECKING:
    from content.poses.types import Figure

Trees = dict[tuple[int, FileId], Tree]


def faults_of(folder: Path | None = None) -> list[Fault]:
    """Every fault of ``folder`` on top of ours (of ours alone without one), in order.

    Raises ``NoContentError`` when ``folder`` is not there.
    """
    _, faults = assemble(read_files(folder))
    return sorted(set(faults))


def assemble(files: Sequence[SourceFile]) -> tuple[types.Content, list[Fault]]:
    """Read the content of all files, and all that is wrong with it (where that is very much, the first of it)."""
    report = FaultReport()
    try:
        return _assembled(files, report), report.faults
    except TooManyFaultsError:
        return types.Content({}, {}, {}, {}), report.faults


def _assembled(files: Sequence[SourceFile], report: FaultReport) -> types.Content:
    trees = _trees(files, report)
    layered = Files(_layered(trees), report)
    known = _known_documents(trees, report)
    exercises: dict[str, types.Exercise] = {}
    for name, at in layered.of("exercise"):
        exercises[name] = replace(EXERCISE(at), id=name)
        known.check_exercise(exercises[name], at)
    doubtful = (file.name for file in layered.trees if file.kind == "exercise" and not layered.are_sound(file))
    catalogue = Catalogue(exercises, frozenset(doubtful))
    routines = {}
    for name, at in layered.of("routine"):
        routines[name] = routine_of(name, ROUTINE(at), at, catalogue)
        known.check_routine(routines[name], at)
    languages = sorted({file.language for file in layered.trees if file.language})
    words = {language: _words(language, layered, catalogue) for language in languages}
    said = {language: each for language, each in words.items() if each}
    content = types.Content(known.documents, exercises, routines, said)
    _check(content, layered)
    return content


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
        is_prose = bool(file.id.language) and file.id.kind != "utterances"  # of those, none has a comma
        tree = Fault(file.path, 1, "", file.trouble) if file.trouble else read_tree(file.path, file.data, is_prose)
        if isinstance(tree, Fault):
            report.faults.append(tree)
            tree = Tree(file.path, None, is_readable=False)
        for route, advice in tree.doubts.items():
            report.add(tree, route, advice)
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
    documents: dict[str, types.Document] = {}
    found = [tree for (_, file), tree in trees.items() if file.kind == "documents"]
    for at in (Node(tree, report, (), tree.value) for tree in found if tree.is_readable):
        theirs = {name: replace(document, id=name) for name, document in DOCUMENTS(at).items()}
        for name in theirs:
            if name == types.OURS:
                at.fault("marks a dose of ours; choose another id", name)
            elif name in documents:
                at.fault("is a document of ours; choose another id", name)
        documents = theirs | documents
    return KnownDocuments(documents, all(tree.is_readable for tree in found))


def _words(language: str, files: Files, catalogue: Catalogue) -> Words | None:
    """The words of ``language``; None without a grammar or phrases: then nothing can be said in it."""
    exercises = {name: _exercise_words(at, catalogue.sound(name)) for name, at in files.of("exercise-words", language)}
    routines = {name: words_schema.ROUTINE_WORDS(at) for name, at in files.of("routine-words", language)}
    first = next(tree for file, tree in files.trees.items() if file.language == language)
    grammar = read_grammar(language, first.file)
    if isinstance(grammar, Fault):
        files.report.faults.append(grammar)
        return None
    if FileId("phrases", "", language) not in files.trees:
        files.report.add(first, (), f"'{language}' has no phrases; write words/{language}/phrases.yaml")
    phrases = files.only("phrases", language, words_schema.PHRASES)
    if phrases is None:
        return None
    return Words(
        language,
        grammar,
        phrases,
        exercises,
        routines,
        conversation=files.only("conversation", language, words_schema.CONVERSATION),
        utterances=files.only("utterances", language, words_schema.UTTERANCES),
        pronunciations=files.only("pronunciations", language, words_schema.PRONUNCIATIONS) or {},
        page=files.only("page", language, words_schema.PAGE),
    )


def _exercise_words(at: Node, exercise: types.Exercise | None) -> ExerciseWords:
    """The words of ``exercise``; None when its facts are missing or faulty."""
    if exercise is None:
        return words_schema.WITH_SIDES(at)
    words = (words_schema.WITHOUT_SIDES if exercise.side == "none" else words_schema.WITH_SIDES)(at)
    words_schema.facts_are_met(words, exercise, at)
    return words


# Between files --------------------------------------------------------------------------------------------------------


def _check(content: types.Content, files: Files) -> None:
    """Report every fault that shows between files only."""
    # what phrases with a fault lack is no fault of those who name it
    said = [words for words in content.words.values() if files.are_sound(FileId("phrases", "", words.language))]
    for routine in content.routines.values():
        _safety_lines(routine, said, files)
    _names_are_spoken(content, said, files)
    _facts_and_words_are_twins(content, files)
    for words in content.words.values():
        _needs_are_known(words, files)
        _nothing_frightens(words, files)
        check_names(words, files)
    _figures_can_be_posed(content, files)


def _safety_lines(routine: types.Routine, said: Sequence[Words], files: Files) -> None:
    file = FileId("routine", routine.id)
    for name in (types.HELP_NOW, types.PAIN_RULE):
        if name not in routine.safety and not routine.talks:
            files.fault(file, f"the safety line '{name}' is missing; every routine opens with it", "safety")
    for language in said:
        for index, name in enumerate(routine.talks):
            if name and name not in language.phrases.talks:
                known = nearest(name, sorted(language.phrases.talks))
                files.fault(file, f"'{short(name)}' is no talk; {known}", "talks", index)
        for index, name in enumerate(routine.safety):
            if name and name not in language.phrases.safety:
                known = nearest(name, sorted(language.phrases.safety))
                files.fault(file, f"'{short(name)}' is no safety line; {known}", "safety", index)


def _names_are_spoken(content: types.Content, said: Sequence[Words], files: Files) -> None:
    """Equipment and areas have words in every language."""
    for exercise in content.exercises.values():
        for words in said:
            for route, name in _named(exercise):
                known = words.phrases.areas if route[0] == "areas" else words.phrases.equipment
                if name and name not in known:
                    hint = nearest(name, sorted(known))
                    advice = f"'{short(name)}' has no words in language '{words.language}'; {hint}"
                    files.fault(FileId("exercise", exercise.id), advice, *route)


def _named(exercise: types.Exercise) -> Iterator[tuple[Route, str]]:
    yield from ((("areas", index), name) for index, name in enumerate(exercise.areas))
    yield from ((("equipment", index), name) for index, name in enumerate(exercise.equipment))
    for number, way in enumerate(exercise.ways):
        yield from ((("ways", number, "equipment", index), name) for index, name in enumerate(way.equipment))


def _figures_can_be_posed(content: types.Content, files: Files) -> None:
    for exercise in content.exercises.values():
        file = FileId("exercise", exercise.id)
        if not files.are_sound(file):
            continue
        figures: list[tuple[Route, Figure | None]] = [(("figure",), exercise.figure)]
        figures += [(("ways", number, "figure"), way.figure) for number, way in enumerate(exercise.ways)]
        for route, figure in figures:
            for found in findings(figure) if figure else ():
                files.fault(file, found.advice, *route, *found.route)


def _needs_are_known(words: Words, files: Files) -> None:
    """What people ask for is an area of the phrases, or a kind of routine."""
    if not words.phrases.areas:
        return  # they could not be read, which is a fault of its own
    known = sorted({*words.phrases.areas, *words_schema.KINDS})
    for name in words.utterances.needs if words.utterances else ():
        if name not in known:
            advice = f"is no area of phrases.yaml and no kind of routine; {nearest(name, known)}"
            files.fault(FileId("utterances", "", words.language), advice, "needs", name)


def _nothing_frightens(words: Words, files: Files) -> None:
    """What is said of exercises and routines has none of the unkind words."""
    if not words.phrases.unkind:
        return
    unkind = re.compile(rf"\b(?:{'|'.join(map(re.escape, words.phrases.unkind))})\b", re.IGNORECASE)
    for file, tree in files.trees.items():
        if file.language == words.language and file.kind in ("exercise-words", "routine-words"):
            for route, said in _texts_of(tree.value):
                if found := unkind.search(said):
                    files.fault(file, f"'{found[0]}' frightens people with a painful back; say it kindly", *route)


def _texts_of(value: Value, route: Route = ()) -> Iterator[tuple[Route, str]]:
    match value:
        case str():
            yield route, value
        case list():
            for index, each in enumerate(value):
                yield from _texts_of(each, (*route, index))
        case dict():
            for name, each in value.items():
                yield from _texts_of(each, (*route, name))


def _facts_and_words_are_twins(content: types.Content, files: Files) -> None:
    twins: dict[FileKind, FileKind] = {"exercise": "exercise-words", "routine": "routine-words"}
    facts = {words: kind for kind, words in twins.items()}
    for file in files.trees:
        for language in content.words if file.kind in twins else ():
            if FileId(twins[file.kind], file.name, language) not in files.trees:
                files.fault(file, f"has no words; write words/{language}/{file.kind}s/{file.name}.yaml")
        if file.kind in facts and FileId(facts[file.kind], file.name) not in files.trees:
            files.fault(file, f"has words but no facts; write {facts[file.kind]}s/{file.name}.yaml")
