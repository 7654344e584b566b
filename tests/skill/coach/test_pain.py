"""Pain is always answered, and never kept."""

from __future__ import annotations

import json

import pytest

from skill.coach.state import BegunRoutine, Bookmark, Settings, State
from skill.state_json import kept_json
from tests.skill.coach.talks import CONTENT, LIBRARY, Talk, begun, known

ASKED = "Next would be back muscle squeeze. It is not for days with pain. Are you in pain now?"
LEFT_OUT = "We leave out back muscle squeeze today. <deep-abdominal> Shall we finish?"
WHAT_NOW = "Shall I make it easier, skip it, or end for today?"
SIGNS = "If your legs or your bottom feel numb, if your chest hurts, or if you had a fall, say, get help."
HURT = f"Stop there, and come out of it slowly. {SIGNS} {WHAT_NOW}"
EASIER_HINT = "Say easier, skip, or stop. If you feel unwell in any other way, get help."


def asked_about_pain() -> Talk:
    talk = begun("lower-back-pain")
    assert talk.say("yes") == ASKED
    return talk


@pytest.mark.parametrize(
    ("name", "said", "in_pain"),
    [
        ("no", "<erector-isometric> Ready for the next one?", False),
        ("ready", "<erector-isometric> Ready for the next one?", False),
        ("yes", LEFT_OUT, True),
        ("hurts", LEFT_OUT, True),
        ("skip", "Skipping back muscle squeeze. <deep-abdominal> Shall we finish?", None),
        ("next", "Skipping back muscle squeeze. <deep-abdominal> Shall we finish?", None),
        ("what", "Are you in pain now?", None),
        ("repeat", "Are you in pain now?", None),
        ("not-understood", "I did not get that. Yes or no is enough. Are you in pain now?", None),
        ("slower", "A little slower from now. Are you in pain now?", None),
        ("resume", "Yes or no is enough. Are you in pain now?", None),
        ("what-is-next", "Next comes back muscle squeeze. Then deep belly hold. Are you in pain now?", None),
        ("stop", "I keep your place. Take care.", None),
    ],
)
def test_each_answer_to_the_question(name: str, said: str, in_pain: bool | None) -> None:
    talk = asked_about_pain()
    assert talk.say(name) == said
    assert talk.state.session.in_pain is in_pain


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_it_is_asked_once_in_a_session_and_again_in_the_next(answer: str) -> None:
    talk = asked_about_pain()
    talk.say(answer)
    for _ in range(2):
        assert "Are you in pain now?" not in talk.say("go-to", exercise="erector-isometric")
    talk.say("stop")
    talk.relaunch()
    talk.say("choose-routine", routine="lower-back-pain")
    assert talk.say("yes") == ASKED


def test_it_is_asked_before_every_marked_exercise() -> None:
    marked = {exercise.id for exercise in CONTENT.exercises.values() if "pain" in exercise.avoid}
    assert marked
    for routine in LIBRARY.spoken:
        for name in marked & {*routine.exercise_ids}:
            assert begun(routine.id).say("go-to", exercise=name).endswith("Are you in pain now?")


def test_going_on_in_the_middle_of_a_marked_exercise_asks_too() -> None:
    talk = Talk(known(run=BegunRoutine("lower-back-pain", None, Bookmark(0, 1, "", 2))))
    talk.say("launch")
    assert talk.say("yes").endswith("Are you in pain now?")
    assert talk.say("no") == "<erector-isometric 2 again> Ready for the next one?"


def test_for_a_person_in_pain_the_exercise_is_omitted_without_asking() -> None:
    talk = Talk(known())
    talk.say("launch")
    talk.say("hurts")
    talk.say("choose-routine", routine="lower-back-pain")
    assert talk.say("yes") == LEFT_OUT


HELP_NOW = (
    "Please stop, and get medical help now. In an emergency, call nine one one, or ask somebody near you to call. "
    "Do not exercise until a doctor says that you may."
)
WAYS_ON = {
    "yes": f"{SIGNS} {WHAT_NOW}",
    "choose-need": f"{SIGNS} {WHAT_NOW}",
    "choose-offered": f"{SIGNS} {WHAT_NOW}",
    "emergency": HELP_NOW,
    "easier": "The easier way, then. <single-knee-to-chest left 1 again> Ready for the next one?",
    "hold-shorter": "The easier way, then. <single-knee-to-chest left 1 again> Ready for the next one?",
    "skip": "Skipping single knee to chest. <double-knee-to-chest> Ready for the next one?",
    "next": "Skipping single knee to chest. <double-knee-to-chest> Ready for the next one?",
    "no": (
        "Rest now. See your doctor if the pain is severe, or does not get better. I keep your place. "
        "Take your time getting up. Take care."
    ),
    "stop": (
        "Rest now. See your doctor if the pain is severe, or does not get better. I keep your place. "
        "Take your time getting up. Take care."
    ),
    "what": WHAT_NOW,
    "repeat": WHAT_NOW,
    "ready": f"{EASIER_HINT} {WHAT_NOW}",
    "resume": f"{EASIER_HINT} {WHAT_NOW}",
    "not-understood": f"I did not get that. {EASIER_HINT} {WHAT_NOW}",
    "hurts": HURT,
    "slower": f"A little slower from now. {WHAT_NOW}",
    "pause": "I wait two minutes. Take your time. <silence> Shall we go on?",
}


@pytest.mark.parametrize("name", WAYS_ON)
def test_each_way_on_from_that_hurts(name: str) -> None:
    talk = begun(exercise="single-knee-to-chest")
    assert talk.say("hurts", 48) == HURT
    assert talk.say(name) == WAYS_ON[name]


def test_the_easier_way_is_said_with_the_start_position() -> None:
    talk = begun(exercise="single-knee-to-chest")
    talk.say("hurts", 60)
    talk.say("easier")
    texts = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    assert texts[0] == "Lie on your back with your knees bent."
    assert "Leave more room between your knee and your chest." in texts
    assert talk.kept.settings == Settings(ways={"single-knee-to-chest": "easier"})


def test_an_exercise_that_is_already_done_the_easier_way() -> None:
    talk = begun(exercise="single-knee-to-chest")
    talk.say("easier", 60)
    talk.say("hurts", 60)
    assert talk.say("easier").startswith("This is the easiest way. <single-knee-to-chest right 1 again>")


IDLE = (
    "I am sorry to hear that. If it is severe, or new after an injury, please see your doctor first. "
    f"{SIGNS} Would you like something short and gentle?"
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("yes", "<talk> Shall we begin?"),
        ("no", "Rest now. See your doctor if the pain is severe, or does not get better. Take care."),
        ("what", "Would you like something short and gentle?"),
        ("not-understood", "I did not get that. Yes or no is enough. Would you like something short and gentle?"),
        (
            "list",
            "I also have steady back, seven for the back and relief stretches. Which routine would you like?",
        ),
    ],
)
def test_it_hurts_outside_of_a_routine(name: str, said: str) -> None:
    talk = Talk(known())
    talk.say("launch")
    assert talk.say("hurts") == IDLE
    assert talk.say(name) == said


def test_only_gentle_routines_are_suggested_to_a_person_in_pain() -> None:
    talk = Talk(known())
    talk.say("launch")
    talk.say("hurts")
    for _ in range(6):
        line = talk.say("choose-routine", unknown="x")
        assert not any(name in line for name in ("steady back", "the whole programme"))


def test_nothing_about_pain_is_part_of_what_is_kept() -> None:
    plain, sore = begun("lower-back-pain"), begun("lower-back-pain")
    plain.say("skip")
    for name in ("hurts", "skip", "yes", "hurts", "stop"):
        sore.say(name)
        text = json.dumps(kept_json(sore.kept)).replace("lower-back-pain", "")
        assert not any(word in text for word in ("pain", "hurt", "sign", "sore"))
    assert kept_json(plain.kept).keys() == kept_json(sore.kept).keys()


def test_what_is_kept_is_the_same_whoever_was_in_pain() -> None:
    kept = []
    for answer in ("skip", "yes"):
        talk = asked_about_pain()
        talk.say(answer)
        talk.say("yes")
        kept.append(kept_json(talk.kept))
    assert kept[0] == kept[1]


def test_the_answer_is_gone_with_the_session() -> None:
    talk = asked_about_pain()
    talk.say("yes")
    talk.say("gone", 5)
    assert talk.state.session.in_pain is None
    assert State(talk.kept).session.in_pain is None
