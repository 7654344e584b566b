"""The state is written as JSON and read back; anything else is read as no state."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.timeline.options import DETAILS
from skill.coach.state import Asking, BegunRoutine, Bookmark, DoneRoutine, PersonState, SessionState, Settings
from skill.state_json import SHAPE, kept_json, read_kept, read_session, session_json

FULL = PersonState(
    Settings(20, 5, 0.85, "brief", {"bridge": "easier"}),
    BegunRoutine("need-to-know", 12, Bookmark(3, 2, "right", 4)),
    (DoneRoutine("five-minute-ease", None, "2026-01-05"), DoneRoutine("need-to-know", 9, "2026-01-01")),
    is_known=True,
    is_plain=True,
    is_unheard=True,
)
TALKING = SessionState(
    "side",
    "bridge",
    ("a", "b"),
    ("b",),
    False,
    1_767_600_000_000,
    Bookmark(),
    Bookmark(2, 1, "left", 1),
    True,
    -1,
    4,
    900,
    2,
)

WRITTEN_KEPT = {
    "shape": 1,
    "hold_s": 20,
    "repetitions": 5,
    "pace": 85,
    "detail": "brief",
    "ways": {"bridge": "easier"},
    "run": ["need-to-know", 12, [3, 2, "right", 4]],
    "past": [["five-minute-ease", None, "2026-01-05"], ["need-to-know", 9, "2026-01-01"]],
    "known": True,
    "plain": True,
    "unheard": True,
}
WRITTEN_SESSION = {
    "asking": "side",
    "topic": "bridge",
    "offered": ["a", "b"],
    "listed": ["b"],
    "pain": False,
    "sent": 1_767_600_000_000,
    "playing": [-1, 1, "", 0],
    "last": [2, 1, "left", 1],
    "again": True,
    "from": -1,
    "sentence": 4,
    "before": 900,
    "lost": 2,
}


def test_a_session_of_a_release_that_did_not_know_where_a_person_is() -> None:
    older = {name: value for name, value in WRITTEN_SESSION.items() if name not in ("from", "sentence")}
    assert read_session(older) == replace(TALKING, came_from=None, sentence=1)


def test_every_field() -> None:
    assert kept_json(FULL) == WRITTEN_KEPT
    assert session_json(TALKING) == WRITTEN_SESSION
    assert read_kept(WRITTEN_KEPT) == FULL
    assert read_session(WRITTEN_SESSION) == TALKING


def test_an_unknown_person() -> None:
    assert read_kept(kept_json(PersonState())) == PersonState()
    assert read_session(session_json(SessionState())) == SessionState()


numbers = st.integers(0, 1 << 40)
bookmarks = st.builds(Bookmark, st.integers(-1, 50), st.integers(0, 9), st.sampled_from(["", "left", "right"]), numbers)
runs = st.builds(BegunRoutine, st.text(), st.none() | numbers, bookmarks)
keepings = st.builds(
    PersonState,
    st.builds(
        Settings,
        st.none() | numbers,
        st.none() | numbers,
        st.integers(50, 200).map(lambda percent: percent / 100),
        st.sampled_from(DETAILS),
        st.dictionaries(st.text(), st.sampled_from(["easier", "harder"])),
    ),
    st.none() | runs,
    st.lists(st.builds(DoneRoutine, st.text(), st.none() | numbers, st.text()), max_size=5).map(tuple),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
sessions = st.builds(
    SessionState,
    st.sampled_from(get_args(Asking)),
    st.text(),
    st.lists(st.text()).map(tuple),
    st.lists(st.text()).map(tuple),
    st.none() | st.booleans(),
    numbers,
    st.none() | bookmarks,
    st.none() | bookmarks,
    st.booleans(),
    st.none() | st.integers(-1, 50),
    st.integers(1, 99),
    numbers,
    numbers,
)


@given(keepings)
def test_what_is_kept_survives_json(kept: PersonState) -> None:
    assert read_kept(json.loads(json.dumps(kept_json(kept)))) == kept


@given(sessions)
def test_a_session_survives_json(session: SessionState) -> None:
    assert read_session(json.loads(json.dumps(session_json(session)))) == session


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(anything)
def test_anything_else_is_an_unknown_person(value: Any) -> None:
    assert read_kept(value) == PersonState()
    assert read_session(value) == SessionState()


@given(st.sampled_from(sorted(WRITTEN_KEPT)), anything)
def test_one_damaged_part_never_raises(name: str, value: Any) -> None:
    read = read_kept(WRITTEN_KEPT | {name: value})
    assert read == PersonState() or read_kept(kept_json(read)) == read


@given(st.sampled_from(sorted(WRITTEN_SESSION)), anything)
def test_one_damaged_part_of_a_session_never_raises(name: str, value: Any) -> None:
    read = read_session(WRITTEN_SESSION | {name: value})
    assert read == SessionState() or read_session(session_json(read)) == read


@pytest.mark.parametrize("name", WRITTEN_KEPT)
def test_a_missing_part_of_what_is_kept(name: str) -> None:
    assert read_kept({each: value for each, value in WRITTEN_KEPT.items() if each != name}) == PersonState()


@pytest.mark.parametrize("name", [name for name in WRITTEN_SESSION if name not in ("from", "sentence")])
def test_a_missing_part_of_a_session(name: str) -> None:
    assert read_session({each: value for each, value in WRITTEN_SESSION.items() if each != name}) == SessionState()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("shape", SHAPE + 1),
        ("shape", 0),
        ("hold_s", "20"),
        ("hold_s", True),
        ("hold_s", 1.5),
        ("hold_s", -1),
        ("hold_s", 10**20),
        ("pace", None),
        ("pace", float("inf")),
        ("detail", "all"),
        ("detail", ["full"]),
        ("ways", ["bridge"]),
        ("ways", {"bridge": None}),
        ("run", []),
        ("run", ["a", None]),
        ("run", ["a", None, [-2, 1, "", 0]]),
        ("run", ["a", None, [0, 1, "up", 0]]),
        ("run", ["a", None, [0, 1, "", 0, 0]]),
        ("run", {"routine": "a"}),
        ("past", [["a"]]),
        ("past", 7),
    ],
)
def test_a_damaged_part_of_what_is_kept(name: str, value: Any) -> None:
    assert read_kept(WRITTEN_KEPT | {name: value}) == PersonState()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("asking", "who"),
        ("asking", None),
        ("asking", []),
        ("topic", 3),
        ("offered", [1]),
        ("offered", None),
        ("listed", [1]),
        ("listed", None),
        ("sent", "now"),
        ("sent", 1.5),
        ("playing", [0]),
        ("last", "left"),
        ("before", -1),
        ("lost", True),
    ],
)
def test_a_damaged_part_of_a_session(name: str, value: Any) -> None:
    assert read_session(WRITTEN_SESSION | {name: value}) == SessionState()


@pytest.mark.parametrize("value", [1, 0, "no", [], {}])
def test_a_malformed_answer_about_pain(value: Any) -> None:
    assert read_session(WRITTEN_SESSION | {"pain": value}).in_pain is None
