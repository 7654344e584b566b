"""Every way to choose a routine."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from content.timeline.cues import Say, Timeline
from content.timeline.place import place
from skill.alexa.hearing import INTENTS
from skill.coach.choosing import LENGTHS
from skill.coach.library import is_spoken
from skill.coach.state import BegunRoutine, Bookmark, DoneRoutine, Settings
from tests.skill.coach.talks import CONTENT, LIBRARY, Talk, known, length_of, matcher

WHICH = "Which routine would you like?"
FEW = f"You could try start here, five minute ease or breath by breath. {WHICH}"
OTHERS = f"You could try relief stretches, seven for the back or strength and stretch. {WHICH}"
GO_ON = "<talk> Shall we go on?"
"""After the opening, and before getting down: both together are too long for one answer."""


def opened(**kept: Any) -> Talk:
    talk = Talk(known(**kept))
    talk.say("launch")
    return talk


@pytest.mark.parametrize("routine", [each for each in CONTENT.routines.values() if is_spoken(each)], ids=lambda e: e.id)
def test_by_name_and_by_every_synonym(routine: Any) -> None:
    words = LIBRARY.words.routines[routine.id]
    for name in (words.name, *words.also):
        match = matcher().match(name.lower())
        assert (INTENTS[match.intent], match.slots["routine"].id) == ("choose-routine", routine.id)
        talk = opened()
        assert talk.say("choose-routine", routine=match.slots["routine"].id) == GO_ON
        assert talk.kept.run == BegunRoutine(routine.id)


NEEDS = {
    "hips": "Seven for the back",
    "belly": "Five minute ease",
    "hamstrings": "Relief stretches",
    "lower-back": "Five minute ease",
    "upper-back": "Breath by breath",
    "buttocks": "Strength and stretch",
    "thighs": "Seven for the back",
    "breathing": "Breath by breath",
    "gentle": "Five minute ease",
    "short": "Five minute ease",
    "long": "The whole programme",
    "strength": "Strength and stretch",
    "stretch": "Relief stretches",
    "whole": "The whole programme",
}


@pytest.mark.parametrize("need", NEEDS)
def test_by_need(need: str) -> None:
    talk = opened()
    said = f"{NEEDS[need]} would suit that."
    if need in LENGTHS:
        minutes, passages = length_of("five-minute-ease" if need == "short" else "whole-programme")
        said = f"{said} About {minutes}. {passages}"
    assert talk.say("choose-need", need=need) == f"{said} Shall we do that?"
    assert talk.say("yes") == GO_ON


def test_every_need_is_tried() -> None:
    needs = LIBRARY.words.utterances.needs if LIBRARY.words.utterances else ()
    assert {*NEEDS, "whole-body", "walk"} == set(needs)


def test_a_need_that_nothing_suits() -> None:
    talk = opened()
    assert talk.say("choose-need", need="whole-body") == f"I have nothing just for that. {OTHERS}"
    talk = opened()
    assert talk.say("choose-need", unknown="my ears") == f"I have nothing just for that. {OTHERS}"


@pytest.mark.parametrize("slots", [{"need": "walk"}, {"routine": "walk-20"}, {"routine": "walk-30"}])
def test_a_walk_is_better_as_a_recording(slots: dict[str, Any]) -> None:
    talk = opened()
    assert talk.say("choose-need" if "need" in slots else "choose-routine", **slots) == (
        "A walk goes better with a recording. I would have to stop listening on the way. Every routine can be had as "
        "a sound file, with the same timed holds. It plays on any phone, without a network. The person who runs this "
        "skill for you can make them on a computer. I can do five minute ease with you here. Shall we do that?"
    )
    assert talk.say("yes") == GO_ON


@pytest.mark.parametrize(
    ("minutes", "said", "routine"),
    [
        (5, f"Five minute ease, in five minutes. {GO_ON}", "five-minute-ease"),
        (12, f"Five minute ease, in twelve minutes. {GO_ON}", "five-minute-ease"),
        (20, f"Breath by breath, in twenty minutes. {GO_ON}", "need-to-know"),
        (45, f"Strength and stretch, in forty-five minutes. {GO_ON}", "exercises-and-stretches"),
    ],
)
def test_by_time(minutes: int, said: str, routine: str) -> None:
    talk = opened()
    assert talk.say("choose-time", seconds=minutes * 60) == said
    assert talk.kept.run == BegunRoutine(routine, minutes)
    assert abs(talk_length_s(talk) - minutes * 60) <= 60


def talk_length_s(talk: Talk) -> float:
    """How long the coach itself says that it takes."""
    line = talk.say("how-long-left", 1)
    words = line.removeprefix("About ").partition(" minute")[0]
    return next(60 * number for number in range(1, 100) if LIBRARY.words.grammar.number(number) == words)


SHORT, LONG = length_of("five-minute-ease"), length_of("whole-programme")
TOO_SHORT = f"The shortest takes about {SHORT[0]}. {SHORT[1]} Five minute ease would suit that. Shall we do that?"
TOO_LONG = f"The longest takes about {LONG[0]}. {LONG[1]} The whole programme would suit that. Shall we do that?"


def test_five_minutes_are_about_five_and_without_getting_down_and_up() -> None:
    minutes = LIBRARY.minutes["five-minute-ease"]
    assert 5 <= minutes.routine <= 6
    assert minutes.passages >= 4
    assert opened().say("choose-time", seconds=60).startswith("The shortest takes about")


@pytest.mark.parametrize("routine", [routine.id for routine in LIBRARY.spoken])
def test_its_minutes_are_those_that_its_opening_says_and_that_it_takes(routine: str) -> None:
    """Without getting down and coming up."""
    script, minutes = LIBRARY.script(routine, None, Settings()), LIBRARY.minutes[routine]
    chapters = (*script.opening, *script.chapters, *script.ending)
    placed = place(Timeline(chapters), LIBRARY.measure)
    assert abs(placed.routine_ms / 60_000 - minutes.routine) <= 0.6
    assert abs((placed.length_ms - placed.routine_ms) / 60_000 - minutes.passages) <= 0.6
    said = [cue.phrase.text for cue in script.opening[0].cues if isinstance(cue, Say)]
    passages = (
        f", and {LIBRARY.words.grammar.count(minutes.passages, 'minute')} to get down and up"
        if minutes.passages
        else ""
    )
    assert any(f"bout {length_of(routine)[0]}{passages}." in text for text in said)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, TOO_SHORT),
        (60, TOO_SHORT),
        (36_000, TOO_LONG),
        (10**12, TOO_LONG),
        (None, OTHERS),
        (0, OTHERS),
    ],
)
def test_a_time_out_of_reach(seconds: int | None, said: str) -> None:
    assert opened().say("choose-time", seconds=seconds) == said


def test_the_last_one() -> None:
    assert opened().say("choose-last") == f"We have not done one together yet. {OTHERS}"
    talk = opened(past=(DoneRoutine("need-to-know", 12, "2026-01-01"), DoneRoutine("walk-20", None, "2025-12-01")))
    assert talk.say("choose-last") == GO_ON
    assert talk.kept.run == BegunRoutine("need-to-know", 12)
    talk = opened(run=BegunRoutine("relief-techniques", 20, Bookmark(2)))
    assert talk.say("choose-last") == GO_ON
    assert talk.kept.run == BegunRoutine("relief-techniques", 20)
    assert (
        opened(past=(DoneRoutine("gone-by", None, "2026-01-01"),)).say("choose-last").startswith("We have not done one")
    )


def test_the_one_done_last_is_suggested_first() -> None:
    talk = Talk(known(past=(DoneRoutine("need-to-know", None, "2026-01-01"),)))
    assert talk.say("launch") == (
        f"Welcome back. You could try breath by breath, five minute ease or relief stretches. {WHICH}"
    )


def nth(number: int, phrasings: tuple[str, ...]) -> str:
    return phrasings[number % len(phrasings)]


def test_a_surprise_is_not_the_one_done_last() -> None:
    talk = opened(past=(DoneRoutine("five-minute-ease", None, "2026-01-01"),))
    assert talk.say("surprise") == f"I choose breath by breath. {GO_ON}"
    chosen = []
    for number in range(20):
        talk = Talk(known(), choose=partial(nth, number))
        talk.say("launch")
        talk.say("surprise")
        chosen.append(talk.kept.run.routine if talk.kept.run else "")
    assert set(chosen) == {routine.id for routine in LIBRARY.gentle}


def test_the_list_in_threes() -> None:
    talk = opened()
    assert talk.say("list") == f"I also have steady back, relief stretches and seven for the back. {WHICH}"
    assert talk.say("list") == f"I also have strength and stretch and the whole programme. {WHICH}"
    assert talk.say("list") == f"I have five minute ease, start here and steady back. {WHICH}"


def test_what_names_the_same_ones_again() -> None:
    talk = opened()
    assert talk.say("what") == FEW
    assert talk.say("recording").endswith(OTHERS)
    assert talk.say("repeat") == OTHERS


@pytest.mark.parametrize("position", ["first", "second", "third", "last"])
def test_one_of_those_that_were_named(position: str) -> None:
    routines = ["start-here", "five-minute-ease", "need-to-know"]
    talk = opened()
    assert talk.say("choose-offered", position=position) == GO_ON
    assert talk.kept.run == BegunRoutine(
        routines[["first", "second", "third"].index(position) if position != "last" else 2]
    )


def test_of_the_list_those_named_last_count() -> None:
    talk = opened()
    talk.say("list")
    talk.say("list")
    assert talk.state.session.listed == ("exercises-and-stretches", "whole-programme")
    assert talk.say("choose-offered", position="third").endswith(WHICH)
    assert talk.kept.run is None
    assert talk.say("choose-offered", position="last") == GO_ON


@pytest.mark.parametrize("position", ["", "fourth"])
def test_a_position_outside_the_list_names_others(position: str) -> None:
    talk = opened()
    assert talk.say("choose-offered", position=position) == OTHERS
    assert Talk(known()).say("choose-offered", position=position) == FEW


def test_yes_to_several_offers_the_first_of_them() -> None:
    talk = opened()
    assert talk.say("yes") == "I choose start here. Shall we do that?"
    assert talk.say("no").startswith("Then another one.")
    assert talk.say("yes") == "I choose relief stretches. Shall we do that?"
    assert talk.say("yes") == GO_ON
    assert talk.kept.run == BegunRoutine("relief-techniques")


def test_privacy_says_what_is_kept() -> None:
    assert opened().say("privacy") == (
        "I keep your settings, where you left off, and your last routines. Nothing about pain. Say, forget me, and "
        f"all of it is gone. {OTHERS}"
    )


def test_by_an_exercise() -> None:
    talk = opened()
    assert talk.say("go-to", exercise="bridge") == (
        "Bridge is part of relief stretches. Once we are in it, say, go to bridge. Shall we do that?"
    )
    assert talk.say("no") == (
        f"Then another one. You could try seven for the back, strength and stretch or steady back. {WHICH}"
    )
    assert opened().say("go-to", exercise="swim") == f"I have nothing just for that. {OTHERS}"
    assert opened().say("go-to", unknown="handstand") == f"I have no exercise called that. {OTHERS}"


def test_an_unknown_name() -> None:
    assert opened().say("choose-routine", unknown="yoga") == f"I have no routine called that. {OTHERS}"
    assert opened().say("choose-routine") == f"I have no routine called that. {OTHERS}"


@pytest.mark.parametrize(
    "name",
    [
        "next",
        "previous",
        "skip",
        "switch-sides",
        "start-over",
        "what-is-next",
        "how-many-left",
        "how-long-left",
        "easier",
    ],
)
def test_nothing_has_been_begun(name: str) -> None:
    assert opened().say(name) == f"No routine is under way just now. {OTHERS}"
