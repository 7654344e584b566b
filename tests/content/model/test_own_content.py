"""A user's folder can use our content, and changes none of it by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.model.compiled import OURS
from content.model.loader import load
from content.model.types import GROUNDS, POSITIONS, is_floor
from tests.content.model.folder import PHRASES, with_change, write

if TYPE_CHECKING:
    from pathlib import Path

    from content.model.types import Content


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load(None, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def both(tmp_path: Path) -> Content:
    return load(write(tmp_path / "own"), tmp_path / "cache")


def test_it_is_added_to_ours(both: Content, ours: Content) -> None:
    assert both.routines.keys() - ours.routines.keys() == {"my-morning"}
    assert both.exercises.keys() - ours.exercises.keys() == {"chest-lift", "garden-walk", "heel-slide"}
    assert both.documents.keys() - ours.documents.keys() == {"my-book", "my-physio"}
    for part in ("routines", "exercises", "documents"):
        assert {name: getattr(both, part)[name] for name in getattr(ours, part)} == getattr(ours, part)


def test_its_routine_uses_ours(both: Content, ours: Content) -> None:
    steps = both.routines["my-morning"].steps
    assert [(step.exercise.id, step.unit, step.amount, step.repetitions, step.sets, step.way) for step in steps] == [
        ("garden-walk", "minutes", 6, 1, 1, ""),
        ("bridge", "hold_s", 8, 5, 1, ""),
        ("heel-slide", "hold_s", 5, 2, 2, "chair"),
        ("chest-lift", "move_s", 6, 3, 1, ""),
    ]
    assert steps[1].exercise == ours.exercises["bridge"]
    assert both.routines["my-morning"].equipment == ("mat", "socks", "stool", "cushion", "chair")


def test_phrases_are_laid_over_ours(both: Content, ours: Content) -> None:
    theirs, before = both.words["en"].phrases, ours.words["en"].phrases
    assert theirs.equipment == {**before.equipment, "socks": "a pair of socks", "stool": "a low stool"}
    for part in ("lines", "lists", "sides", "positions", "passages", "talks", "unkind", "safety", "areas"):
        assert getattr(theirs, part) == getattr(before, part)


def test_a_line_of_theirs_replaces_ours(tmp_path: Path, ours: Content) -> None:
    files = with_change(PHRASES, "equipment:", 'lines: {welcome: "Hello, it is {routine}."}\nequipment:')
    theirs = load(write(tmp_path / "own", files), tmp_path / "cache").words["en"].phrases
    assert theirs.lines == {**ours.words["en"].phrases.lines, "welcome": "Hello, it is {routine}."}


def test_text_in_several_lines_is_one_line(both: Content) -> None:
    assert both.exercises["heel-slide"].note == "Our floor is slippery."


def test_our_own_folder_is_ours(tmp_path: Path, ours: Content) -> None:
    (tmp_path / "link").symlink_to(OURS)
    for folder in (OURS, tmp_path / "link"):
        assert load(folder, tmp_path / "cache").routines == ours.routines


def test_the_ground_of_each_position() -> None:
    assert {position: GROUNDS[position] for position in POSITIONS} == {
        "back-knees-bent": "back",
        "back-legs-long": "back",
        "front-on-elbows": "front",
        "front-flat": "front",
        "side-lying": "side-lying",
        "all-fours": "all-fours",
        "upright": "upright",
    }
    assert [position for position in POSITIONS if not is_floor(position)] == ["upright"]
