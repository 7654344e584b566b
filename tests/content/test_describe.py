"""Routines described for a reader, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.describe import WIDTH, about_minutes, how_much, overview, overview_text, routine_facts, routine_text
from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.place import place
from tests.content.model.folder import write

if TYPE_CHECKING:
    from content.describe import Facts
    from content.model.types import Content

DOCTOR = "If you have had an accident or an injury, or your back trouble is severe, ask your doctor first."
HELP = "Get medical help now for numb legs, numbness around your bottom, or chest pain."
TROUBLE = "The same goes for fever, or trouble with your bladder or bowel."
PAIN = "One exercise here is not for days when your back hurts. On such a day, skip it when I name it."

PAGE = f"""\
My morning: about MINUTES minutes
A walk, then three exercises on the floor.

   exercise     name               how much            start position
1  garden-walk  Garden walk        6 min               upright
2  bridge       Bridge             5 x 8 s             back knees bent
3  heel-slide   Heel slide, chair  2 x 2 x 5 s a side  back knees bent
4  chest-lift   Garden curl         3 x 6 s moving      back knees bent

  ! Garden curl: Skip this one when your back hurts.
You need: a mat, a pair of socks, a low stool.
How often: Every morning is fine.

Before you start:
  - {DOCTOR}
  - {HELP}
  - {TROUBLE}
  - {PAIN}
  - If anything hurts, stop. You have gone far enough.

Source: Notes from my physio (date 2024-05)
Source: Facts You Need To Know About Back Pain Exercises (date unknown)
Licence: CC0-1.0"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load(write(tmp_path_factory.mktemp("own")), tmp_path_factory.mktemp("cache"))


def test_a_routine_as_a_page(content: Content) -> None:
    facts = routine_facts(content, content.words["en"], "my-morning")
    assert routine_text(facts) == PAGE.replace("MINUTES", str(facts["minutes"]))


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
            "areas": ["backs of the thighs"],
            "easier": "Slide less far.",
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
            "areas": ["belly"],
            "easier": "Lift less.",
            "harder": "Lift more slowly.",
            "sources": ["my-physio"],
        },
    ]
    assert {name: value for name, value in facts.items() if name not in ("steps", "minutes")} == {
        "routine": "my-morning",
        "name": "My morning",
        "also": ["morning"],
        "summary": "A walk, then three exercises on the floor.",
        "frequency": "Every morning is fine.",
        "equipment": ["a mat", "a pair of socks", "a low stool"],
        "safety": [
            DOCTOR,
            HELP,
            TROUBLE,
            PAIN,
            "If anything hurts, stop. You have gone far enough.",
        ],
        "sources": [
            "Notes from my physio (date 2024-05)",
            "Facts You Need To Know About Back Pain Exercises (date unknown)",
        ],
        "licence": "CC0-1.0",
    }


def test_about_how_long_is_the_estimate_rounded(content: Content) -> None:
    for routine in content.routines.values():
        timeline = compile_timeline(routine, content.words["en"], Options())
        length_ms = place(timeline, Estimate()).length_ms
        assert abs(about_minutes(routine, content.words["en"]) * 60_000 - length_ms) <= 30_000


def test_the_overview_has_a_row_for_each_routine(content: Content) -> None:
    rows = overview(content, content.words["en"])
    assert [row["routine"] for row in rows] == list(content.routines)
    assert rows[-1] == {
        "routine": "my-morning",
        "name": "My morning",
        "minutes": about_minutes(content.routines["my-morning"], content.words["en"]),
        "exercises": 4,
        "summary": "A walk, then three exercises on the floor.",
    }


HINT = "'gentleback show ROUTINE' shows more, 'gentleback build ROUTINE' makes it to listen to."


def test_the_overview_as_text() -> None:
    rows: list[Facts] = [
        {"routine": "a-walk", "name": "A walk", "minutes": 120, "exercises": 1, "summary": "So " * 40 + "on."},
        {"routine": "b", "name": "B", "minutes": 5, "exercises": 2, "summary": "Short."},
    ]
    so = " ".join(["So"] * 24)
    assert overview_text(rows).splitlines() == [
        "a-walk  120 min  A walk",
        f"                 {so[:71].rstrip()}",
        f"                 {' '.join(['So'] * 16)} on.",
        "b         5 min  B",
        "                 Short.",
        "",
        HINT,
    ]
    assert max(map(len, overview_text(rows).splitlines())) <= WIDTH
    assert overview_text([]) == f"\n{HINT}"


def test_how_much_of_each_step_of_ours(content: Content) -> None:
    said = {
        (routine.id, step.exercise.id): how_much(step)
        for routine in content.routines.values()
        for step in routine.steps
        if routine.id in ("need-to-know", "relief-techniques", "walk-20")
    }
    assert said[("walk-20", "walk")] == "20 min"
    assert said[("need-to-know", "bottom-to-heels")] == "8 x 1 breath"
    assert said[("need-to-know", "knee-rolls")] == "4 x 1 breath a side"
    assert said[("relief-techniques", "hamstring-stretch")] == "5 x 8 s a side"
