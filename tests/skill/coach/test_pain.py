"""Pain is always answered, and never kept."""

from __future__ import annotations

import json

import pytest

from skill.coach.state import BegunRoutine, Bookmark, Settings, State
from skill.state_json import kept_json
from tests.skill.coach.talks import CONTENT, LIBRARY, Talk, begun, known

PAIN = "Does your back hurt more than usual today?"
ASKED = f"Next would be back muscle squeeze. It is not for a painful day. {PAIN}"
ENDING = "<talk> Shall we finish?"
LEFT_OUT = f"We leave out back muscle squeeze today. {ENDING}"
WHAT_NOW = "Shall I make it easier, skip it, or end for today?"
SIGNS = "Numb legs, numb between your legs, or pain in your chest? Say, get help."
HURT = f"Then stop there, and come out of it slowly. Rest. {SIGNS} {WHAT_NOW}"
EASIER_HINT = "A familiar ache? Say easier. Sharp, or down a leg? Say skip. Or say stop."


def asked_about_pain() -> Talk:
    talk = begun("lower-back-pain", "deep-abdominal")
    while talk.say("yes") != ASKED:
        assert talk.here == "deep-abdominal"
    return talk


@pytest.mark.parametrize(
    ("name", "said", "in_pain"),
    [
        ("no", "<erector-isometric> Shall we go on?", False),
        ("ready", "<erector-isometric> Shall we go on?", False),
        ("yes", LEFT_OUT, True),
        ("hurts", LEFT_OUT, True),
        ("skip", f"Skipping back muscle squeeze. {ENDING}", None),
        ("next", f"Skipping back muscle squeeze. {ENDING}", None),
        ("what", PAIN, None),
        ("repeat", PAIN, None),
        ("not-understood", f"I did not get that. Yes or no is enough. {PAIN}", None),
        ("slower", f"A little slower from now. {PAIN}", None),
        ("resume", f"Yes or no is enough. {PAIN}", None),
        ("what-is-next", f"Next comes back muscle squeeze. {PAIN}", None),
        ("stop", "I keep your place. Take your time getting up. Take care.", None),
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
        assert PAIN not in talk.say("go-to", exercise="erector-isometric")
    talk.say("stop")
    talk.relaunch()
    talk.say("choose-routine", routine="lower-back-pain")
    assert talk.say("go-to", exercise="erector-isometric") == ASKED


def test_it_is_asked_before_every_marked_exercise() -> None:
    marked = {exercise.id for exercise in CONTENT.exercises.values() if "pain" in exercise.avoid}
    assert marked
    for routine in LIBRARY.spoken:
        for name in marked & {*routine.exercise_ids}:
            assert begun(routine.id).say("go-to", exercise=name).endswith(PAIN)


def test_going_on_in_the_middle_of_a_marked_exercise_asks_too() -> None:
    talk = Talk(known(run=BegunRoutine("lower-back-pain", None, Bookmark(1, 1, "", 2))))
    talk.say("launch")
    assert talk.say("yes").endswith(PAIN)
    assert talk.say("no") == "Are you on the floor already?"
    assert (
        talk.say("yes")
        == "We go on with back muscle squeeze, on your front. <erector-isometric 2 again> Shall we finish?"
    )


def test_for_a_person_in_pain_the_exercise_is_omitted_without_asking() -> None:
    talk = Talk(known())
    talk.say("launch")
    talk.say("hurts")
    talk.say("choose-routine", routine="lower-back-pain")
    assert talk.say("go-to", exercise="erector-isometric") == (
        "We leave out back muscle squeeze today. <talk> Would you like anything else today?"
    )
    said = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    assert LIBRARY.words.phrases.lines["rest_standing"] in said  # nobody has got down yet


def test_whoever_is_not_in_pain_does_not_hear_when_to_leave_it_out() -> None:
    talk = asked_about_pain()
    talk.say("no")
    said = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    words = LIBRARY.words.exercises["erector-isometric"]
    assert words.aim in said
    assert words.avoid not in said


HELP_NOW = (
    "Please stop, and get medical help now. In an emergency, call nine one one, or ask somebody near you to call. "
    "Do not exercise until a doctor says that you may."
)
WAYS_ON = {
    "yes": f"{EASIER_HINT} {WHAT_NOW}",
    "choose-need": f"{EASIER_HINT} {WHAT_NOW}",
    "choose-offered": f"{EASIER_HINT} {WHAT_NOW}",
    "emergency": HELP_NOW,
    "easier": "The easier way, then. <single-knee-to-chest left 1 again> Ready for the right side?",
    "hold-shorter": "The easier way, then. <single-knee-to-chest left 1 again> Ready for the right side?",
    "skip": "Skipping single knee to chest. <double-knee-to-chest> Ready for the next one?",
    "next": "Skipping single knee to chest. <double-knee-to-chest> Ready for the next one?",
    "no": (
        "Rest now. If it is severe, or there tomorrow, too, ask for advice. I keep your place. "
        "Take your time getting up. Take care."
    ),
    "stop": (
        "Rest now. If it is severe, or there tomorrow, too, ask for advice. I keep your place. "
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
    assert talk.say("hurts", talk.after_hold_s(1)) == HURT
    assert talk.say(name) == WAYS_ON[name]


def test_the_easier_way_is_said_with_the_start_position() -> None:
    talk = begun(exercise="single-knee-to-chest")
    talk.say("hurts", talk.after_hold_s(1))
    assert talk.say("easier").startswith("The easier way, then. <single-knee-to-chest left 1 again>")
    words = LIBRARY.words.exercises["single-knee-to-chest"]
    texts = [cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")]
    assert texts.count(words.easier) == 1
    assert texts.index(words.easier) < texts.index("Breathe in.")
    assert words.manner.arrive[0].text.replace("{side}", "left") in texts
    assert talk.kept.settings == Settings(ways={"single-knee-to-chest": "easier"})


def test_an_exercise_that_is_already_done_the_easier_way() -> None:
    talk = begun(exercise="single-knee-to-chest")
    talk.say("easier", talk.after_hold_s(1))
    talk.say("hurts", talk.after_hold_s(2, "left"))
    assert talk.say("easier").startswith("This is the easiest way. <single-knee-to-chest left 2 again>")


IDLE = (
    "I am sorry to hear that. Is it severe, or new after an injury? Then see your doctor first. "
    f"{SIGNS} Would you like something short and gentle?"
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("yes", "<talk> Shall we go on?"),
        ("no", "Rest now. If it is severe, or there tomorrow, too, ask for advice. Take care."),
        ("what", "Would you like something short and gentle?"),
        ("not-understood", "I did not get that. Yes or no is enough. Would you like something short and gentle?"),
        (
            "list",
            "I also have steady back, relief stretches and seven for the back. Which routine would you like?",
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


@pytest.mark.parametrize("answer", ["yes", "skip"])
def test_after_a_last_exercise_that_was_left_out_one_rests_and_comes_up_from_where_one_lies(answer: str) -> None:
    """On the back, not on the front where that exercise is done; also when the rest is broken off."""
    talk = asked_about_pain()
    phrases = LIBRARY.words.phrases
    turned, up = (
        {each.text for each in phrases.passages[way]} for way in (("front", "side-lying"), ("back", "upright"))
    )
    talk.say(answer)
    for name in ("", "how-many-left", "pause", "yes"):
        line = talk.say(name, 20) if name else talk.line
        said = {cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")}
        assert not said & turned
        assert line.endswith("<silence> Shall we go on?") or phrases.lines["rest_lying"] in said
    assert talk.say("yes") == "<talk 1> Would you like anything else today?"
    assert up <= {cue.phrase.text for cue in talk.answer.cues if hasattr(cue, "phrase")}
