"""Forgetting asks first, and forgets all of it."""

from __future__ import annotations

import pytest

from skill.coach.state import BegunRoutine, DoneRoutine, Settings, State
from tests.skill.coach.talks import Talk, begun, known

QUESTION = "Shall I forget your settings, and where you left off?"


def full() -> Talk:
    talk = Talk(
        known(
            run=BegunRoutine("five-minute-ease"),
            settings=Settings(20, 3, 0.7),
            past=(DoneRoutine("need-to-know", 9, "x"),),
        )
    )
    talk.say("launch")
    return talk


@pytest.mark.parametrize("talk", [full(), begun(exercise="bridge")], ids=["idle", "in a routine"])
def test_yes(talk: Talk) -> None:
    assert talk.say("forget", 5) == QUESTION
    assert talk.answer.reprompt == "Say yes and I forget all of it, or no and I keep it."
    assert talk.say("yes") == "It is all forgotten. Take care."
    assert [reply.forgets for reply in talk.replies[-2:]] == [False, True]
    assert talk.state == State()
    assert talk.say("launch").startswith("Welcome to Gentle Back.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no", "Good, I keep it. Shall we go on?"),
        ("repeat", QUESTION),
        ("what", QUESTION),
        ("ready", f"Yes or no is enough. {QUESTION}"),
        ("not-understood", f"I did not get that. Yes or no is enough. {QUESTION}"),
        ("stop", "I keep your place. Take your time getting up. Take care."),
    ],
)
def test_anything_else_keeps_it(name: str, said: str) -> None:
    talk = begun(exercise="bridge")
    talk.say("forget", 60)
    before = talk.kept
    assert talk.say(name) == said
    assert not any(reply.forgets for reply in talk.replies)
    assert talk.kept == before


def test_no_outside_of_a_routine() -> None:
    talk = Talk(known())
    talk.say("launch")
    talk.say("forget")
    assert talk.say("no").startswith("Good, I keep it. You could try")
