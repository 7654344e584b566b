"""Thousands of sentences in no order: nothing raises, and every answer keeps the rules."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.model.words_schema import KINDS, SIGNS
from skill.alexa import limits
from skill.coach.state import SessionState, State
from skill.coach.step import ACTIONS
from skill.simulator.apla import faults_of
from skill.speech.apla import document
from skill.speech.size import size_of
from skill.speech.timing import length_ms
from skill.state_json import kept_json, read_kept, read_session, session_json
from tests.skill.coach.talks import CONTENT, LIBRARY, THINKING_MS, Talk, begun, known
from tests.tools import slow_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.state import Answer

NAMES = sorted(ACTIONS)
ROUTINES, EXERCISES = sorted(CONTENT.routines), sorted(CONTENT.exercises)
NUMBERS = (None, 0, 1, 3, 7, 12, 20, 60, 61, 120, 121, 300, 600, 1_200, 3_600, 36_000, -1, 10**15)
COUNTRIES = ("US", "GB", "AU", "CA", "IN", "FR", "", "419")
STEPS = 600
_checked: dict[tuple[int, tuple[str, ...], str], Answer] = {}
"""With the answers themselves: while they exist, no other turn can have the same id."""


def keeps_the_rules(answer: Answer, asking: str) -> None:
    """The rules for every answer."""
    assert answer.is_open == bool(asking)
    assert answer.is_open == answer.question.endswith("?")
    assert answer.is_open == bool(answer.reprompt)
    assert not any(sentence.endswith("?") for sentence in answer.before[1:]) or answer.is_open
    for sentence in (*answer.before, answer.question, answer.reprompt):
        assert "{" not in sentence
        assert sentence == sentence.strip()
        assert "  " not in sentence
    key = id(answer.cues), answer.before, answer.question
    if answer.cues and key not in _checked:
        _checked[key] = answer
        is_small(answer)


def is_small(answer: Answer) -> None:
    """Alexa accepts it, in either form."""
    size = size_of(answer)
    assert size.length_ms <= limits.AUDIO_MS
    assert size.ssml_characters <= limits.SPEECH_CHARACTERS
    assert size.apla_bytes <= limits.RESPONSE_BYTES - 5_000
    assert size.audio_tags <= limits.AUDIO_TAGS
    assert faults_of(json.loads(json.dumps(document(answer)))) == []


def slots_by(chance: Random) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    for name, values in (
        ("routine", (*ROUTINES, "nonsense")),
        ("exercise", (*EXERCISES, "nonsense")),
        ("need", (*KINDS, "hips", "nonsense")),
        ("sign", SIGNS),
        ("position", ("first", "second", "third", "last", "nonsense")),
        ("seconds", NUMBERS),
        ("number", NUMBERS),
        ("unknown", ("something else", "\u0000", "x" * 500)),
    ):
        if chance.random() < 0.4:
            slots[name] = chance.choice(values)
    return slots


def through_json(talk: Talk) -> None:
    """As between two requests: what is kept and the session are written, and read again."""
    kept, session = kept_json(talk.kept), session_json(talk.state.session)
    state = State(read_kept(json.loads(json.dumps(kept))), read_session(json.loads(json.dumps(session))))
    assert state == talk.state
    assert not any(word in text_of(kept) for word in ("pain", "hurt", "sign", "numb", "fever", "accident"))
    talk.state = state


def text_of(kept: dict[str, Any]) -> str:
    """What is kept as text, without the names of our routines, one of which speaks of pain."""
    text = json.dumps(kept)
    for name in ROUTINES:
        text = text.replace(f'"{name}"', "")
    return text


def damaged(value: Any, chance: Random) -> Any:
    """JSON with one of its values made into something else."""
    stuff: tuple[Any, ...] = (None, True, -1, 10**20, 0.5, "", "x", [], {}, [1, 2], [0, 1, "left", 3], ["x"] * 50)
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(list(value))
        return value | {name: damaged(value[name], chance)}
    return chance.choice(stuff)


@pytest.mark.parametrize("seed", slow_for(range(8), *range(1, 8)))
def test_a_random_walk(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    talk = Talk(choose=chance.choice)
    talk.say("launch")
    for _ in range(STEPS):
        talk.country = chance.choice(COUNTRIES)
        if not talk.answer.is_open:
            talk.relaunch()
        else:
            at_s = chance.uniform(0, 400) if chance.random() < 0.7 else None
            likely = ("yes", "next", "no", "hurts", "skip")
            name = chance.choice(likely if chance.random() < 0.4 else NAMES)
            talk.say(name, at_s, **slots_by(chance))
        keeps_the_rules(talk.answer, talk.state.session.asking)
        through_json(talk)


@pytest.mark.parametrize("seed", slow_for(range(100, 104), *range(101, 104)))
def test_a_random_walk_with_damaged_attributes(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    talk = Talk(choose=chance.choice)
    for _ in range(STEPS):
        talk.say(chance.choice(("launch", "yes", *NAMES)), chance.uniform(0, 400), **slots_by(chance))
        keeps_the_rules(talk.answer, talk.state.session.asking)
        kept, session = kept_json(talk.kept), session_json(talk.state.session)
        if chance.random() < 0.3:
            kept = damaged(kept, chance)
        if chance.random() < 0.3:
            session = damaged(session, chance)
        talk.state = State(read_kept(kept), read_session(session))


slots = st.fixed_dictionaries(
    {},
    optional={
        "routine": st.sampled_from(ROUTINES),
        "exercise": st.sampled_from(EXERCISES),
        "sign": st.sampled_from(SIGNS),
        "position": st.sampled_from(("first", "second", "third", "last", "")),
        "need": st.sampled_from(KINDS),
        "seconds": st.none() | st.integers(-10, 10_000),
        "number": st.none() | st.integers(-10, 100),
        "unknown": st.text(max_size=20),
    },
)
talks = st.lists(st.tuples(st.sampled_from(NAMES), st.none() | st.floats(0, 400), slots), max_size=12)


@settings(max_examples=60)
@given(talks)
def test_any_conversation(said: list[tuple[str, float | None, dict[str, Any]]]) -> None:
    talk = Talk()
    for name, at_s, values in said:
        talk.say(name, at_s, **values)
        keeps_the_rules(talk.answer, talk.state.session.asking)
        through_json(talk)


WALKS: dict[str, Callable[[Talk], object]] = {
    "patiently": lambda talk: talk.say("yes"),
    "saying ready": lambda talk: talk.say("ready"),
    "saying next": lambda talk: talk.say("next"),
}


@pytest.mark.parametrize("routine", [routine.id for routine in LIBRARY.spoken])
@pytest.mark.parametrize("way", WALKS)
def test_every_routine_comes_to_its_end(routine: str, way: str) -> None:
    talk = begun(routine)
    seen: list[str] = []
    for _ in range(80):
        if talk.kept.run is None:
            break
        if talk.state.session.asking == "pain":
            talk.say("no")
        else:
            WALKS[way](talk)
        keeps_the_rules(talk.answer, talk.state.session.asking)
        seen += [talk.here] if talk.here and talk.here not in seen[-1:] else []
    assert talk.kept.run is None
    assert talk.kept.past[0].routine == routine
    assert seen == list(CONTENT.routines[routine].exercise_ids)
    assert talk.say("no") == "Take care."


@pytest.mark.parametrize("routine", [routine.id for routine in LIBRARY.spoken])
def test_yes_in_the_middle_of_every_turn_comes_to_the_end_too(routine: str) -> None:
    """Somebody impatient: what was broken off begins again, so only listening brings them on."""
    talk = begun(routine)
    for number in range(200):
        if talk.kept.run is None:
            return
        if talk.state.session.asking == "pain":
            talk.say("no")
        else:
            talk.say("yes", None if number % 2 else 20)
    pytest.fail(f"not done yet: {talk.line}")


@pytest.mark.parametrize("routine", [routine.id for routine in LIBRARY.spoken])
def test_a_session_that_ends_by_itself_every_time(routine: str) -> None:
    """Two turns, then silence until the session is closed; then "open gentle back" and yes."""
    talk = Talk(known())
    talk.say("launch")
    talk.say("choose-routine", routine=routine)
    for _ in range(120):
        if talk.state.session.asking == "pain":
            talk.say("no")
        talk.now_ms += length_ms(talk.answer) + THINKING_MS
        talk.say("gone", 30)
        assert talk.state.session == SessionState(sent_ms=talk.now_ms)
        if talk.kept.run is None:
            return
        talk.relaunch()
        talk.say("yes")
        if talk.state.session.asking == "pain":
            talk.say("no")
        if talk.state.session.asking == "down":
            talk.say("yes")
    pytest.fail(f"not done yet: {talk.line}")
