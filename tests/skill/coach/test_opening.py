"""Opening the skill, and going on where it was left."""

from __future__ import annotations

from typing import Any

import pytest

from skill.coach.state import BegunRoutine, Bookmark, Settings, State
from tests.skill.coach.talks import LIBRARY, Talk, begun, known

WHICH = "Which routine would you like?"
FEW = f"You could try five minute ease, breath by breath or strength and stretch. {WHICH}"
OTHERS = f"You could try seven for the back, relief stretches or steady back. {WHICH}"
BEGIN = "<talk> Shall we begin?"
FIRST = (
    "Welcome to Gentle Back. I talk you through gentle back exercises, at your own pace. Before the first time, a word "
    "of care. If you have had an accident or an injury, or your back trouble is severe, ask your doctor first. Get "
    "medical help now for numb legs, numbness around your bottom, or chest pain. The same goes for fever, or trouble "
    "with your bladder or bowel. And if anything hurts, stop, and say, that hurts. "
    f"{FEW}"
)


def opened(**kept: Any) -> Talk:
    talk = Talk(known(**kept))
    talk.say("launch")
    return talk


def test_the_first_time_the_safety_check_comes_first() -> None:
    talk = Talk()
    assert talk.say("launch") == FIRST
    assert talk.answer.reprompt == "Say the name of a routine, or say, surprise me. You can also say, something short."
    assert talk.relaunch() == f"Welcome back. {FEW}"


def test_a_safety_check_that_was_heard_is_not_repeated_by_the_routine() -> None:
    talk = Talk()
    talk.say("launch")
    talk.say("choose-routine", routine="five-minute-ease")
    texts = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    assert not any("doctor" in text for text in texts)


def test_never_more_than_three_are_named() -> None:
    talk = Talk()
    names = [LIBRARY.words.grammar.inside(each.name) for each in LIBRARY.words.routines.values()]
    for name in ("launch", "list", "list", "list", "list", "yes", "what", "help", "recording", "choose-last", "no"):
        line = talk.say(name)
        assert sum(each in line for each in names) <= 3


@pytest.mark.parametrize(
    ("at_s", "left_off"),
    [
        (5, "Last time you got as far as single knee to chest."),
        (45, "Last time you got as far as single knee to chest."),
        (60, "Last time you stopped at single knee to chest, left side, number two of three."),
        (150, "Last time you stopped at single knee to chest, right side, number two of three."),
        (None, "Last time you got as far as double knee to chest."),
    ],
)
def test_later_it_goes_on_where_it_was_left(at_s: float | None, left_off: str) -> None:
    talk = begun(exercise="single-knee-to-chest")
    talk.say("stop", at_s)
    assert talk.relaunch() == f"Welcome back. {left_off} Shall we go on there?"
    bookmark = talk.kept.run.bookmark if talk.kept.run else None
    talk.say("yes")
    assert talk.state.session.playing == bookmark


def test_third_of_five() -> None:
    talk = begun(exercise="bridge")
    talk.say("stop", 95)
    assert (
        talk.relaunch() == "Welcome back. Last time you stopped at bridge, number three of five. Shall we go on there?"
    )
    assert talk.say("yes") == "We go on with bridge. <bridge 3 again> Shall we finish?"


def test_a_session_that_ended_by_itself_keeps_the_place_too() -> None:
    talk = begun(exercise="bridge")
    talk.say("gone", 95)
    assert talk.kept.run == BegunRoutine("lower-back-relief", None, Bookmark(6, 1, "", 3))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (-1, "Last time you had just begun five minute ease."),
        (2, "Last time you had all but finished five minute ease."),
    ],
)
def test_left_at_the_opening_or_the_ending(step: int, said: str) -> None:
    talk = Talk(known(run=BegunRoutine("five-minute-ease", None, Bookmark(step))))
    assert talk.say("launch") == f"Welcome back. {said} Shall we go on there?"
    assert talk.say("yes") == ("<talk> Shall we begin?" if step < 0 else "<talk> Would you like anything else today?")


def test_no_to_going_on_is_another_routine() -> None:
    talk = opened(run=BegunRoutine("five-minute-ease"))
    assert talk.say("no") == FEW
    assert talk.kept.run is None


@pytest.mark.parametrize("routine", ["nonsense", "", "walk-2000"])
def test_a_routine_that_is_no_longer_there_is_not_offered(routine: str) -> None:
    assert Talk(known(run=BegunRoutine(routine))).say("launch") == f"Welcome back. {FEW}"


def test_lost_at_the_beginning() -> None:
    talk = opened()
    help_ = (
        "I lead you through back exercises, step by step. Say the name of a routine, something short, something for "
        "your hips, ten minutes, or surprise me."
    )
    assert talk.say("help") == f"{help_} {WHICH}"
    hint = "Say the name of a routine, or say, surprise me."
    assert talk.say("not-understood") == f"I did not get that. {hint} {WHICH}"
    assert talk.say("not-understood") == f"I did not get that. {help_} {WHICH}"
    assert talk.say("not-understood") == "Let us leave it for now. Say, open Gentle Back, whenever you like."


def test_settings_that_no_longer_fit_into_the_minutes_do_not_stop_anybody() -> None:
    run = BegunRoutine("five-minute-ease", 5, Bookmark(1))
    talk = Talk(State(known(run=run, settings=Settings(hold_s=120, repetitions=60)).kept))
    assert talk.say("launch") == "Welcome back. Last time you got as far as single knee to chest. Shall we go on there?"
    assert talk.say("yes").startswith("<single-knee-to-chest>")
