"""A yes near the end of a turn is meant for its question, also where the voice is slower or quicker than estimated.

When a turn is over is read from the very answer that the device gets, in either form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skill.coach.state import Bookmark
from skill.simulator.speaker import heard
from skill.speech.apla import document
from skill.speech.ssml import ssml
from tests.skill.coach.talks import LIBRARY, Talk, begun, known
from tests.skill.speech.voices import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.coach.state import Answer

FORMS: dict[str, Callable[[Answer], object]] = {"APLA": document, "SSML": ssml}
ANSWERING = ("yes", "ready", "next")
QUICK, USUAL, SLOW = 60, 100, 120
"""Of the estimated length of the voice, in percent."""
FIRST = "<pelvic-tilt> Ready for the next one?"
SECOND = "<double-knee-to-chest> Ready for the next one?"
AMID = "<single-knee-to-chest left 2> Ready for the next one?"


def playing_s(talk: Talk, form: str, percent: int = USUAL) -> float:
    """How long the device sounds, in a voice that takes so many percent of the estimate."""
    given = document(talk.answer) if form == "APLA" else ssml(talk.answer)
    return heard(given, Voice(percent))[-1].end_ms / 1_000


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ANSWERING)
@pytest.mark.parametrize("percent", [QUICK, USUAL, SLOW])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
def test_yes_at_the_opening_always_begins(form: str, name: str, percent: int, share: float) -> None:
    talk = begun()
    at_s = 1 + share * playing_s(talk, form, percent)
    assert talk.say(name, at_s) == FIRST


@pytest.mark.parametrize("routine", [routine.id for routine in LIBRARY.spoken])
def test_every_opening_is_answered_at_once(routine: str) -> None:
    talk = begun(routine)
    talk.say("yes", 1)
    assert talk.state.session.asking == "pain" or talk.here == LIBRARY.content.routines[routine].exercise_ids[0]


def test_no_at_the_opening_is_another_routine_at_once() -> None:
    talk = begun()
    assert talk.say("no", 1).startswith("Then another one.")
    assert talk.kept.run is None


def test_the_opening_is_answered_after_a_sentence_before_it() -> None:
    talk = begun()
    talk.say("slower", 5)
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
    assert talk.say("yes") == SECOND


@pytest.mark.parametrize("name", ["yes", "ready"])
def test_yes_in_the_middle_goes_on_where_it_was(name: str) -> None:
    talk = begun(exercise="single-knee-to-chest")
    assert talk.say(name, 60) == AMID
    assert talk.state.session.playing == Bookmark(1, 1, "left", 2)


@pytest.mark.parametrize("form", FORMS)
def test_yes_at_the_beginning_and_half_way_does_not_move_on(form: str) -> None:
    talk = begun(exercise="bridge")
    length_s = playing_s(talk, form)
    assert talk.say("yes", 1) == "<bridge> Shall we finish?"
    assert talk.say("yes", 0.5 * length_s) == "<bridge 2> Shall we finish?"


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
        talk.say("yes", script.placement(turn, LIBRARY.measure).length_ms * percent / 100_000)
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
    assert talk.say(name, 5).endswith("<talk> Shall we begin?")


def test_yes_at_the_ending_is_an_answer_to_its_question() -> None:
    talk = Talk(known())
    talk.say("launch")
    talk.say("choose-routine", routine="five-minute-ease")
    for _ in range(20):
        if talk.kept.run is None:
            break
        talk.say("yes")
    assert talk.line == "<talk> Would you like anything else today?"
    assert talk.say("yes", 1).endswith("Which routine would you like?")
