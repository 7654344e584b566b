"""The benchmark finds in every routine what it measures, also where a line or a screen has a new name."""

from __future__ import annotations

import math

import pytest

from benchmarks.coaching import Session, each_session, figures
from content.model.loader import load
from content.timeline.measure import Estimate
from content.timeline.narrator import Narrator
from content.timeline.options import Options
from content.timeline.place import place
from content.timeline.timed import timed_timeline

CONTENT = load()
WORDS = CONTENT.words["en"]


def session(name: str) -> Session:
    routine = CONTENT.routines[name]
    timeline = timed_timeline(routine, WORDS, Options(), Estimate())
    return Session(routine, Narrator(WORDS, Options()), timeline, place(timeline, Estimate()))


SESSIONS = {name: session(name) for name in CONTENT.routines}


@pytest.mark.parametrize("name", SESSIONS)
def test_every_figure_is_found(name: str) -> None:
    one = SESSIONS[name]
    assert 0 < one.where_to_be_s < math.inf
    assert (one.things_s is not None) == bool(one.routine.equipment)
    assert one.first_movement_s > 0
    assert len(one.rates) == sum(step.unit != "minutes" for step in one.routine.steps)
    assert one.is_floor == one.routine.is_floor
    assert bool(one.steps_s("down_title")) == bool(one.steps_s("up_title")) == one.routine.is_floor
    assert one.longest[0] > 0


@pytest.mark.parametrize("name", SESSIONS)
def test_beats_are_found_where_something_is_repeated(name: str) -> None:
    one = SESSIONS[name]
    said = {phrase.text for phrase in one.acted_on}
    assert bool(one.goes & said) == any(step.unit != "minutes" for step in one.routine.steps)
    assert one.most_cues[0] > 0
    assert one.most_sentences[0] > 0


def test_every_session_has_a_row_with_its_rate_unless_all_is_said_on_the_way() -> None:
    rows = {row[0].strip("`"): row[1] for row in each_session(list(SESSIONS.values())).lines}
    walks = {name for name, one in SESSIONS.items() if not one.rates}
    assert set(rows) == set(SESSIONS)
    assert {name for name, rate in rows.items() if rate == "said on the way"} == walks


def test_every_figure_has_a_row_with_its_target() -> None:
    rows = figures(list(SESSIONS.values()), list(SESSIONS.values()))
    assert len({row.what for row in rows}) == len(rows)
    assert all(row.target != "no target" for row in rows)
