"""Checks across files: each is a small function that writes what it finds into the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.fields import Report, nearest
from content.model.layout import Slot
from content.model.read_phrases import SAFETY_ALWAYS, SAFETY_IN_PAIN
from content.model.types import ground

if TYPE_CHECKING:
    from content.model.assemble import Content
    from content.model.layout import Kind
    from content.model.tree import Route
    from content.model.types import Routine


def check(content: Content, report: Report) -> None:
    """Write every fault that lies between files into ``report``."""
    for routine in content.routines.values():
        for rule in (_safety_lines, _pain_is_said, _nobody_turns_over_needlessly):
            rule(content, routine, report)
    _names_are_spoken(content, report)
    _facts_and_words_are_twins(content, report)
    _names_are_distinct(content, report)


def _add(content: Content, report: Report, slot: Slot, route: Route, advice: str) -> None:
    if slot in content.sources:
        report.add(content.sources[slot], route, advice)


def _safety_lines(content: Content, routine: Routine, report: Report) -> None:
    slot = Slot("routine", routine.id)
    for name in SAFETY_ALWAYS:
        if name not in routine.safety:
            _add(
                content, report, slot, ("safety",), f"the safety line '{name}' is missing; every routine opens with it"
            )
    for language in content.words.values():
        for index, name in enumerate(routine.safety):
            if name not in language.phrases.safety:
                known = nearest(name, sorted(language.phrases.safety))
                _add(content, report, slot, ("safety", index), f"'{name}' is no safety line; {known}")


def _pain_is_said(content: Content, routine: Routine, report: Report) -> None:
    if SAFETY_IN_PAIN in routine.safety:
        return
    for index, step in enumerate(routine.steps):
        if "pain" in step.exercise.avoid:
            advice = f"'{step.exercise.id}' is not for a person in pain; add '{SAFETY_IN_PAIN}' to 'safety'"
            _add(content, report, Slot("routine", routine.id), ("steps", index), advice)


def _nobody_turns_over_needlessly(content: Content, routine: Routine, report: Report) -> None:
    left: set[str] = set()
    last = ""
    for index, step in enumerate(routine.steps):
        here = ground(step.exercise.position)
        if here != last and here in left:
            advice = f"turns back to '{here}', which was left before; put exercises on the same ground together"
            _add(content, report, Slot("routine", routine.id), ("steps", index), advice)
        left.add(here)
        last = here


def _names_are_spoken(content: Content, report: Report) -> None:
    """Equipment and areas have words in every language."""
    for exercise in content.exercises.values():
        slot = Slot("exercise", exercise.id)
        for words in content.words.values():
            for field, names, known in (
                ("equipment", exercise.equipment, words.phrases.equipment),
                ("ways", tuple(name for way in exercise.ways for name in way.equipment), words.phrases.equipment),
                ("areas", exercise.areas, words.phrases.areas),
            ):
                for name in names:
                    if name not in known:
                        advice = f"'{name}' has no words in language '{words.language}'; {nearest(name, sorted(known))}"
                        _add(content, report, slot, (field,), advice)


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


def _names_are_distinct(content: Content, report: Report) -> None:
    """No two routines, and no two exercises, answer to the same name."""
    for words in content.words.values():
        groups: tuple[tuple[Kind, list[tuple[str, str, tuple[str, ...]]]], ...] = (
            ("exercise-words", [(key, each.name, each.also) for key, each in words.exercises.items()]),
            ("routine-words", [(key, each.name, each.also) for key, each in words.routines.items()]),
        )
        for kind, entries in groups:
            taken: dict[str, str] = {}
            for key, name, also in entries:
                for route, each in ((("name",), name), *((("also", index), other) for index, other in enumerate(also))):
                    holder = taken.setdefault(each.casefold(), key)
                    if holder != key:
                        advice = f"'{each}' is a name of '{holder}' too; choose another"
                        _add(content, report, Slot(kind, key, words.language), route, advice)
