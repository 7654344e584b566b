"""A yes near the end of a turn is meant for its question, also where the voice is slower or quicker than estimated.

When a turn is over is read from the very answer that the device gets, in either form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from skill.coach.state import Bookmark
from skill.simulator.speaker import heard
from skill.speech.apla import document
from skill.speech.ssml import ssml
from skill.speech.timing import placed_turn
from tests.skill.coach.talks import LIBRARY, Talk, begun
from tests.skill.speech.voices import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.state import Answer

FORMS: dict[str, Callable[[Answer], object]] = {"APLA": document, "SSML": ssml}
ANSWERING = ("yes", "ready", "next")
QUICK, USUAL, SLOW = 60, 100, 120
"""Of the estimated length of the voice, in percent."""
FIRST = "<pelvic-tilt> Ready for the next one?"
OPENING, DOWN = "<talk> Shall we go on?", "<talk 1> Shall we begin?"
WAIT = "I wait two minutes. Take your time. <silence> Shall we go on?"
SECOND = "<single-knee-to-chest right 1> Ready for the next one?"
AGAIN = "<single-knee-to-chest right 1 again> Ready for the next one?"
AMID = "<single-knee-to-chest left 2> Ready for the next one?"


def playing_s(talk: Talk, form: str, percent: int = USUAL) -> float:
    """How long the device sounds, in a voice that takes so many percent of the estimate."""
    given = document(talk.answer) if form == "APLA" else ssml(talk.answer)
    return heard(given, Voice(percent))[-1].end_ms / 1_000


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize("percent", [QUICK, USUAL, SLOW])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
def test_yes_on_the_way_down_always_begins(form: str, name: str, percent: int, share: float) -> None:
    talk = begun()
    assert talk.say(name, 1) == DOWN
    at_s = 1 + share * playing_s(talk, form, percent)
    assert talk.say(name, at_s) == FIRST


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize("percent", [QUICK, USUAL, SLOW])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.8, 1.0])
def test_yes_at_the_opening_leads_down_and_after_it_begins(form: str, name: str, percent: int, share: float) -> None:
    talk = begun()
    at_s = 1 + share * playing_s(talk, form, percent)
    assert talk.line == OPENING
    assert talk.say(name, at_s) == DOWN
    assert talk.say(name, at_s) == FIRST


@pytest.mark.parametrize("routine", [routine.id for routine in LIBRARY.spoken])
def test_every_opening_is_answered_at_once(routine: str) -> None:
    talk = begun(routine)
    while talk.state.session.asking != "pain" and not talk.here:
        before = talk.state.session.playing
        talk.say("yes", 1)
        assert talk.state.session.playing != before
    assert talk.state.session.asking == "pain" or talk.here == LIBRARY.content.routines[routine].exercise_ids[0]


@pytest.mark.parametrize("at_s", [1, None], ids=["at once", "at its end"])
def test_no_once_down_is_a_pause(at_s: float | None) -> None:
    """After "no" the coach waits, and offers no other routine to a person who lies on the floor already."""
    talk = begun()
    talk.say("yes", 1)
    assert talk.say("no", at_s) == WAIT
    assert talk.say("yes") == FIRST


def test_no_while_more_of_the_opening_comes_is_a_pause() -> None:
    talk = begun()
    assert talk.say("no", 1) == WAIT
    assert talk.say("yes") == DOWN
    talk = begun()
    assert talk.say("no") == WAIT
    assert talk.say("yes") == DOWN


def test_the_opening_is_answered_after_a_sentence_before_it() -> None:
    talk = begun()
    assert talk.say("slower", 5).startswith("A little slower from now. <talk>")
    while talk.state.session.asking == "go_on":
        talk.say("yes", 1)  # slowly, getting down takes several turns
    assert talk.say("yes", 1) == FIRST


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize("share", [0.9, 1.0])
def test_yes_near_the_end_of_a_turn_is_the_next_one(form: str, name: str, share: float) -> None:
    talk = begun(exercise="single-knee-to-chest")
    assert talk.say(name, share * playing_s(talk, form)) == SECOND


@pytest.mark.parametrize("form", FORMS)
def test_yes_to_a_quick_voice_that_has_just_asked(form: str) -> None:
    """All it says takes a tenth less than estimated: the question is heard before the coach's clock is there."""
    talk = begun(exercise="single-knee-to-chest")
    asked_s = playing_s(talk, form, 90)
    assert asked_s < playing_s(talk, form)
    assert talk.say("yes", asked_s) == SECOND


@pytest.mark.parametrize("form", FORMS)
def test_no_near_the_end_of_a_turn_waits_before_the_next_one(form: str) -> None:
    talk = begun(exercise="single-knee-to-chest")
    assert talk.say("no", 0.9 * playing_s(talk, form)).endswith("<silence> Shall we go on?")
    assert talk.say("yes") == f"We go on with single knee to chest, on your back. {AGAIN}"


@pytest.mark.parametrize("name", ["yes", "ready"])
def test_yes_in_the_middle_goes_on_where_it_was(name: str) -> None:
    talk = begun(exercise="single-knee-to-chest")
    assert talk.say(name, talk.after_hold_s(1)) == AMID
    assert talk.state.session.playing == Bookmark(1, 1, "left", 2)


@pytest.mark.parametrize("form", FORMS)
def test_yes_at_the_beginning_and_half_way_does_not_move_on(form: str) -> None:
    talk = begun(exercise="bridge")
    length_s = playing_s(talk, form)
    assert talk.say("yes", 1).startswith("<bridge> ")
    assert talk.say("yes", 0.5 * length_s).startswith("<bridge ")


@pytest.mark.parametrize("exercise", LIBRARY.content.routines["lower-back-relief"].exercise_ids)
def test_the_middle_ends_at_four_fifths_of_a_turn(exercise: str) -> None:
    for percent, moves_on in ((50, False), (78, False), (82, True), (99, True)):
        talk = begun(exercise=exercise)
        run = talk.kept.run
        assert run is not None
        here = talk.state.session.playing
        assert here is not None
        script = LIBRARY.script(run.routine, None, talk.kept.settings)
        turn = script.turn(here)
        placement = script.placement(turn, LIBRARY.measure)
        worked = [row for row in placement.cues if row.where.repetition and row.kind in ("hold", "move")]
        holds = [row for row in worked if row.kind == "hold"]
        last_ms = max(row.end_ms for row in holds or worked)
        if percent == 78 and placement.length_ms * percent >= last_ms * 100:
            continue  # nothing is left of it
        talk.say("yes", placement.length_ms * percent / 100_000)
        after = talk.state.session.playing
        if moves_on:
            assert after == turn.then
            continue
        assert after != turn.then
        assert after is not None
        assert after.step == here.step


@pytest.mark.parametrize("name", ["what", "slower", "how-many-left", "repeat"])
def test_other_sentences_at_the_opening_stay_there(name: str) -> None:
    talk = begun()
    assert talk.say(name, 5).endswith(OPENING)


def test_a_detour_on_the_way_down_goes_on_with_the_same_step() -> None:
    talk = begun()
    talk.say("ready", 1)
    steps = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    third = next(row for row in placed_turn(talk.answer.cues).rows if row.words == steps[3])
    for _ in range(2):
        talk.say("how-many-left", third.end_ms / 1_000)
        assert [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")] == steps[3:]
        third = placed_turn(talk.answer.cues).rows[0]
        third = replace(third, end_ms=third.end_ms + talk.state.session.before_ms)
    assert talk.say("pause", 2).endswith("Shall we go on?")
    talk.say("yes", 2)
    assert [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")] == steps[3:]
    assert talk.say("yes") == FIRST


LAST = LIBRARY.content.routines["lower-back-relief"].exercise_ids[-1]


def at_the_ending() -> Talk:
    talk = begun("lower-back-relief", LAST)
    while talk.line != REST:
        talk.say("yes")
    return talk


REST = "<talk> Shall we finish?"
UP = "<talk 1> Would you like anything else today?"


def test_yes_at_the_ending_leads_up_and_then_is_an_answer_to_its_question() -> None:
    talk = at_the_ending()
    assert talk.say("yes", 1) == UP
    assert talk.say("yes", 1).endswith("Which routine would you like?")
    assert talk.kept.past[0].routine == "lower-back-relief"


@pytest.mark.parametrize("name", ["yes", "ready", "next", "skip"])
def test_from_the_rest_one_goes_on_to_coming_up(name: str) -> None:
    assert at_the_ending().say(name, 20) == UP


def test_the_rest_can_be_paused_as_the_coach_says() -> None:
    talk = at_the_ending()
    assert talk.say("pause", 30) == WAIT
    assert talk.say("resume", 60) == REST
    assert talk.say("how-many-left", 5) == f"After this we are nearly done. {REST}"
    assert talk.say("hurts", 5).endswith("Shall I make it easier, skip it, or end for today?")
    assert talk.say("easier").endswith(REST)
    assert talk.say("no") == WAIT
    assert talk.say("yes") == UP


def test_stop_in_the_rest_is_the_end_of_a_routine_that_was_done() -> None:
    talk = at_the_ending()
    assert talk.say("stop", 20) == "Take your time getting up. Take care."
    assert talk.kept.run is None
    assert talk.kept.past[0].routine == "lower-back-relief"


@pytest.mark.parametrize(
    ("is_up", "after_s", "is_done"), [(False, 20, False), (False, 400, False), (True, 20, False), (True, 400, True)]
)
def test_a_session_that_ends_by_itself_at_the_ending(is_up: bool, after_s: float, is_done: bool) -> None:
    talk = at_the_ending()
    if is_up:
        talk.say("yes")
    talk.say("gone", after_s)
    assert (talk.kept.run is None) is is_done
    assert len(talk.kept.past) == is_done
