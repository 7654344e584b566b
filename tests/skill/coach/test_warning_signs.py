"""A warning sign leads to medical help, from everywhere, and ends the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.model.words_schema import SIGNS
from skill.coach.state import BegunRoutine, Bookmark, SessionState
from tests.skill.coach.talks import LIBRARY, Talk, begun, known

if TYPE_CHECKING:
    from collections.abc import Callable

WHAT_NOW = "Shall I make it easier, skip it, or end for today?"
HURT = (
    "Then stop there, and come out of it slowly. Rest. Numb legs, numb between your legs, or pain in your chest? Say, "
    f"get help. {WHAT_NOW}"
)
NUMBERS = {
    "US": "nine one one",
    "CA": "nine one one",
    "GB": "nine nine nine",
    "AU": "triple zero",
    "IN": "one one two",
    "FR": "one one two, or your local emergency number",
    "": "one one two, or your local emergency number",
}


PLACES: dict[str, Callable[[], Talk]] = {
    "first launch": lambda: _after(Talk(), "launch"),
    "launch": lambda: _after(Talk(known()), "launch"),
    "left off": lambda: _after(Talk(known(run=BegunRoutine("five-minute-ease"))), "launch"),
    "opening": begun,
    "amid": lambda: begun(exercise="bridge"),
    "how": lambda: _after(begun(exercise="bridge"), "how"),
    "pause": lambda: _after(begun(exercise="bridge"), "pause"),
    "pain": lambda: _after(begun("lower-back-pain", "deep-abdominal"), "yes", "yes"),
    "down": lambda: _after(Talk(known(run=BegunRoutine("five-minute-ease", None, Bookmark(1)))), "launch", "yes"),
    "coming up": lambda: _after(begun(exercise="bridge"), "yes"),
    "hurt": lambda: _after(begun(exercise="bridge"), "hurts"),
    "gentle": lambda: _after(Talk(known()), "launch", "hurts"),
    "forget": lambda: _after(begun(exercise="bridge"), "forget"),
    "length": lambda: _after(begun(exercise="bridge"), "set-hold"),
    "end": lambda: _after(begun(exercise="bridge"), "yes"),
}


def _after(talk: Talk, *names: str) -> Talk:
    for name in names:
        talk.say(name)
    return talk


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["warning-sign", "hurts"])
def test_a_warning_sign_leads_to_help_from_everywhere(name: str, place: str, sign: str) -> None:
    talk = PLACES[place]()
    for at_s in (10, None):
        line = talk.say(name, at_s, sign=sign)
        assert line == (
            "Please stop, and get medical help now. In an emergency, call nine one one, or ask somebody near you to "
            "call. Do not exercise until a doctor says that you may."
        )
        assert not talk.answer.is_open
        assert talk.kept.run is None
        assert talk.state.session == SessionState(sent_ms=talk.now_ms)
    assert not talk.kept.is_known
    assert talk.relaunch().startswith("Welcome to Gentle Back.")
    assert " ".join(LIBRARY.words.phrases.safety["doctor-first"]) in talk.line


@pytest.mark.parametrize("place", PLACES)
def test_a_call_for_help_is_answered_from_everywhere(place: str) -> None:
    talk = PLACES[place]()
    for at_s in (10, None):
        assert talk.say("emergency", at_s).startswith("Please stop, and get medical help now.")
        assert (talk.answer.is_open, talk.kept.run, talk.kept.is_known) == (False, None, False)


@pytest.mark.parametrize("country", NUMBERS)
def test_the_number_to_call(country: str) -> None:
    talk = begun(exercise="bridge")
    talk.country = country
    assert f"call {NUMBERS[country]}, or ask somebody near you" in talk.say("warning-sign", 20, sign="chest-pain")


def test_a_warning_that_names_no_sign_is_taken_as_pain() -> None:
    assert begun(exercise="bridge").say("warning-sign", 60) == HURT
    assert begun(exercise="bridge").say("warning-sign", 60, unknown="my elbow") == HURT
