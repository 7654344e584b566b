"""Opening the skill, and going on where it was left."""

from __future__ import annotations

from typing import Any

import pytest

from content.timeline.cues import Move
from skill.coach.state import OPENING, BegunRoutine, Bookmark, DoneRoutine, Settings, State
from skill.speech.timing import placed_turn
from skill.state_json import kept_json, read_kept
from tests.skill.coach.talks import LIBRARY, Talk, begun, exercise_named, known

WHICH = "Which routine would you like?"
FEW = f"You could try start here, five minute ease or breath by breath. {WHICH}"
CARE = " ".join(
    (
        "Before the first time, a word of care. The whole of it is in start here.",
        *LIBRARY.words.phrases.safety["doctor-first"],
        "A familiar ache is fine. If something hurts more, say, that hurts.",
    )
)
FIRST = f"Welcome to Gentle Back. I talk you through gentle back exercises, at your own pace. {CARE} {FEW}"


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
    assert talk.say("choose-routine", routine="five-minute-ease") == "<talk> Shall we go on?"
    texts = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    assert not {*texts} & {*LIBRARY.words.phrases.safety["doctor-first"]}


def test_a_first_request_for_a_routine_comes_after_the_safety_check_too() -> None:
    talk = Talk()
    assert talk.say("choose-routine", routine="five-minute-ease") == f"{CARE} Shall we begin?"
    assert talk.kept.is_known
    assert talk.say("yes") == "<talk> Shall we go on?"
    talk = Talk()
    assert talk.say("choose-time", seconds=600).endswith(f"{CARE} Shall we begin?")
    assert talk.say("no").startswith("Then another one.")
    assert talk.kept.run is None


def test_who_has_done_one_is_not_told_to_start_here() -> None:
    talk = Talk(known(past=(DoneRoutine("start-here", None, "2026-01-01"),)))
    for name in ("launch", "recording", "recording", "recording"):
        assert "start here" not in talk.say(name)


def test_never_more_than_three_are_named() -> None:
    talk = Talk()
    names = [LIBRARY.words.grammar.inside(each.name) for each in LIBRARY.words.routines.values()]
    for name in ("launch", "list", "list", "list", "list", "yes", "what", "help", "recording", "choose-last", "no"):
        line = talk.say(name)
        assert sum(each in line for each in names) <= 3


@pytest.mark.parametrize(
    ("done", "left_off"),
    [
        (0, "Last time you got as far as single knee to chest."),
        (1, "Last time you stopped at single knee to chest, left side, number two of three."),
        (3, "Last time you stopped at single knee to chest, right side, number one of three."),
        (4, "Last time you stopped at single knee to chest, right side, number two of three."),
        (6, f"Last time you got as far as {exercise_named('double-knee-to-chest')}."),
    ],
)
def test_later_it_goes_on_where_it_was_left(done: int, left_off: str) -> None:
    talk = begun(exercise="single-knee-to-chest")
    if done > 3:
        talk.say("yes")  # the other side
    talk.say("stop", talk.after_hold_s((done - 1) % 3 + 1) if done else 5)
    assert talk.relaunch() == f"Welcome back. {left_off} Shall we go on there?"
    bookmark = talk.kept.run.bookmark if talk.kept.run else None
    assert talk.say("yes") == "Are you on the floor already?"
    talk.say("yes")
    assert talk.state.session.playing == bookmark


def left_amid_the_bridge() -> Talk:
    talk = begun(exercise="bridge")
    talk.say("stop", talk.after_hold_s(2))
    assert (
        talk.relaunch() == "Welcome back. Last time you stopped at bridge, number three of five. Shall we go on there?"
    )
    assert talk.say("yes") == "Are you on the floor already?"
    assert talk.answer.reprompt == "Say yes, and we go on. Say no, and I lead you down."
    return talk


@pytest.mark.parametrize("name", ["yes", "ready", "next", "resume", "fine"])
def test_third_of_five_for_somebody_who_lies_there_still(name: str) -> None:
    talk = left_amid_the_bridge()
    assert talk.say(name) == "We go on with bridge, on your back. <bridge 3 again> Shall we finish?"


@pytest.mark.parametrize("at_s", [None, 5], ids=["to its end", "at once"])
def test_third_of_five_for_somebody_who_is_up(at_s: float | None) -> None:
    talk = left_amid_the_bridge()
    assert talk.say("no") == "<down> Shall we go on?"
    passage = [each.text for each in LIBRARY.words.phrases.passages["upright", "back"]]
    said = sentences(talk)
    assert said[said.index(passage[0]) : -1] == passage
    assert LIBRARY.words.phrases.lines["already_down"] not in said
    assert talk.say("yes", at_s) == "We go on with bridge, on your back. <bridge 3 again> Shall we finish?"


def sentences(talk: Talk) -> list[str]:
    return [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]


def test_on_the_way_down_a_detour_goes_on_with_the_same_step() -> None:
    talk = left_amid_the_bridge()
    talk.say("no")
    steps, rows = sentences(talk), placed_turn(talk.answer.cues).rows
    fifth = next(row for row in rows if row.words == steps[4])
    assert talk.say("how-many-left", fifth.end_ms / 1_000).endswith("<down> Shall we go on?")
    assert sentences(talk) == steps[4:]
    assert talk.say("pause", 2) == "I wait two minutes. Take your time. <silence> Shall we go on?"
    assert talk.say("yes", 30) == "<down> Shall we go on?"
    assert sentences(talk) == steps[4:]
    assert talk.say("yes") == "We go on with bridge, on your back. <bridge 3 again> Shall we finish?"


@pytest.mark.parametrize("name", ["skip", "next"])
def test_skip_ahead_on_the_way_down_skips_the_way_and_not_the_exercise(name: str) -> None:
    """It is what the coach says to those who lie there already."""
    talk = left_amid_the_bridge()
    talk.say("no")
    assert talk.say(name, 5) == "We go on with bridge, on your back. <bridge 3 again> Shall we finish?"


@pytest.mark.parametrize("step", [OPENING, 7], ids=["getting down", "coming up"])
def test_a_way_that_was_broken_off_begins_anew_in_a_later_session(step: int) -> None:
    talk = Talk(known(run=BegunRoutine("lower-back-relief", None, Bookmark(step, 5, "", 1))))
    talk.say("launch")
    talk.say("yes")
    if talk.state.session.asking == "down":
        talk.say("yes")
    script = LIBRARY.script("lower-back-relief", None, Settings())
    way = (script.opening if step < 0 else script.ending)[1].cues
    first = next(index for index, cue in enumerate(way) if isinstance(cue, Move)) - 1
    assert talk.answer.cues == way[first:]


@pytest.mark.parametrize(("name", "said"), [("what", ""), ("repeat", ""), ("slower", "A little slower from now. ")])
def test_the_question_whether_one_is_down_is_asked_again(name: str, said: str) -> None:
    talk = left_amid_the_bridge()
    assert talk.say(name) == f"{said}Are you on the floor already?"


def test_a_session_that_ended_by_itself_keeps_the_place_too() -> None:
    talk = begun(exercise="bridge")
    talk.say("gone", talk.after_hold_s(2))
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
    if step < 0:
        assert talk.say("yes") == "<talk> Shall we go on?"
        return
    assert talk.say("yes") == "Are you on the floor already?"
    assert talk.say("yes") == "<talk> Shall we finish?"


def test_left_at_the_ending_for_somebody_who_is_up() -> None:
    """They rest on their feet, and are not told how to come up."""
    talk = Talk(known(run=BegunRoutine("five-minute-ease", None, Bookmark(2, 1, "", 1))))
    talk.say("launch")
    talk.say("yes")
    assert talk.say("no").endswith("> Would you like anything else today?")
    assert LIBRARY.words.phrases.lines["rest_standing"] in sentences(talk)
    assert LIBRARY.words.phrases.lines["eyes_open"] not in sentences(talk)
    assert LIBRARY.words.routines["five-minute-ease"].frequency in sentences(talk)


@pytest.mark.parametrize("bookmark", [Bookmark(-1, 1, "", 9), Bookmark(2, 1, "", 9), Bookmark(9, 4, "right", 9)])
def test_a_place_of_an_older_release_that_is_no_longer_there(bookmark: Bookmark) -> None:
    """The first part of the opening or the ending."""
    talk = Talk(State(read_kept(kept_json(known(run=BegunRoutine("five-minute-ease", None, bookmark)).kept))))
    talk.say("launch")
    assert talk.say("yes").endswith("go on?" if bookmark.step < 0 else "already?")
    if talk.state.session.asking == "down":
        talk.say("yes")
    first = talk.answer.cues[0]
    assert first.where.screen == LIBRARY.words.phrases.lines["screen_welcome" if bookmark.step < 0 else "screen_rest"]


def test_no_to_going_on_is_another_routine() -> None:
    talk = opened(run=BegunRoutine("five-minute-ease"))
    assert talk.say("no").startswith("You could try five minute ease, ")
    assert talk.kept.run is None


@pytest.mark.parametrize("routine", ["nonsense", "", "walk-2000"])
def test_a_routine_that_is_no_longer_there_is_not_offered(routine: str) -> None:
    assert Talk(known(run=BegunRoutine(routine))).say("launch") == f"Welcome back. {FEW}"


def test_lost_at_the_beginning() -> None:
    talk = opened()
    help_ = (
        "I lead you through back exercises, step by step. Say the name of a routine, something short, ten "
        "minutes, or surprise me."
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
    assert talk.say("yes") == "Are you on the floor already?"
    assert talk.say("yes").startswith("<single-knee-to-chest>")
