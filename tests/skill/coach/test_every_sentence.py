"""Every sentence that can be said in a routine, in the middle of a turn and at its question: the exact answer.

A turn that is played is in angle brackets: the exercise, the repetition it begins with, and "again" where the
start position is said once more.
"""

from __future__ import annotations

from typing import Any

import pytest

from skill.coach.step import ACTIONS
from tests.skill.coach.talks import begun

HURT = (
    "Stop there, and come out of it slowly. If your legs or your bottom feel numb, if your chest hurts, or if you "
    "had a fall, say, get help. Shall I make it easier, skip it, or end for today?"
)
HELP_NOW = (
    "Please stop, and get medical help now. In an emergency, call nine one one, or ask somebody near you to call. "
    "Do not exercise until a doctor says that you may."
)
AMID = {
    "next": "<double-knee-to-chest> Ready for the next one?",
    "yes": "<single-knee-to-chest left 2> Ready for the next one?",
    "no": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "ready": "<single-knee-to-chest left 2> Ready for the next one?",
    "resume": "<single-knee-to-chest left 2> Ready for the next one?",
    "previous": "<pelvic-tilt> Ready for the next one?",
    "repeat": "Once more, then. <single-knee-to-chest> Ready for the next one?",
    "skip": "Skipping single knee to chest. <double-knee-to-chest> Ready for the next one?",
    "switch-sides": "Now the right side. <single-knee-to-chest right 1 again> Ready for the next one?",
    "go-to exercise=pelvic-tilt": "<pelvic-tilt> Ready for the next one?",
    "go-to exercise=swim": "This routine has no swim. <single-knee-to-chest left 2> Ready for the next one?",
    "go-to unknown=handstand": "I have no exercise called that. <single-knee-to-chest left 2> Ready for the next one?",
    "go-to": "I have no exercise called that. <single-knee-to-chest left 2> Ready for the next one?",
    "pause": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "start-over": "From the beginning. <pelvic-tilt> Ready for the next one?",
    "stop": "I keep your place. Take your time getting up. Take care.",
    "help": (
        "You can say next, repeat, skip or pause. Or slower, hold longer, easier, less talking. And if "
        "anything hurts, say, that hurts. Shall we go on?"
    ),
    "how": (
        "It gently stretches your lower back, your hip and your buttock. Lie on your back with your knees "
        "bent. Put your feet flat on the floor, as wide as your hips. Your right foot stays on the floor. "
        "Bring your left knee toward your chest. Hold it behind the thigh, and ease it in to a mild stretch. "
        "Breathe slowly, down into your lower back. Put your left foot slowly back on the floor. Here is an "
        "easier way. Leave more room between your knee and your chest. If your hip or back pinches, let the "
        "knee drift away a little. Shall we go on?"
    ),
    "how exercise=bridge": (
        "It strengthens your buttocks and steadies your lower back. Lie on your back with your knees bent. "
        "Put your feet flat on the floor, as wide as your hips. Rest your arms by your sides. Draw your belly"
        " in a little, and squeeze your buttocks. Slowly lift your hips until your knees, hips and shoulders "
        "make a line. Breathe out as you lift. Roll your back down slowly, and rest your hips on the floor. "
        "Here is an easier way. Lift only a hand's width. If your back pinches, come down, and lift less next"
        " time. Shall we go on?"
    ),
    "how unknown=handstand": "I have no exercise called that. <single-knee-to-chest left 2> Ready for the next one?",
    "what": "<single-knee-to-chest left 2> Ready for the next one?",
    "what-is-next": (
        "After this comes double knee to chest. Then straight leg raise. <single-knee-to-chest left 2> Ready "
        "for the next one?"
    ),
    "how-many-left": (
        "This is the left side. This is number one of three. Then the right side. Then five exercises to go. "
        "<single-knee-to-chest left 2> Ready for the next one?"
    ),
    "how-long-left": "About sixteen minutes to go. <single-knee-to-chest left 2> Ready for the next one?",
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
    "easier": (
        "The easier way, then. Leave more room between your knee and your chest. <single-knee-to-chest left "
        "2> Ready for the next one?"
    ),
    "harder": (
        "The harder way, then. Let the other leg slide out along the floor. <single-knee-to-chest left 2> "
        "Ready for the next one?"
    ),
    "usual": "Everything as usual again. <single-knee-to-chest left 2> Ready for the next one?",
    "recording": (
        "Every routine can be had as a sound file, with the same timed holds, to play on any phone, without a"
        " network. The person who runs this skill for you can make them with Gentle Back on a computer. "
        "<single-knee-to-chest left 2> Ready for the next one?"
    ),
    "safety": (
        "If you have had an accident or an injury, or your back trouble is severe, ask your doctor first. Get"
        " medical help now for numb legs, numbness around your bottom, or chest pain. The same goes for "
        "fever, or trouble with your bladder or bowel. If anything hurts, stop. You have gone far enough. "
        "Shall we go on?"
    ),
    "fine": "Good to hear. <single-knee-to-chest left 2> Ready for the next one?",
    "privacy": (
        "I keep your settings, where you left off, and your last routines. Nothing about pain. Say, forget me, "
        "and all of it is gone. <single-knee-to-chest left 2> Ready for the next one?"
    ),
    "forget": "Shall I forget your settings, and where you left off?",
    "hurts": HURT,
    "hurts sign=fever": HELP_NOW,
    "warning-sign sign=fever": HELP_NOW,
    "warning-sign": HURT,
    "emergency": HELP_NOW,
    "not-understood": (
        "I did not get that. You can say next, repeat, slower, or that hurts. One thing at a time works best. "
        "Shall we go on?"
    ),
    "choose-routine routine=need-to-know": "<talk> Shall we begin?",
    "choose-routine unknown=yoga": (
        "I have no routine called that. <single-knee-to-chest left 2> Ready for the next one?"
    ),
    "choose-need need=hips": "Seven for the back would suit that. Shall we do that?",
    "choose-time seconds=20": "Holding for twenty seconds now. <single-knee-to-chest left 2> Ready for the right side?",
    "choose-time seconds=720": "Five minute ease, in twelve minutes. <talk> Shall we begin?",
    "choose-offered position=second": "<single-knee-to-chest left 2> Ready for the next one?",
    "choose-last": "<talk> Shall we begin?",
    "surprise": "I choose five minute ease. <talk> Shall we begin?",
    "list": "I have five minute ease, steady back and breath by breath. Which routine would you like?",
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
    "repeat": "Once more, then. <single-knee-to-chest> Ready for the next one?",
    "skip": "Skipping double knee to chest. <straight-leg-raise> Ready for the right side?",
    "switch-sides": "Now the left side. <single-knee-to-chest left 1 again> Ready for the next one?",
    "go-to exercise=pelvic-tilt": "<pelvic-tilt> Ready for the next one?",
    "go-to exercise=swim": "This routine has no swim. Ready for the next one?",
    "go-to unknown=handstand": "I have no exercise called that. Ready for the next one?",
    "go-to": "I have no exercise called that. Ready for the next one?",
    "pause": "I wait two minutes. Take your time. <silence> Shall we go on?",
    "start-over": "From the beginning. <pelvic-tilt> Ready for the next one?",
    "stop": "I keep your place. Take your time getting up. Take care.",
    "help": (
        "You can say next, repeat, skip or pause. Or slower, hold longer, easier, less talking. And if "
        "anything hurts, say, that hurts. Ready for the next one?"
    ),
    "how": (
        "It gently stretches your lower back, your hip and your buttock. Lie on your back with your knees "
        "bent. Put your feet flat on the floor, as wide as your hips. Your left foot stays on the floor. "
        "Bring your right knee toward your chest. Hold it behind the thigh, and ease it in to a mild stretch."
        " Breathe slowly, down into your lower back. Put your right foot slowly back on the floor. Here is an"
        " easier way. Leave more room between your knee and your chest. If your hip or back pinches, let the "
        "knee drift away a little. Shall we go on?"
    ),
    "how unknown=handstand": "I have no exercise called that. Ready for the next one?",
    "what": "Ready for the next one?",
    "what-is-next": "Next comes double knee to chest. Then straight leg raise. Ready for the next one?",
    "how-many-left": "There are five exercises to go. Ready for the next one?",
    "how-long-left": "About fourteen minutes to go. Ready for the next one?",
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
    "easier": "The easier way, then. Leave more room between your knee and your chest. Ready for the next one?",
    "harder": "The harder way, then. Let the other leg slide out along the floor. Ready for the next one?",
    "usual": "Everything as usual again. Ready for the next one?",
    "recording": (
        "Every routine can be had as a sound file, with the same timed holds, to play on any phone, without a"
        " network. The person who runs this skill for you can make them with Gentle Back on a computer. Ready"
        " for the next one?"
    ),
    "safety": (
        "If you have had an accident or an injury, or your back trouble is severe, ask your doctor first. Get"
        " medical help now for numb legs, numbness around your bottom, or chest pain. The same goes for "
        "fever, or trouble with your bladder or bowel. If anything hurts, stop. You have gone far enough. "
        "Shall we go on?"
    ),
    "fine": "Good to hear. Ready for the next one?",
    "privacy": (
        "I keep your settings, where you left off, and your last routines. Nothing about pain. Say, forget me, "
        "and all of it is gone. Ready for the next one?"
    ),
    "forget": "Shall I forget your settings, and where you left off?",
    "hurts": HURT,
    "hurts sign=fever": HELP_NOW,
    "warning-sign sign=fever": HELP_NOW,
    "warning-sign": HURT,
    "emergency": HELP_NOW,
    "not-understood": (
        "I did not get that. You can say next, repeat, slower, or that hurts. One thing at a time works best. "
        "Ready for the next one?"
    ),
    "choose-routine routine=need-to-know": "<talk> Shall we begin?",
    "choose-routine unknown=yoga": "I have no routine called that. Ready for the next one?",
    "choose-need need=hips": "Seven for the back would suit that. Shall we do that?",
    "choose-time seconds=20": "Holding for twenty seconds now. Ready for the next one?",
    "choose-time seconds=720": "Five minute ease, in twelve minutes. <talk> Shall we begin?",
    "choose-offered position=second": "Ready for the next one?",
    "choose-last": "<talk> Shall we begin?",
    "surprise": "I choose five minute ease. <talk> Shall we begin?",
    "list": "I have five minute ease, steady back and breath by breath. Which routine would you like?",
    "launch": "Welcome back. Last time you got as far as double knee to chest. Shall we go on there?",
    "gone": "",
}


def _heard(key: str) -> tuple[str, dict[str, Any]]:
    name, *slots = key.split()
    pairs = (slot.split("=") for slot in slots)
    return name, {slot: int(value) if value.isdigit() else value for slot, value in pairs}


@pytest.mark.parametrize("key", AMID)
def test_in_the_middle_of_a_turn(key: str) -> None:
    name, slots = _heard(key)
    assert begun(exercise="single-knee-to-chest").say(name, 60, **slots) == AMID[key]


@pytest.mark.parametrize("key", ASKED)
def test_at_the_question(key: str) -> None:
    name, slots = _heard(key)
    assert begun(exercise="single-knee-to-chest").say(name, **slots) == ASKED[key]


@pytest.mark.parametrize("table", [AMID, ASKED])
def test_every_sentence_is_tried(table: dict[str, str]) -> None:
    assert {key.split()[0] for key in table} == set(ACTIONS)
