"""Checks across files: each is a small function that reports what it finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from content.model.faults import nearest, short
from content.model.files import FileId
from content.model.types import DOCTOR_FIRST, STOP_IF_IT_HURTS
from content.model.words_schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from content.model.faults import Route
    from content.model.files import FileKind
    from content.model.schema import Files
    from content.model.types import Content, Exercise, Routine
    from content.model.words import ExerciseWords, RoutineWords, Words
    from content.poses.types import Figure

_NO_SOUND = re.compile(r"[\s!-/:-@\[-`{-~\u2019]+")


def check(content: Content, files: Files) -> None:
    """Report every fault that shows between files only."""
    said = [words for words in content.words.values() if not _are_doubtful(words, files)]
    for routine in content.routines.values():
        _safety_lines(routine, said, files)
    _names_are_spoken(content, said, files)
    _facts_and_words_are_twins(content, files)
    for words in content.words.values():
        _needs_are_known(words, files)
        _names_are_distinct("exercise-words", words.exercises, words.language, files)
        _names_are_distinct("routine-words", words.routines, words.language, files)
    _figures_can_be_posed(content, files)


def _are_doubtful(words: Words, files: Files) -> bool:
    """Whether the phrases have a fault: what they lack is then no fault of those who name it."""
    return not files.are_sound(FileId("phrases", "", words.language))


def _safety_lines(routine: Routine, said: Sequence[Words], files: Files) -> None:
    file = FileId("routine", routine.id)
    for name in (DOCTOR_FIRST, STOP_IF_IT_HURTS):
        if name not in routine.safety:
            files.fault(file, f"the safety line '{name}' is missing; every routine opens with it", "safety")
    for language in said:
        for index, name in enumerate(routine.safety):
            if name and name not in language.phrases.safety:
                known = nearest(name, sorted(language.phrases.safety))
                files.fault(file, f"'{short(name)}' is no safety line; {known}", "safety", index)


def _names_are_spoken(content: Content, said: Sequence[Words], files: Files) -> None:
    """Equipment and areas have words in every language."""
    for exercise in content.exercises.values():
        for words in said:
            for route, name in _named(exercise):
                known = words.phrases.areas if route[0] == "areas" else words.phrases.equipment
                if name and name not in known:
                    hint = nearest(name, sorted(known))
                    advice = f"'{short(name)}' has no words in language '{words.language}'; {hint}"
                    files.fault(FileId("exercise", exercise.id), advice, *route)


def _named(exercise: Exercise) -> Iterator[tuple[Route, str]]:
    yield from ((("areas", index), name) for index, name in enumerate(exercise.areas))
    yield from ((("equipment", index), name) for index, name in enumerate(exercise.equipment))
    for number, way in enumerate(exercise.ways):
        yield from ((("ways", number, "equipment", index), name) for index, name in enumerate(way.equipment))


def _figures_can_be_posed(content: Content, files: Files) -> None:
    from content.poses.rules import findings

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
    known = sorted({*words.phrases.areas, *KINDS})
    for name in words.utterances.needs if words.utterances else ():
        if name not in known:
            advice = f"is no area of phrases.yaml and no kind of routine; {nearest(name, known)}"
            files.fault(FileId("utterances", "", words.language), advice, "needs", name)


def _facts_and_words_are_twins(content: Content, files: Files) -> None:
    twins: dict[FileKind, FileKind] = {"exercise": "exercise-words", "routine": "routine-words"}
    facts = {words: kind for kind, words in twins.items()}
    for file in files.trees:
        for language in content.words if file.kind in twins else ():
            if FileId(twins[file.kind], file.name, language) not in files.trees:
                files.fault(file, f"has no words; write words/{language}/{file.kind}s/{file.name}.yaml")
        if file.kind in facts and FileId(facts[file.kind], file.name) not in files.trees:
            files.fault(file, f"has words but no facts; write {facts[file.kind]}s/{file.name}.yaml")


def _names_are_distinct(
    kind: FileKind, entries: Mapping[str, ExerciseWords] | Mapping[str, RoutineWords], language: str, files: Files
) -> None:
    """No two routines, and no two exercises, have names that sound the same."""
    taken: dict[str, str] = {}
    for owner, words in entries.items():
        names: list[tuple[Route, str]] = [(("name",), words.name)]
        names += [(("also", index), name) for index, name in enumerate(words.also)]
        heard: set[str] = set()
        for route, name in names:
            sound = _NO_SOUND.sub(" ", name.casefold()).strip()
            holder = taken.setdefault(sound, owner)
            if sound and (holder != owner or sound in heard):
                whose = f"a name of '{holder}'" if holder != owner else "one of its names"
                files.fault(FileId(kind, owner, language), f"'{short(name)}' is {whose} too; choose another", *route)
            heard.add(sound)
