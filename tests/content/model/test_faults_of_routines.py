"""Each case changes a valid folder in one place; all that ``gentleback check`` then prints is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.model.folder import LIFT, ROUTINE, SLIDE, WALK, lines_of, with_change, write

if TYPE_CHECKING:
    from pathlib import Path

HERE = "routines/my-morning.yaml"
SAFETY = "safety: [help-now, pain-rule, not-while-in-pain]"
FIGURES = ", hold_s: 5, repetitions: 2, sets: 2, way: chair"
LAST = "  - {exercise: chest-lift}\n"
KNOWN_SAFETY = "doctor-first, heart-first, help-now, not-while-in-pain, pain-rule"

ALLOWED = {
    "the usual dose": (ROUTINE, FIGURES, ""),
    "another unit": (ROUTINE, "hold_s: 5", "breaths: 2"),
    "the same exercise again": (ROUTINE, LAST, LAST + LAST),
    "talks instead of safety": (ROUTINE, SAFETY, "safety: [not-while-in-pain]\ntalks: [signs, pain-rule]"),
    "more safety": (ROUTINE, SAFETY, SAFETY.replace("]", ", heart-first]")),
    "the least": (ROUTINE, "hold_s: 5, repetitions: 2", "hold_s: 2, repetitions: 1"),
    "the most": (ROUTINE, "hold_s: 5, repetitions: 2", "hold_s: 8, repetitions: 6"),
    "as many chapters as there may be": (ROUTINE, LAST, LAST * 246),
    "nobody who hurts, and nothing said": (LIFT, "avoid: [pain]", "avoid: [a-long-day]"),
}

INVALID = {
    "a year in words": (ROUTINE, "2026", "this year", f"{HERE}:1: year: must be a whole number from 1900 to 2107"),
    "a year as text": (ROUTINE, "2026", '"2026"', f"{HERE}:1: year: must be a whole number from 1900 to 2107"),
    "a year that no ZIP file can hold": (
        ROUTINE,
        "2026",
        "2108",
        f"{HERE}:1: year: must be a whole number from 1900 to 2107",
    ),
    "a short year": (ROUTINE, "2026", "26", f"{HERE}:1: year: must be a whole number from 1900 to 2107"),
    "no licence": (ROUTINE, "CC0-1.0", '""', f"{HERE}:2: licence: is missing; write some text"),
    "a licence of spaces": (ROUTINE, "CC0-1.0", '"  "', f"{HERE}:2: licence: must be text"),
    "no source": (
        ROUTINE,
        "sources: [my-physio, need-to-know]\n",
        "",
        f"{HERE}:1: sources: is missing; it must have at least 1",
    ),
    "an unknown source": (
        ROUTINE,
        "[my-physio, need-to-know]",
        "[my-physio, need-to-now]",
        f"{HERE}:3: sources.2: 'need-to-now' is not in sources.yaml; did you mean 'need-to-know'?",
    ),
    "no pause between exercises": (
        ROUTINE,
        "changeover_s: {least: 5,",
        "changeover_s: {least: 0,",
        f"{HERE}:5: changeover_s.least: must be a whole number from 1 to 180",
    ),
    # Safety.
    "no safety": (
        ROUTINE,
        f"{SAFETY}\n",
        "",
        f"{HERE}:1: safety: the safety line 'help-now' is missing; every routine opens with it",
        f"{HERE}:1: safety: the safety line 'pain-rule' is missing; every routine opens with it",
        f"{HERE}:9: steps.4: 'chest-lift' is not for a person in pain; add 'not-while-in-pain' to 'safety'",
    ),
    "no help": (
        ROUTINE,
        "[help-now, ",
        "[",
        f"{HERE}:4: safety: the safety line 'help-now' is missing; every routine opens with it",
    ),
    "an unknown safety line": (
        ROUTINE,
        SAFETY,
        SAFETY.replace("]", ", hart-first]"),
        f"{HERE}:4: safety.4: 'hart-first' is no safety line; did you mean 'heart-first'?",
    ),
    "a safety line from nowhere": (
        ROUTINE,
        SAFETY,
        SAFETY.replace("]", ", helmet]"),
        f"{HERE}:4: safety.4: 'helmet' is no safety line; there are: {KNOWN_SAFETY}",
    ),
    "pain that nobody speaks of": (
        ROUTINE,
        ", not-while-in-pain",
        "",
        f"{HERE}:10: steps.4: 'chest-lift' is not for a person in pain; add 'not-while-in-pain' to 'safety'",
    ),
    "pain that nobody speaks of, behind a step that is wrong": (
        ROUTINE,
        ", not-while-in-pain]\n"
        "changeover_s: {least: 5, usual: 10, most: 30, sources: [ours, my-book]}\n"
        "steps:\n"
        "  - {exercise: garden-walk, minutes: 6}",
        "]\n"
        "changeover_s: {least: 5, usual: 10, most: 30, sources: [ours, my-book]}\n"
        "steps:\n"
        "  - {exercise: garden-wal, minutes: 6}",
        f"{HERE}:7: steps.1.exercise: there is no exercise 'garden-wal'; did you mean 'garden-walk'?",
        f"{HERE}:10: steps.4: 'chest-lift' is not for a person in pain; add 'not-while-in-pain' to 'safety'",
    ),
    "a talk that nobody wrote": (
        ROUTINE,
        f"{SAFETY}\n",
        f"{SAFETY}\ntalks: [bells, signes]\n",
        f"{HERE}:5: talks.2: 'signes' is no talk; did you mean 'signs'?",
    ),
    # Steps.
    "no steps": (
        ROUTINE,
        "steps:\n",
        "steps: []\nrest:\n",
        f"{HERE}:6: steps: must have at least 1",
        f"{HERE}:7: rest: unknown field; known fields: changeover_s, licence, needs, safety, sources, steps, "
        "talks, year",
    ),
    "a step that is a name": (
        ROUTINE,
        "- {exercise: chest-lift}",
        "- chest-lift",
        f"{HERE}:10: steps.4: must be fields, each 'name: value'",
    ),
    "a step without an exercise": (
        ROUTINE,
        "{exercise: bridge}",
        "{hold_s: 5}",
        f"{HERE}:8: steps.2.exercise: is missing; write some text",
    ),
    "an unknown exercise": (
        ROUTINE,
        "bridge",
        "brigde",
        f"{HERE}:8: steps.2.exercise: there is no exercise 'brigde'; did you mean 'bridge'?",
    ),
    "an unknown field": (
        ROUTINE,
        "repetitions: 2",
        "reps: 2",
        f"{HERE}:9: steps.3.reps: unknown field; known fields: breaths, exercise, hold_s, minutes, move_s, "
        "repetitions, sets, way",
    ),
    "an unknown way": (
        ROUTINE,
        "way: chair",
        "way: chairs",
        f"{HERE}:9: steps.3.way: 'heel-slide' has no way 'chairs'; did you mean 'chair'?",
    ),
    "a way where there is none": (
        ROUTINE,
        "{exercise: bridge}",
        "{exercise: bridge, way: towel}",
        f"{HERE}:8: steps.2.way: 'bridge' has no way 'towel'; there are: none",
    ),
    "two units": (
        ROUTINE,
        "hold_s: 5",
        "hold_s: 5, breaths: 1",
        f"{HERE}:9: steps.3.breaths: is given beside hold_s; keep one of them",
    ),
    "the unit of another exercise": (
        ROUTINE,
        "{exercise: chest-lift}",
        "{exercise: chest-lift, hold_s: 5}",
        f"{HERE}:10: steps.4.hold_s: 'chest-lift' is not counted in hold_s; use move_s",
    ),
    "more than the dose": (
        ROUTINE,
        "hold_s: 5",
        "hold_s: 9",
        f"{HERE}:9: steps.3.hold_s: 9 is outside the dose of 'heel-slide', 2 to 8; stay within it",
    ),
    "less than our dose": (
        ROUTINE,
        "{exercise: bridge}",
        "{exercise: bridge, repetitions: 2}",
        f"{HERE}:8: steps.2.repetitions: 2 is outside the dose of 'bridge', 3 to 10; stay within it",
    ),
    "no repetition": (
        ROUTINE,
        "repetitions: 2",
        "repetitions: 0",
        f"{HERE}:9: steps.3.repetitions: must be a whole number from 1 to 60",
    ),
    "six sets": (ROUTINE, "sets: 2", "sets: 6", f"{HERE}:9: steps.3.sets: must be a whole number from 1 to 5"),
    "a walk in sets": (
        ROUTINE,
        "minutes: 6",
        "minutes: 6, sets: 2",
        f"{HERE}:7: steps.1.sets: a walk is done once; remove this",
    ),
    "turning over and back": (
        ROUTINE,
        LAST,
        f"{LAST}  - {{exercise: back-extension}}\n{LAST}",
        f"{HERE}:12: steps.6: turns back to 'back', which was left before; put exercises on the same ground together",
    ),
    "more chapters than a tag can hold": (
        ROUTINE,
        LAST,
        LAST * 247,
        f"{HERE}:6: steps: make more than 250 chapters; make two routines of them",
    ),
    "more hours than a session may have": (
        ROUTINE,
        LAST,
        LAST.replace("}", ", move_s: 10, repetitions: 6, sets: 5}") * 121,
        f"{HERE}:6: steps: take more than 10 hours; make two routines of them",
    ),
    # A fault of an exercise is reported once, not again where a routine uses it.
    "an exercise with a faulty dose": (
        SLIDE,
        "{least: 2, usual: 4, most: 8,",
        "{least: 2, usual: 4, most: x,",
        "exercises/heel-slide.yaml:7: dose.hold_s.most: must be a whole number from 1 to 120",
    ),
    "an exercise on an unknown ground": (
        WALK,
        "position: upright",
        "position: uprite",
        "exercises/garden-walk.yaml:1: position: 'uprite' is unknown; did you mean 'upright'?",
    ),
    "an exercise that is no YAML": (
        SLIDE,
        "side: each",
        "side: each: other",
        "exercises/heel-slide.yaml:2: is not YAML: mapping values are not allowed in this context; correct this line",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_has_no_fault(case: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, with_change(*ALLOWED[case]))) == []


@pytest.mark.parametrize("case", INVALID)
def test_a_fault_is_one_clear_line(case: str, tmp_path: Path) -> None:
    name, old, new, *expected = INVALID[case]
    assert lines_of(write(tmp_path, with_change(name, old, new))) == expected


def test_an_exercise_on_an_unknown_ground_turns_nobody_over(tmp_path: Path) -> None:
    last = f"{LAST}  - {{exercise: back-extension}}\n  - {{exercise: garden-walk}}\n"
    files = with_change(ROUTINE, "  - {exercise: garden-walk, minutes: 6}\n", "")
    files[ROUTINE] = files[ROUTINE].replace(LAST, last)
    assert lines_of(write(tmp_path, files)) == []
    files[WALK] = files[WALK].replace("position: upright", "position: uprite")
    assert lines_of(write(tmp_path, files)) == [
        "exercises/garden-walk.yaml:1: position: 'uprite' is unknown; did you mean 'upright'?"
    ]
