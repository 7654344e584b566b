"""Detours of more than one sentence in a routine, and what depends on the exercise."""

from __future__ import annotations

import pytest

from content.timeline.cues import Rest, Where
from tests.skill.coach.talks import LIBRARY, Talk, begun


def lowered(side: str, exercise: str = "single-knee-to-chest") -> str:
    """What puts a side back before the other one."""
    leave = LIBRARY.words.exercises[exercise].manner.leave
    return " ".join(each.text.replace("{side}", side) for each in leave)


RIGHT = "<single-knee-to-chest right 1 again> Ready for the next one?"
LEFT = "<single-knee-to-chest left 1 again> Ready for the right side?"
BRIDGE, KNEE, ROLLS, LEG = "bridge", "single-knee-to-chest", "knee-rolls", "straight-leg-raise"


@pytest.mark.parametrize(
    ("exercise", "after", "said"),
    [
        (BRIDGE, (1, ""), "This one has no sides. <bridge 2> Shall we finish?"),
        (
            KNEE,
            (1, "left"),
            f"{lowered('left')} Now the right side. <single-knee-to-chest right 1 again> Ready for the next one?",
        ),
        (
            KNEE,
            (1, "right"),
            f"{lowered('right')} Now the left side. <single-knee-to-chest left 1 again> Ready for the right side?",
        ),
        (KNEE, None, "Now the right side. <single-knee-to-chest right 1 again> Ready for the next one?"),
        (ROLLS, (1, "left"), "Now the right side. <knee-rolls right 1 again> Ready for the rest of them?"),
        (ROLLS, (2, "right"), "Now the left side. <knee-rolls left 2 again> Ready for the next one?"),
        (LEG, None, "Now the right side. <straight-leg-raise right 1 again> Ready for the next one?"),
    ],
)
def test_switching_sides(exercise: str, after: tuple[int, str] | None, said: str) -> None:
    talk = begun(exercise=exercise)
    if after and after[1] == "right" and exercise == KNEE:
        talk.say("yes")  # the right side has a turn of its own
    assert talk.say("switch-sides", talk.after_hold_s(*after) if after else None) == said


def test_questions_before_the_other_side() -> None:
    talk = begun(exercise=LEG)
    assert talk.say("how-many-left") == "Then the right side. Then three exercises to go. Ready for the right side?"
    assert talk.say("what-is-next") == "Then the right side. Then knee rolls. Ready for the right side?"
    assert talk.say("yes") == "<straight-leg-raise right 1> Ready for the next one?"


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (0, "After this we are nearly done."),
        (3, "This is number three of five. After this we are nearly done."),
    ],
)
def test_how_many_are_left_by_the_clock(done: int, said: str) -> None:
    talk = begun(exercise=BRIDGE)
    answer = talk.say("how-many-left", talk.after_hold_s(done) if done else 10)
    assert answer.startswith(said)


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("left", "This is the left side. This is number one of three. Then the right side. Then five exercises to go."),
        ("right", "This is the right side. This is number one of three. Then five exercises to go."),
    ],
)
def test_how_many_are_left_of_which_side(side: str, said: str) -> None:
    talk = begun(exercise=KNEE)
    if side == "right":
        talk.say("yes")
    assert talk.say("how-many-left", talk.after_hold_s(1)).partition(" <")[0] == said


def test_the_last_one_is_followed_by_nothing() -> None:
    talk = begun(exercise=BRIDGE)
    assert talk.say("what-is-next", talk.after_hold_s(1)) == "After this we finish. <bridge 2> Shall we finish?"
    assert talk.say("skip", 30) == "Skipping bridge. <talk> Shall we finish?"


def test_previous_from_the_first_begins_it_again() -> None:
    talk = begun(exercise="pelvic-tilt")
    assert talk.say("previous", 60) == "This is the first one already. <pelvic-tilt> Ready for the next one?"


def test_how_is_followed_by_the_repetition_that_it_broke_off() -> None:
    talk = begun(exercise=BRIDGE)
    assert talk.say("how", talk.after_hold_s(2)).endswith("Shall we go on?")
    assert talk.say("yes") == "We go on with bridge, on your back. <bridge 3 again> Shall we finish?"


def test_a_pause_can_be_broken_and_runs_out() -> None:
    talk = begun(exercise=BRIDGE)
    assert talk.say("pause", talk.after_hold_s(1)) == "I wait two minutes. Take your time. <silence> Shall we go on?"
    assert talk.answer.cues == (Rest(Where(), 120_000),)
    assert talk.say("resume", 30) == "We go on with bridge, on your back. <bridge 2 again> Shall we finish?"
    talk.say("pause", 30)
    assert talk.say("no") == "I keep your place. Take your time getting up. Take care."


def test_no_at_the_question_is_a_pause_and_then_the_end() -> None:
    talk = begun(exercise=BRIDGE)
    assert talk.say("no") == "I wait two minutes. Take your time. <silence> Shall we go on?"
    assert talk.say("no") == "I keep your place. Take your time getting up. Take care."
    assert not talk.answer.is_open


def test_getting_up_is_mentioned_only_on_the_floor() -> None:
    assert begun().say("stop", 10) == "I keep your place. Take care."
    assert begun(exercise=BRIDGE).say("stop", 10) == "I keep your place. Take your time getting up. Take care."


def test_no_before_the_first_word_of_it_is_another_routine() -> None:
    """Asked after the words of care, which come first at the first time."""
    talk = Talk()
    assert talk.say("choose-routine", routine="need-to-know").endswith("Shall we begin?")
    assert talk.say("no") == (
        "Then another one. You could try start here, five minute ease or breath by breath. "
        "Which routine would you like?"
    )
    assert talk.kept.run is None


def test_no_at_the_opening_is_a_pause() -> None:
    talk = begun()
    assert talk.say("no") == "I wait two minutes. Take your time. <silence> Shall we go on?"
    assert talk.say("no") == "I keep your place. Take care."


def test_looking_at_the_list_does_not_lose_the_place() -> None:
    talk = begun(exercise=BRIDGE)
    talk.say("list", talk.after_hold_s(1))
    assert talk.say("resume") == "We go on with bridge, on your back. <bridge 2 again> Shall we finish?"
    talk.say("list", talk.after_hold_s(3))
    assert talk.say("next") == "We go on with bridge, on your back. <bridge 4 again> Shall we finish?"


@pytest.mark.parametrize("no", ["no", "next", "ready"])
def test_after_the_end(no: str) -> None:
    talk = begun(exercise=BRIDGE)
    while talk.here:
        talk.say("yes")
    assert talk.line == "<talk> Shall we finish?"
    assert talk.say("yes") == "<talk 1> Would you like anything else today?"
    assert talk.say(no) == "Take care."
    assert talk.kept.run is None
    assert [(past.routine, past.day) for past in talk.kept.past] == [("lower-back-relief", "2026-01-05")]


def test_help_comes_in_three_steps_and_then_rests() -> None:
    talk = begun(exercise=BRIDGE)
    question = talk.answer.question
    assert talk.say("not-understood") == (
        "I did not get that. You can say next, repeat, slower, or that hurts. One thing at a time works best. "
        f"{question}"
    )
    assert talk.say("not-understood") == (
        "I did not get that. You can say next, repeat, skip or pause. Or slower, hold longer, easier, less talking. "
        f"If something hurts, say, that hurts. {question}"
    )
    assert (
        talk.say("not-understood")
        == "I did not get that. I wait two minutes. Take your time. <silence> Shall we go on?"
    )
    assert talk.say("not-understood") == (
        "I keep your place. Let us leave it for now. Say, open Gentle Back, whenever you like."
    )
    assert not talk.answer.is_open


def test_what_is_not_understood_stops_the_movement() -> None:
    talk = begun(exercise=BRIDGE)
    assert talk.say("not-understood", talk.after_hold_s(2)) == (
        "I did not get that. You can say next, repeat, slower, or that hurts. One thing at a time works best. "
        "Shall we go on?"
    )
    assert talk.state.session.playing is None
    assert talk.say("not-understood") == (
        "I did not get that. You can say next, repeat, skip or pause. Or slower, hold longer, easier, less talking. "
        "If something hurts, say, that hurts. Shall we go on?"
    )
    assert talk.say("yes") == "We go on with bridge, on your back. <bridge 3 again> Shall we finish?"


def test_one_good_sentence_ends_the_counting() -> None:
    talk = begun(exercise=BRIDGE)
    for _ in range(4):
        talk.say("not-understood")
        talk.say("what")
    assert talk.answer.is_open
