"""Checks across files: each is a small function that writes what it finds into the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from content.model.faults import short
from content.model.fields import Report, nearest
from content.model.intents import KINDS
from content.model.layout import Slot
from content.model.read_phrases import SAFETY_ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from content.model.content import Content
    from content.model.layout import Kind
    from content.model.tree import Route
    from content.model.types import Exercise, Routine
    from content.model.words import ExerciseWords, RoutineWords, Words
    from content.poses.types import Figure

_NO_SOUND = re.compile(r"[\s!-/:-@\[-`{-~\u2019]+")


def check(content: Content, report: Report) -> None:
    """Write every fault that lies between files into ``report``."""
    said = [words for words in content.words.values() if not _are_doubtful(content, words, report)]
    for routine in content.routines.values():
        _safety_lines(content, routine, said, report)
    _names_are_spoken(content, said, report)
    _facts_and_words_are_twins(content, report)
    for words in content.words.values():
        _needs_are_known(content, words, report)
        _names_are_distinct(content, words, "exercise-words", words.exercises.items(), report)
        _names_are_distinct(content, words, "routine-words", words.routines.items(), report)


def _add(content: Content, report: Report, slot: Slot, route: Route, advice: str) -> None:
    if slot in content.sources:
        report.add(content.sources[slot], route, advice)


def _are_doubtful(content: Content, words: Words, report: Report) -> bool:
    """Whether the phrases have a fault: what they lack is then no fault of those who name it."""
    file = content.sources[Slot("phrases", "", words.language)].file
    return any(fault.file == file for fault in report.faults)


def _safety_lines(content: Content, routine: Routine, said: Sequence[Words], report: Report) -> None:
    slot = Slot("routine", routine.id)
    for name in SAFETY_ALWAYS:
        if name not in routine.safety:
            _add(
                content, report, slot, ("safety",), f"the safety line '{name}' is missing; every routine opens with it"
            )
    for language in said:
        for index, name in enumerate(routine.safety):
            if name and name not in language.phrases.safety:
                known = nearest(name, sorted(language.phrases.safety))
                _add(content, report, slot, ("safety", index), f"'{short(name)}' is no safety line; {known}")


def _names_are_spoken(content: Content, said: Sequence[Words], report: Report) -> None:
    """Equipment and areas have words in every language."""
    for exercise in content.exercises.values():
        for words in said:
            for route, name in _named(exercise):
                known = words.phrases.areas if route[0] == "areas" else words.phrases.equipment
                if name and name not in known:
                    hint = nearest(name, sorted(known))
                    advice = f"'{short(name)}' has no words in language '{words.language}'; {hint}"
                    _add(content, report, Slot("exercise", exercise.id), route, advice)


def _named(exercise: Exercise) -> Iterator[tuple[Route, str]]:
    yield from ((("areas", index), name) for index, name in enumerate(exercise.areas))
    yield from ((("equipment", index), name) for index, name in enumerate(exercise.equipment))
    for number, way in enumerate(exercise.ways):
        yield from ((("ways", number, "equipment", index), name) for index, name in enumerate(way.equipment))


def check_figures(content: Content, report: Report) -> None:
    """Write every fault of the figures into ``report``; it takes a while, so what was found good is not asked again."""
    from content.poses.rules import findings

    faulty = {fault.file for fault in report.faults}
    for exercise in content.exercises.values():
        if content.sources[Slot("exercise", exercise.id)].file in faulty:
            continue
        figures: list[tuple[Route, Figure | None]] = [(("figure",), exercise.figure)]
        figures += [(("ways", number, "figure"), way.figure) for number, way in enumerate(exercise.ways)]
        for route, figure in figures:
            for found in findings(figure) if figure else ():
                _add(content, report, Slot("exercise", exercise.id), (*route, *found.route), found.advice)


def _needs_are_known(content: Content, words: Words, report: Report) -> None:
    """What people ask for is an area of the phrases, or a kind of routine."""
    if not words.phrases.areas:
        return  # they could not be read, which is a fault of its own
    known = sorted({*words.phrases.areas, *KINDS})
    for name in words.utterances.needs if words.utterances else ():
        if name not in known:
            advice = f"is no area of phrases.yaml and no kind of routine; {nearest(name, known)}"
            _add(content, report, Slot("utterances", "", words.language), ("needs", name), advice)


def _facts_and_words_are_twins(content: Content, report: Report) -> None:
    twins: tuple[tuple[Kind, Kind], ...] = (("exercise", "exercise-words"), ("routine", "routine-words"))
    for facts, words in twins:
        for slot in content.sources:
            for language in content.words:
                twin = Slot(words, slot.id, language)
                if slot.kind == facts and twin not in content.sources:
                    folder = f"words/{language}/{words.split('-')[0]}s"
                    _add(content, report, slot, (), f"has no words; write {folder}/{slot.id}.yaml")
            if slot.kind == words and Slot(facts, slot.id) not in content.sources:
                _add(content, report, slot, (), f"has words but no facts; write {facts}s/{slot.id}.yaml")


def _names_are_distinct(
    content: Content,
    words: Words,
    kind: Kind,
    entries: Iterable[tuple[str, ExerciseWords | RoutineWords]],
    report: Report,
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
                _add(content, report, Slot(kind, key, words.language), route, advice)
            heard.add(sound)
