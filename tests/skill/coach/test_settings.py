"""What a person may change: confirmed in a few words, and kept for the next session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skill.coach.changing import PACES
from skill.coach.state import Settings, State
from skill.state_json import kept_json, read_kept
from tests.skill.coach.talks import LIBRARY, Talk, begun

if TYPE_CHECKING:
    from content.model.lines import ConversationLine

CONFIRMED: tuple[ConversationLine, ...] = (
    "slower", "slowest", "faster", "fastest", "hold_now", "hold_limited", "times_now", "times_limited",
    "talk_less", "talk_least", "talk_more", "talk_most", "easier", "harder", "no_easier", "no_harder", "usual",
)  # fmt: skip


@pytest.mark.parametrize("name", CONFIRMED)
def test_a_change_is_confirmed_in_about_five_words(name: ConversationLine) -> None:
    for sentence in LIBRARY.conversation.lines[name]:
        assert len(sentence.replace("{time}", "a b").replace("{times}", "a b").split()) <= 6


@pytest.mark.parametrize(("way", "last", "end"), [("slower", "slowest", 0), ("faster", "fastest", -1)])
def test_the_pace_to_its_end(way: str, last: str, end: int) -> None:
    talk = begun(exercise="bridge")
    said = [talk.say(way).partition(".")[0] for _ in range(6)]
    steps = PACES.index(1.0) if way == "slower" else len(PACES) - 1 - PACES.index(1.0)
    assert said == [f"A little {way} from now"] * steps + [f"This is my {last} pace"] * (6 - steps)
    assert talk.kept.settings.pace == PACES[end]


def test_the_talk_to_both_ends() -> None:
    talk = begun(exercise="bridge")
    said = [talk.say("less-talking").partition(".")[0] for _ in range(3)]
    assert said == ["I will talk less", "I will talk less", "I say hardly anything already"]
    said = [talk.say("more-talking").partition(".")[0] for _ in range(3)]
    assert said == ["I will talk more", "I will talk more", "I tell you everything already"]


@pytest.mark.parametrize(
    ("exercise", "seconds", "said", "kept"),
    [
        ("single-knee-to-chest", 20, "Holding for twenty seconds now. Ready for the right side?", 20),
        ("single-knee-to-chest", 30, "Holding for thirty seconds now. Ready for the right side?", 30),
        ("single-knee-to-chest", 31, "Here thirty seconds is the limit. Ready for the right side?", 31),
        ("single-knee-to-chest", 1, "Here three seconds is the limit. Ready for the right side?", 1),
        ("single-knee-to-chest", 120, "Here thirty seconds is the limit. Ready for the right side?", 120),
        (
            "straight-leg-raise",
            9,
            "This one has no timed hold. I keep that for the others. Ready for the right side?",
            9,
        ),
    ],
)
def test_a_hold(exercise: str, seconds: int, said: str, kept: int) -> None:
    talk = begun(exercise=exercise)
    assert talk.say("set-hold", seconds=seconds) == said
    assert talk.kept.settings.hold_s == kept


@pytest.mark.parametrize("seconds", [121, 900, 10**9, -5])
def test_a_hold_out_of_range_is_asked_for_again(seconds: int) -> None:
    talk = begun(exercise="bridge")
    question = "I hold from one second to one hundred twenty seconds. Which would you like?"
    assert talk.say("set-hold", talk.after_hold_s(1), seconds=seconds) == question
    assert talk.kept.settings == Settings()
    assert talk.say("choose-time", seconds=12) == "Holding for twelve seconds now. Shall we go on?"
    assert talk.say("yes") == "We go on with bridge, on your back. <bridge 2 again> Shall we finish?"


@pytest.mark.parametrize("number", [61, 10**9, -5])
def test_repetitions_out_of_range_are_asked_for_again(number: int) -> None:
    talk = begun(exercise="bridge")
    question = "I count from one to sixty. How many would you like?"
    assert talk.say("set-repetitions", number=number) == question
    assert talk.kept.settings == Settings()


@pytest.mark.parametrize(
    ("asked", "name", "slots", "said"),
    [
        ("set-hold", "set-hold", {"seconds": 8}, "Holding for eight seconds now. Shall we go on?"),
        ("set-hold", "choose-time", {"seconds": 8}, "Holding for eight seconds now. Shall we go on?"),
        ("set-hold", "set-repetitions", {"number": 8}, "Holding for eight seconds now. Shall we go on?"),
        ("set-repetitions", "set-repetitions", {"number": 8}, "Eight times each, from now on. Shall we go on?"),
        ("set-repetitions", "set-hold", {"seconds": 8}, "Eight times each, from now on. Shall we go on?"),
        ("set-hold", "no", {}, "Shall we go on?"),
        ("set-hold", "yes", {}, "We go on with bridge, on your back. <bridge 2 again> Shall we finish?"),
        ("set-hold", "what", {}, "For how long, in seconds?"),
        ("set-hold", "repeat", {}, "For how long, in seconds?"),
        ("set-repetitions", "no", {}, "Shall we go on?"),
        ("set-repetitions", "repeat", {}, "How many repetitions would you like?"),
        ("set-repetitions", "slower", {}, "A little slower from now. Shall we go on?"),
    ],
)
def test_a_number_alone_answers_the_question(asked: str, name: str, slots: dict[str, int], said: str) -> None:
    talk = begun(exercise="bridge")
    talk.say(asked, talk.after_hold_s(1))
    assert talk.say(name, **slots) == said


def test_holds_longer_and_shorter_by_five_seconds() -> None:
    talk = begun(exercise="single-knee-to-chest")
    said = [talk.say("hold-longer").partition(".")[0] for _ in range(6)]
    numbers = ("ten", "fifteen", "twenty", "twenty-five", "thirty")
    assert said == [*(f"Holding for {number} seconds now" for number in numbers), "Here thirty seconds is the limit"]
    assert talk.say("hold-shorter") == "Holding for twenty-five seconds now. Ready for the right side?"


@pytest.mark.parametrize(
    ("seconds", "kept"), [(2, None), (3, 3), (20, 20), (59, 59), (60, None), (61, None), (0, None), (None, None)]
)
@pytest.mark.parametrize("at_s", [60, None], ids=["amid", "asked"])
def test_a_short_time_alone_is_a_hold_in_a_routine(at_s: float | None, seconds: int | None, kept: int | None) -> None:
    talk = begun(exercise="single-knee-to-chest")
    talk.say("choose-time", at_s, seconds=seconds)
    assert talk.kept.settings == Settings(hold_s=kept)


def test_a_short_time_alone_is_no_hold_outside_of_a_routine() -> None:
    talk = Talk()
    talk.say("launch")
    assert talk.say("choose-time", seconds=20).startswith("The shortest takes about")
    assert talk.kept.settings == Settings()


def test_easier_and_harder_meet_at_the_usual() -> None:
    talk, words = begun(exercise="bridge"), LIBRARY.words.exercises["bridge"]
    question = f" {talk.answer.question}"
    said = [talk.say(way).removesuffix(question) for way in ("easier", "easier", "harder", "harder", "harder")]
    assert said == [
        f"The easier way, then. {words.easier}",
        "This is the easiest way.",
        "The usual way again.",
        f"The harder way, then. {words.harder}",
        "This is the hardest way.",
    ]
    assert talk.kept.settings.ways == {"bridge": "harder"}
    talk.say("easier")
    assert talk.kept.settings.ways == {}


def test_an_exercise_without_an_easier_way() -> None:
    steps = [step.exercise.id for routine in LIBRARY.spoken for step in routine.steps]
    without = [name for name in steps if not LIBRARY.words.exercises[name].harder]
    for name in without[:1]:
        routine = next(each for each in LIBRARY.spoken if name in each.exercise_ids)
        assert begun(routine.id, name).say("harder").startswith("This is the hardest way.")
    assert begun().say("easier", 10) == "<talk> Shall we go on?"


CHANGES = {
    "slower": ({}, Settings(pace=0.85)),
    "faster": ({}, Settings(pace=1.15)),
    "set-hold": ({"seconds": 12}, Settings(hold_s=12)),
    "set-repetitions": ({"number": 4}, Settings(repetitions=4)),
    "hold-longer": ({}, Settings(hold_s=10)),
    "less-talking": ({}, Settings(detail="brief")),
    "easier": ({}, Settings(ways={"bridge": "easier"})),
    "harder": ({}, Settings(ways={"bridge": "harder"})),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("at_s", [60, None], ids=["amid", "asked"])
def test_what_was_changed_is_in_force_in_the_next_session(name: str, at_s: float | None) -> None:
    slots, settings = CHANGES[name]
    talk = begun(exercise="bridge")
    talk.say(name, at_s, **slots)
    talk.say("stop")
    again = Talk(State(read_kept(kept_json(talk.kept))))
    again.relaunch()
    assert again.kept.settings == settings
    again.say("yes")
    again.say("usual")
    assert again.kept.settings == Settings()


def test_settings_outside_of_a_routine_are_kept_too() -> None:
    talk = Talk()
    talk.say("launch")
    assert talk.say("slower").startswith("A little slower from now. You could try")
    assert talk.say("set-hold", seconds=12).startswith("Holding for twelve seconds now. You could try")
    assert talk.say("set-repetitions", number=4).startswith("Four times each, from now on. You could try")
    assert talk.kept.settings == Settings(12, 4, 0.85)


def test_a_hold_at_its_limit_stays_and_changes_nothing_elsewhere() -> None:
    """The bridge is held for five seconds at least: to ask for less must not shorten every other hold to one second."""
    talk = begun(exercise="bridge")
    assert talk.say("hold-shorter").startswith("Here five seconds is the limit.")
    assert talk.kept.settings == Settings()
