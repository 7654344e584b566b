"""Routines described for a reader, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.describe import WIDTH, about_minutes, how_much, overview, overview_text, routine_facts, routine_text
from content.model.loader import load
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.place import place
from content.timeline.timed import timed_timeline
from tests.content.model.folder import write

if TYPE_CHECKING:
    from content.describe import Facts
    from content.model.types import Content

PAGE = """\
My morning: MINUTES
A walk, then three exercises on the floor.

   exercise     name               how much            start position
1  garden-walk  Garden walk        6 min               upright
2  bridge       Bridge             5 x 8 s             back knees bent
3  heel-slide   Heel slide, chair  2 x 2 x 5 s a side  back knees bent
4  chest-lift   Garden curl        3 x 6 s moving      back knees bent

  ! Garden curl: Skip this one when your back hurts.

You need: a mat, a pair of socks, a low stool, a cushion, a steady chair.
How often: Every morning is fine.

SAFETY

Source: Notes from my physio (date 2024-05)
Source: Facts You Need To Know About Back Pain Exercises (date unknown)
Licence: CC0-1.0"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load(write(tmp_path_factory.mktemp("own")), tmp_path_factory.mktemp("cache"))


def test_a_routine_as_a_page(content: Content) -> None:
    facts = routine_facts(content, content.words["en"], "my-morning")
    safety = "\n".join(["Before you start:", *(f"  - {sentence}" for sentence in safety_of(content))])
    minutes = f"{facts['minutes']} min + {facts['passage_minutes']} to get down and up"
    assert routine_text(facts) == PAGE.replace("MINUTES", minutes).replace("SAFETY", safety)


def test_long_sentences_are_wrapped_and_a_note_says_for_whom_an_exercise_is_not(content: Content) -> None:
    facts = routine_facts(content, content.words["en"], "lower-back-relief")
    cautions = {step["name"]: step["caution"] for step in facts["steps"] if step["caution"]}
    page = routine_text(facts)
    assert max(map(len, page.splitlines())) <= WIDTH
    for name, caution in cautions.items():
        assert f"! {name}: {caution}" in " ".join(page.split())
    assert cautions


def safety_of(content: Content) -> list[str]:
    """Who asks a doctor first, then what the opening says."""
    safety = content.words["en"].phrases.safety
    lines = ("doctor-first", "pain-rule")
    return [sentence for line in lines for sentence in safety[line]]


def test_a_routine_as_facts(content: Content) -> None:
    facts = routine_facts(content, content.words["en"], "my-morning")
    steps = facts["steps"]
    assert [step["exercise"] for step in steps] == ["garden-walk", "bridge", "heel-slide", "chest-lift"]
    assert steps[2:] == [
        {
            "exercise": "heel-slide",
            "name": "Heel slide",
            "way": "chair",
            "position": "back-knees-bent",
            "how_much": "2 x 2 x 5 s a side",
            "side": "each",
            "aim": "It wakes up your legs.",
            "avoid": "",
            "caution": "",
            "areas": ["backs of the thighs"],
            "easier": "Go less far.",
            "harder": "Slide more slowly.",
            "sources": ["my-physio"],
        },
        {
            "exercise": "chest-lift",
            "name": "Garden curl",
            "way": "",
            "position": "back-knees-bent",
            "how_much": "3 x 6 s moving",
            "side": "none",
            "aim": "It strengthens your belly.",
            "avoid": "Skip this one when your back hurts.",
            "caution": "",
            "areas": ["belly"],
            "easier": "Lift less.",
            "harder": "Lift more slowly.",
            "sources": ["my-physio"],
        },
    ]
    assert {name: value for name, value in facts.items() if name not in ("steps", "minutes", "passage_minutes")} == {
        "routine": "my-morning",
        "name": "My morning",
        "also": ["morning"],
        "summary": "A walk, then three exercises on the floor.",
        "frequency": "Every morning is fine.",
        "equipment": ["a mat", "a pair of socks", "a low stool", "a cushion", "a steady chair"],
        "safety": safety_of(content),
        "talks": [],
        "sources": [
            "Notes from my physio (date 2024-05)",
            "Facts You Need To Know About Back Pain Exercises (date unknown)",
        ],
        "licence": "CC0-1.0",
    }


def test_talks_are_told_without_the_sentences_that_point_at_a_sound(content: Content) -> None:
    talks = routine_facts(content, content.words["en"], "start-here")["talks"]
    said = content.words["en"].phrases.talks
    names = content.routines["start-here"].talks
    assert [talk["name"] for talk in talks] == [said[name].name for name in names]
    expected = [[step.text for step in said[name].say if not step.tone] for name in names]
    assert [talk["say"] for talk in talks] == expected
    assert any(step.tone for name in names for step in said[name].say)


def test_about_how_long_is_the_estimate_rounded(content: Content) -> None:
    """Without getting down and coming up, which are beside it."""
    for row in overview(content, content.words["en"]):
        routine = content.routines[row["routine"]]
        placement = place(timed_timeline(routine, content.words["en"], Options(), Estimate()), Estimate())
        assert abs(row["minutes"] * 60_000 - placement.routine_ms) <= 30_000
        passages_ms = placement.length_ms - placement.routine_ms
        assert abs(row["passage_minutes"] * 60_000 - passages_ms) <= 30_000


def test_the_overview_has_a_row_for_each_routine(content: Content) -> None:
    rows = overview(content, content.words["en"])
    assert [row["routine"] for row in rows] == list(content.routines)
    assert rows[-1] == {
        "routine": "my-morning",
        "name": "My morning",
        "minutes": about_minutes(content.routines["my-morning"], content.words["en"]),
        "passage_minutes": rows[-1]["passage_minutes"],
        "exercises": 4,
        "summary": "A walk, then three exercises on the floor.",
    }


HINT = "'gentleback show ROUTINE' shows more, 'gentleback build ROUTINE' makes it to listen to."


def test_the_overview_as_text() -> None:
    walk = {"routine": "a-walk", "name": "A walk", "minutes": 120, "passage_minutes": 0, "exercises": 1}
    short = {"routine": "b", "name": "B", "minutes": 5, "passage_minutes": 4, "exercises": 2, "summary": "Short."}
    rows: list[Facts] = [walk | {"summary": "So " * 40 + "on."}, short]
    so = " ".join(["So"] * 40) + " on."
    lines = overview_text(rows).splitlines()
    assert lines[0] == "a-walk  A walk: 120 min"
    assert " ".join(line.strip() for line in lines[1:3]) == so
    assert lines[3:] == ["b       B: 5 min + 4 to get down and up", "        Short.", "", HINT]
    assert max(map(len, lines)) <= WIDTH
    assert overview_text([]) == f"\n{HINT}"
    assert overview_text([], "b") == f"\nFor the first time: 'b'.\n{HINT}"


def test_how_much_of_each_step_of_ours(content: Content) -> None:
    said = {
        (routine.id, step.exercise.id): how_much(step)
        for routine in content.routines.values()
        for step in routine.steps
        if routine.id in ("need-to-know", "relief-techniques", "walk-20")
    }
    assert said[("walk-20", "walk")] == "20 min"
    times = {key: content.routines[key[0]].steps for key in said}
    many = {key: next(step.repetitions for step in steps if step.exercise.id == key[1]) for key, steps in times.items()}
    for key, each in (
        (("need-to-know", "bottom-to-heels"), "1 breath"),
        (("need-to-know", "knee-rolls"), "1 breath a side"),
        (("relief-techniques", "hamstring-stretch"), "8 s a side"),
    ):
        assert said[key] == f"{many[key]} x {each}"
