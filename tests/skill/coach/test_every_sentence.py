"""Every sentence that can be said in a routine, in the middle of a turn and at its question: the exact answer.

A turn that is played is in angle brackets: the exercise, the repetition it begins with, and "again" where the
start position is said once more.
"""

from __future__ import annotations

from typing import Any

import pytest

from skill.coach.state import Bookmark, Settings
from skill.coach.step import ACTIONS
from tests.skill.coach.talks import LIBRARY, begun, exercise_named

KNEE = "single-knee-to-chest"
NEXT = exercise_named("double-knee-to-chest")
WORDS, PHRASES = LIBRARY.words.exercises[KNEE], LIBRARY.words.phrases
FREQUENCY = {name: words.frequency for name, words in LIBRARY.words.routines.items()}
SAFETY = " ".join((*PHRASES.safety["doctor-first"], *PHRASES.safety["pain-rule"]))
HURT = (
    "Then stop there, and come out of it slowly. Rest. Numb legs, numb between your legs, or pain in your chest? Say, "
    "get help. Shall I make it easier, skip it, or end for today?"
)
HELP_NOW = (
    "Please stop, and get medical help now. In an emergency, call nine one one, or ask somebody near you to call. "
    "Do not exercise until a doctor says that you may."
)


LOWERED = " ".join(each.text.replace("{side}", "left") for each in WORDS.manner.leave)


def left(bookmark: Bookmark) -> str:
    """How long it takes from a place on, by the clock of the turns, without coming up."""
    script, total_ms = LIBRARY.script("lower-back-relief", None, Settings()), 0
    while bookmark != script.end:
        turn = script.turn(bookmark)
        total_ms += 0 if turn.parts[0].is_passage else script.placement(turn, LIBRARY.measure).length_ms
        bookmark = turn.then
    return LIBRARY.words.grammar.count(round(total_ms / 60_000), "minute")


LEFT = left(Bookmark(1, 1, "left", 2)), left(Bookmark(2))


def how(side: str, other: str) -> str:
    """All there is to say on how one knee is brought to the chest."""
    manner = WORDS.manner
    said = (
        WORDS.aim,
        "You do it on your back.",
        *(each.text for each in PHRASES.positions["back-knees-bent"].arrive),
        *(each.text for each in manner.arrive),
        f"When I say {manner.word}, {manner.do}.",
        manner.release[0],
        *manner.listen,
        "Here is an easier way.",
        WORDS.easier,
        WORDS.amber,
    )
    return " ".join(said).replace("{side}", side).replace("{other}", other)


AMID = {
    "next": "<double-knee-to-chest> Ready for the next one?",
    "yes": "<single-knee-to-chest left 2> Ready for the next one?",
    "no": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "ready": "<single-knee-to-chest left 2> Ready for the next one?",
    "resume": "<single-knee-to-chest left 2> Ready for the next one?",
    "previous": "<pelvic-tilt> Ready for the next one?",
    "repeat": "Once more, then. <single-knee-to-chest> Ready for the right side?",
    "skip": "Skipping single knee to chest. <double-knee-to-chest> Ready for the next one?",
    "switch-sides": f"{LOWERED} Now the right side. <single-knee-to-chest right 1 again> Ready for the next one?",
    "go-to exercise=pelvic-tilt": "<pelvic-tilt> Ready for the next one?",
    "go-to exercise=swim": "This routine has no swim. <single-knee-to-chest left 2> Ready for the next one?",
    "go-to unknown=handstand": "I have no exercise called that. <single-knee-to-chest left 2> Ready for the next one?",
    "go-to": "I have no exercise called that. <single-knee-to-chest left 2> Ready for the next one?",
    "pause": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "start-over": "From the beginning. <pelvic-tilt> Ready for the next one?",
    "stop": "I keep your place. Take your time getting up. Take care.",
    "help": (
        "You can say next, repeat, skip or pause. Or slower, hold longer, easier, less talking. If something "
        "hurts, say, that hurts. Shall we go on?"
    ),
    "how": how("left", "right") + " Shall we go on?",
    "how unknown=handstand": "I have no exercise called that. <single-knee-to-chest left 2> Ready for the next one?",
    "what": "<single-knee-to-chest left 2> Ready for the next one?",
    "what-is-next": (
        f"After this comes {NEXT}. Then straight leg raise. <single-knee-to-chest left 2> Ready for the next one?"
    ),
    "how-many-left": (
        "This is the left side. This is number one of three. Then the right side. Then five exercises to go. "
        "<single-knee-to-chest left 2> Ready for the next one?"
    ),
    "how-long-left": f"About {LEFT[0]} to go. <single-knee-to-chest left 2> Ready for the next one?",
    "how-often": f"For seven for the back, this is my advice. {FREQUENCY['lower-back-relief']} Shall we go on?",
    "how-often routine=need-to-know": (
        f"For breath by breath, this is my advice. {FREQUENCY['need-to-know']} Shall we go on?"
    ),
    "how-often unknown=yoga": "I have no routine called that. <single-knee-to-chest left 2> Ready for the next one?",
    "slower": "A little slower from now. <single-knee-to-chest left 2> Ready for the next one?",
    "faster": "A little faster from now. <single-knee-to-chest left 2> Ready for the next one?",
    "set-hold seconds=20": "Holding for twenty seconds now. <single-knee-to-chest left 2> Ready for the right side?",
    "set-hold seconds=90": "Here thirty seconds is the limit. <single-knee-to-chest left 2> Ready for the right side?",
    "set-hold seconds=900": "I hold from one second to one hundred twenty seconds. Which would you like?",
    "set-hold": "For how long, in seconds?",
    "hold-longer": "Holding for ten seconds now. <single-knee-to-chest left 2> Ready for the next one?",
    "hold-shorter": "Holding for three seconds now. <single-knee-to-chest left 2> Ready for the next one?",
    "set-repetitions number=5": "Five times each, from now on. <single-knee-to-chest left 2> Ready for the right side?",
    "set-repetitions number=50": "Here the limit is ten times. <single-knee-to-chest left 2> Ready for the right side?",
    "set-repetitions number=500": "I count from one to sixty. How many would you like?",
    "set-repetitions": "How many repetitions would you like?",
    "less-talking": "I will talk less. <single-knee-to-chest left 2> Ready for the next one?",
    "more-talking": "I tell you everything already. <single-knee-to-chest left 2> Ready for the next one?",
    "easier": f"The easier way, then. {WORDS.easier} <single-knee-to-chest left 2> Ready for the next one?",
    "harder": f"The harder way, then. {WORDS.harder} <single-knee-to-chest left 2> Ready for the next one?",
    "usual": "Everything as usual again. <single-knee-to-chest left 2> Ready for the next one?",
    "recording": (
        "Every routine can be had as a sound file, with the same timed holds. It plays on any phone, without "
        "a network. The person who runs this skill for you can make them on a computer. <single-knee-to-chest"
        " left 2> Ready for the next one?"
    ),
    "safety": f"{SAFETY} Shall we go on?",
    "fine": "Good to hear. <single-knee-to-chest left 2> Ready for the next one?",
    "privacy": (
        "I keep your settings, where you left off, and your last routines. Nothing about pain. Say, forget "
        "me, and all of it is gone. <single-knee-to-chest left 2> Ready for the next one?"
    ),
    "forget": "Shall I forget your settings, and where you left off?",
    "hurts": HURT,
    "hurts sign=fever": HELP_NOW,
    "warning-sign sign=fever": HELP_NOW,
    "warning-sign": HURT,
    "emergency": HELP_NOW,
    "not-understood": (
        "I did not get that. You can say next, repeat, slower, or that hurts. One thing at a time works best."
        " Shall we go on?"
    ),
    "choose-routine routine=need-to-know": "<talk> Shall we go on?",
    "choose-routine unknown=yoga": (
        "I have no routine called that. <single-knee-to-chest left 2> Ready for the next one?"
    ),
    "choose-need need=hips": "Seven for the back would suit that. Shall we do that?",
    "choose-time seconds=20": "Holding for twenty seconds now. <single-knee-to-chest left 2> Ready for the right side?",
    "choose-time seconds=720": "Five minute ease, in twelve minutes. <talk> Shall we go on?",
    "choose-offered position=second": "<single-knee-to-chest left 2> Ready for the next one?",
    "choose-last": "<talk> Shall we go on?",
    "surprise": "I choose five minute ease. <talk> Shall we go on?",
    "list": "I have five minute ease, start here and steady back. Which routine would you like?",
    "launch": (
        "Welcome back. Last time you stopped at single knee to chest, left side, number two of three. Shall "
        "we go on there?"
    ),
    "gone": "",
}
ASKED = {
    "next": "<double-knee-to-chest> Ready for the next one?",
    "yes": "<double-knee-to-chest> Ready for the next one?",
    "no": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "ready": "<double-knee-to-chest> Ready for the next one?",
    "resume": "<double-knee-to-chest> Ready for the next one?",
    "previous": "<pelvic-tilt> Ready for the next one?",
    "repeat": "Once more, then. <single-knee-to-chest right 1 again> Ready for the next one?",
    "skip": f"Skipping {NEXT}. <straight-leg-raise> Ready for the right side?",
    "switch-sides": "Now the left side. <single-knee-to-chest left 1 again> Ready for the right side?",
    "go-to exercise=pelvic-tilt": "<pelvic-tilt> Ready for the next one?",
    "go-to exercise=swim": "This routine has no swim. Ready for the next one?",
    "go-to unknown=handstand": "I have no exercise called that. Ready for the next one?",
    "go-to": "I have no exercise called that. Ready for the next one?",
    "pause": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "start-over": "From the beginning. <pelvic-tilt> Ready for the next one?",
    "stop": "I keep your place. Take your time getting up. Take care.",
    "help": (
        "You can say next, repeat, skip or pause. Or slower, hold longer, easier, less talking. If something "
        "hurts, say, that hurts. Ready for the next one?"
    ),
    "how": how("right", "left") + " Shall we go on?",
    "how unknown=handstand": "I have no exercise called that. Ready for the next one?",
    "what": "Ready for the next one?",
    "what-is-next": f"Next comes {NEXT}. Then straight leg raise. Ready for the next one?",
    "how-many-left": "There are five exercises to go. Ready for the next one?",
    "how-long-left": f"About {LEFT[1]} to go. Ready for the next one?",
    "how-often": f"For seven for the back, this is my advice. {FREQUENCY['lower-back-relief']} Shall we go on?",
    "slower": "A little slower from now. Ready for the next one?",
    "faster": "A little faster from now. Ready for the next one?",
    "set-hold seconds=20": "Holding for twenty seconds now. Ready for the next one?",
    "set-hold seconds=90": "Here thirty seconds is the limit. Ready for the next one?",
    "set-hold seconds=900": "I hold from one second to one hundred twenty seconds. Which would you like?",
    "set-hold": "For how long, in seconds?",
    "hold-longer": "Holding for ten seconds now. Ready for the next one?",
    "hold-shorter": "Holding for three seconds now. Ready for the next one?",
    "set-repetitions number=5": "Five times each, from now on. Ready for the next one?",
    "set-repetitions number=50": "Here the limit is ten times. Ready for the next one?",
    "set-repetitions number=500": "I count from one to sixty. How many would you like?",
    "set-repetitions": "How many repetitions would you like?",
    "less-talking": "I will talk less. Ready for the next one?",
    "more-talking": "I tell you everything already. Ready for the next one?",
    "easier": f"The easier way, then. {WORDS.easier} Ready for the next one?",
    "harder": f"The harder way, then. {WORDS.harder} Ready for the next one?",
    "usual": "Everything as usual again. Ready for the next one?",
    "recording": (
        "Every routine can be had as a sound file, with the same timed holds. It plays on any phone, without "
        "a network. The person who runs this skill for you can make them on a computer. Ready for the next "
        "one?"
    ),
    "safety": f"{SAFETY} Shall we go on?",
    "fine": "Good to hear. Ready for the next one?",
    "privacy": (
        "I keep your settings, where you left off, and your last routines. Nothing about pain. Say, forget "
        "me, and all of it is gone. Ready for the next one?"
    ),
    "forget": "Shall I forget your settings, and where you left off?",
    "hurts": HURT,
    "hurts sign=fever": HELP_NOW,
    "warning-sign sign=fever": HELP_NOW,
    "warning-sign": HURT,
    "emergency": HELP_NOW,
    "not-understood": (
        "I did not get that. You can say next, repeat, slower, or that hurts. One thing at a time works best."
        " Ready for the next one?"
    ),
    "choose-routine routine=need-to-know": "<talk> Shall we go on?",
    "choose-routine unknown=yoga": "I have no routine called that. Ready for the next one?",
    "choose-need need=hips": "Seven for the back would suit that. Shall we do that?",
    "choose-time seconds=20": "Holding for twenty seconds now. Ready for the next one?",
    "choose-time seconds=720": "Five minute ease, in twelve minutes. <talk> Shall we go on?",
    "choose-offered position=second": "Ready for the next one?",
    "choose-last": "<talk> Shall we go on?",
    "surprise": "I choose five minute ease. <talk> Shall we go on?",
    "list": "I have five minute ease, start here and steady back. Which routine would you like?",
    "launch": f"Welcome back. Last time you got as far as {NEXT}. Shall we go on there?",
    "gone": "",
}


def _heard(key: str) -> tuple[str, dict[str, Any]]:
    name, *slots = key.split()
    pairs = (slot.split("=") for slot in slots)
    return name, {slot: int(value) if value.isdigit() else value for slot, value in pairs}


@pytest.mark.parametrize("key", AMID)
def test_in_the_middle_of_a_turn(key: str) -> None:
    name, slots = _heard(key)
    talk = begun(exercise=KNEE)
    assert talk.say(name, talk.after_hold_s(1), **slots) == AMID[key]


@pytest.mark.parametrize("key", ASKED)
def test_at_the_question(key: str) -> None:
    name, slots = _heard(key)
    talk = begun(exercise=KNEE)
    talk.say("yes")  # the other side
    assert talk.say(name, **slots) == ASKED[key]


@pytest.mark.parametrize("table", [AMID, ASKED])
def test_every_sentence_is_tried(table: dict[str, str]) -> None:
    assert {key.split()[0] for key in table} == set(ACTIONS)
