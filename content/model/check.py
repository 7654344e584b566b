"""Checks across files: each is a small function that writes what it finds into the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.model.faults import nearest, short
from content.model.files import Slot
from content.model.types import DOCTOR_FIRST, STOP_IF_IT_HURTS
from content.model.words_schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from content.model.faults import Report, Route
    from content.model.files import FileKind
    from content.model.types import Content, Exercise, Routine
    from content.model.words import ExerciseWords, RoutineWords, Words
    from content.model.yaml_tree import Tree
    from content.poses.types import Figure

_NO_SOUND = re.compile(r"[\s!-/:-@\[-`{-~\u2019]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """Content that was read and is to be checked, the file behind each part, and the faults found so far."""

    content: Content
    files: Mapping[Slot, Tree]
    report: Report

    def fault(self, slot: Slot, route: Route, advice: str) -> None:
        if slot in self.files:
            self.report.add(self.files[slot], route, advice)


def check(draft: Draft) -> None:
    """Report every fault that lies between files."""
    content = draft.content
    said = [words for words in content.words.values() if not _are_doubtful(draft, words)]
    for routine in content.routines.values():
        _safety_lines(draft, routine, said)
    _names_are_spoken(draft, said)
    _facts_and_words_are_twins(draft)
    for words in content.words.values():
        _needs_are_known(draft, words)
        _names_are_distinct(draft, words, "exercise-words", words.exercises.items())
        _names_are_distinct(draft, words, "routine-words", words.routines.items())
    _figures_can_be_posed(draft)


def _are_doubtful(draft: Draft, words: Words) -> bool:
    """Whether the phrases have a fault: what they lack is then no fault of those who name it."""
    return not draft.report.is_sound(draft.files[Slot("phrases", "", words.language)])


def _safety_lines(draft: Draft, routine: Routine, said: Sequence[Words]) -> None:
    slot = Slot("routine", routine.id)
    for name in (DOCTOR_FIRST, STOP_IF_IT_HURTS):
        if name not in routine.safety:
            draft.fault(slot, ("safety",), f"the safety line '{name}' is missing; every routine opens with it")
    for language in said:
        for index, name in enumerate(routine.safety):
            if name and name not in language.phrases.safety:
                known = nearest(name, sorted(language.phrases.safety))
                draft.fault(slot, ("safety", index), f"'{short(name)}' is no safety line; {known}")


def _names_are_spoken(draft: Draft, said: Sequence[Words]) -> None:
    """Equipment and areas have words in every language."""
    for exercise in draft.content.exercises.values():
        for words in said:
            for route, name in _named(exercise):
                known = words.phrases.areas if route[0] == "areas" else words.phrases.equipment
                if name and name not in known:
                    hint = nearest(name, sorted(known))
                    advice = f"'{short(name)}' has no words in language '{words.language}'; {hint}"
                    draft.fault(Slot("exercise", exercise.id), route, advice)


def _named(exercise: Exercise) -> Iterator[tuple[Route, str]]:
    yield from ((("areas", index), name) for index, name in enumerate(exercise.areas))
    yield from ((("equipment", index), name) for index, name in enumerate(exercise.equipment))
    for number, way in enumerate(exercise.ways):
        yield from ((("ways", number, "equipment", index), name) for index, name in enumerate(way.equipment))


def _figures_can_be_posed(draft: Draft) -> None:
    from content.poses.rules import findings

    for exercise in draft.content.exercises.values():
        if not draft.report.is_sound(draft.files[Slot("exercise", exercise.id)]):
            continue
        figures: list[tuple[Route, Figure | None]] = [(("figure",), exercise.figure)]
        figures += [(("ways", number, "figure"), way.figure) for number, way in enumerate(exercise.ways)]
        for route, figure in figures:
            for found in findings(figure) if figure else ():
                draft.fault(Slot("exercise", exercise.id), (*route, *found.route), found.advice)


def _needs_are_known(draft: Draft, words: Words) -> None:
    """What people ask for is an area of the phrases, or a kind of routine."""
    if not words.phrases.areas:
        return  # they could not be read, which is a fault of its own
    known = sorted({*words.phrases.areas, *KINDS})
    for name in words.utterances.needs if words.utterances else ():
        if name not in known:
            advice = f"is no area of phrases.yaml and no kind of routine; {nearest(name, known)}"
            draft.fault(Slot("utterances", "", words.language), ("needs", name), advice)


def _facts_and_words_are_twins(draft: Draft) -> None:
    twins: tuple[tuple[FileKind, FileKind], ...] = (("exercise", "exercise-words"), ("routine", "routine-words"))
    for facts, words in twins:
        for slot in draft.files:
            for language in draft.content.words:
                twin = Slot(words, slot.id, language)
                if slot.kind == facts and twin not in draft.files:
                    folder = f"words/{language}/{words.split('-')[0]}s"
                    draft.fault(slot, (), f"has no words; write {folder}/{slot.id}.yaml")
            if slot.kind == words and Slot(facts, slot.id) not in draft.files:
                draft.fault(slot, (), f"has words but no facts; write {facts}s/{slot.id}.yaml")


def _names_are_distinct(
    draft: Draft, words: Words, kind: FileKind, entries: Iterable[tuple[str, ExerciseWords | RoutineWords]]
) -> None:
    """No two routines, and no two exercises, answer to what sounds like the same name."""
    taken: dict[str, str] = {}
    for key, own in entries:
        names: list[tuple[Route, str]] = [(("name",), own.name)]
        names += [(("also", index), name) for index, name in enumerate(own.also)]
        heard: set[str] = set()
        for route, name in names:
            sound = _NO_SOUND.sub(" ", name.casefold()).strip()
            holder = taken.setdefault(sound, key)
            if sound and (holder != key or sound in heard):
                whose = f"a name of '{holder}'" if holder != key else "one of its names"
                advice = f"'{short(name)}' is {whose} too; choose another"
                draft.fault(Slot(kind, key, words.language), route, advice)
            heard.add(sound)
