"""Speaking up at every second of a turn: the coach knows which repetition it was, and goes on there.

What was heard by then is read from the very document that the device gets, not from the coach's own clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.model.words import fill
from skill.build import libraries
from skill.coach.state import BegunRoutine, Bookmark, Heard, Moment, PersonState, SessionState, State
from skill.coach.step import step
from skill.simulator.speaker import heard
from skill.speech.apla import document

if TYPE_CHECKING:
    from content.model.words import Instruction
    from content.timeline.cues import Side
    from skill.coach.library import Library
    from skill.coach.state import Answer, Reply
    from skill.simulator.apla import PlayedSound

START_MS = 1_800_000_000_000


@cache
def library() -> Library:
    return libraries(load())["en"]


def say(state: State, name: str, now_ms: int) -> Reply:
    return step(library(), state, Heard(name), Moment(now_ms, "2026-11-21", "US", lambda lines: lines[0]))


def at_the_question_before(routine: str, bookmark: Bookmark) -> State:
    """Somebody who is asked whether they are ready for ``bookmark``, and is not in pain."""
    run = BegunRoutine(routine, None, bookmark)
    last = Bookmark(max(bookmark.step - 1, 0), 1, "", 1)
    return State(PersonState(run=run, is_known=True), SessionState(asking="next", in_pain=False, last=last))


@dataclass(frozen=True)
class Done:
    """How far a person was, by what they had heard."""

    number: int
    is_finished: bool
    """Whether its hold was over."""


def called(number: int) -> str:
    """What is called before a repetition that is not the last."""
    return fill(library().words.phrases.lines["count"], number=name_of(number))


def name_of(number: int) -> str:
    return library().words.grammar.number(number)


COUNTED = (*(called(number) for number in (2, 3, 4)), library().words.phrases.lines["count_last"])
"""What is called before the second to the fifth repetition."""


def releases(exercise: str) -> set[str]:
    """The words that end its holds."""
    manner = library().words.exercises[exercise].manner
    sides = (("left", "right"), ("right", "left"))
    return {text.replace("{side}", side).replace("{other}", other) for text in manner.release for side, other in sides}


def done_at(sounds: list[PlayedSound], now_ms: int, exercise: str) -> Done:
    """The last number that was begun to be called (the first is not called), and whether it was released since.

    Inside a hold a number counts it down.
    """
    done, is_held = Done(1, False), False
    for sound in sounds:
        if sound.kind != "speech" or sound.start_ms > now_ms:
            continue
        if sound.text == "Hold.":
            is_held = True
        elif sound.text in releases(exercise):
            done, is_held = Done(done.number, True), False
        elif sound.text in COUNTED and not is_held:
            done = Done(COUNTED.index(sound.text) + 2, False)
    return done


def first_number(answer: Answer) -> str:
    """What is called first in the turn of an answer that goes on in the middle."""
    texts = [sound.text for sound in heard(document(answer)) if sound.kind == "speech"]
    return next((text for text in texts if text in COUNTED), "")


@pytest.mark.parametrize(
    ("routine", "exercise"), [("relief-techniques", "pelvic-tilt"), ("lower-back-relief", "pelvic-tilt")]
)
def test_at_every_second_of_a_turn_it_is_known_which_repetition_it_was(routine: str, exercise: str) -> None:
    index = library().content.routines[routine].exercise_ids.index(exercise)
    sent = say(at_the_question_before(routine, Bookmark(index)), "yes", START_MS)
    sounds = heard(document(sent.answer))
    begin_ms = next(sound.end_ms for sound in sounds if sound.text == "Hold.")
    last_ms = max(sound.start_ms for sound in sounds if sound.text in releases(exercise))
    known = []
    for second in range(begin_ms // 1_000 + 1, last_ms // 1_000):
        now_ms = second * 1_000
        true = done_at(sounds, now_ms, exercise)
        reply = say(sent.state, "how-many-left", START_MS + now_ms)
        ends = f"This is number {name_of(true.number)} of five." if true.number < 5 else "This is the last of five."
        assert reply.answer.before[0] == ends, second
        goes_on = true.number + true.is_finished
        run = reply.state.kept.run
        assert run is not None
        assert run.bookmark.repetition == goes_on, second
        if goes_on > 1:
            assert first_number(reply.answer) == COUNTED[goes_on - 2]
        known.append(true.number)
    assert known == sorted(known)
    assert set(known) == {1, 2, 3, 4, 5}


STAYING = ("hurts", "repeat", "switch-sides")
"""What leads back to the exercise just done, even when its last hold is over."""


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_place_is_kept_at_every_second_of_a_turn(side: Side) -> None:
    """On either side, in the lead, in a hold or between: the next answer begins where the person was."""
    index = library().content.routines["relief-techniques"].exercise_ids.index("single-knee-to-chest")
    bookmark = Bookmark(index) if side == "left" else Bookmark(index, 1, "right", 1)
    sent = say(at_the_question_before("relief-techniques", bookmark), "yes", START_MS)
    sounds = heard(document(sent.answer))
    last_ms = max(sound.start_ms for sound in sounds if sound.text in releases("single-knee-to-chest"))
    after = Bookmark(index, 1, "right", 1) if side == "left" else Bookmark(index + 1)
    for second in range(0, sounds[-1].start_ms // 1_000, 3):
        for name in ("slower", "how-long-left", "less-talking", "stop", *STAYING):
            run = say(sent.state, name, START_MS + second * 1_000).state.kept.run
            assert run is not None
            if second * 1_000 >= last_ms and name not in STAYING:
                assert run.bookmark == after, (second, name)
                continue
            assert run.bookmark.step == index, (second, name)
            other: Side = "right" if side == "left" else "left"
            assert run.bookmark.side in ("", other if name == "switch-sides" else side), (second, name)


def test_at_the_question_the_turn_is_over() -> None:
    sent = say(at_the_question_before("relief-techniques", Bookmark(0)), "yes", START_MS)
    reply = say(sent.state, "how-many-left", START_MS + 400_000)
    assert reply.answer.cues == ()
    assert reply.answer.before == ("There are four exercises to go.",)
    assert reply.answer.question == sent.answer.question


def test_sides_that_alternate_begin_again_with_the_left() -> None:
    """Broken off on the right of number two: both sides of it are done again, so that each is done as often."""
    index = library().content.routines["lower-back-relief"].exercise_ids.index("knee-rolls")
    sent = say(at_the_question_before("lower-back-relief", Bookmark(index)), "yes", START_MS)
    sounds = heard(document(sent.answer))
    second = next(position for position, sound in enumerate(sounds) if sound.text == called(2))
    right = next(sound for sound in sounds[second:] if sound.text.startswith("Breathe out") and "right" in sound.text)
    reply = say(sent.state, "slower", START_MS + right.end_ms + 500)
    texts = [sound.text for sound in heard(document(reply.answer)) if sound.kind == "speech"]
    assert texts[1] == called(2)
    assert "left" in texts[2]


def test_when_the_session_ends_in_the_middle_the_next_launch_says_where() -> None:
    sent = say(at_the_question_before("relief-techniques", Bookmark(4)), "yes", START_MS)
    third = [sound for sound in heard(document(sent.answer)) if sound.text == called(3)][-1]
    gone = say(sent.state, "gone", START_MS + third.end_ms)
    launched = say(gone.state, "launch", START_MS + 90_000_000)
    assert launched.answer.before == ("Welcome back.", "Last time you stopped at bridge, number three of five.")
    assert launched.answer.question == "Shall we go on there?"
    asked = say(launched.state, "yes", START_MS + 90_010_000)
    assert asked.answer.question == "Are you on the floor already?"
    resumed = say(asked.state, "yes", START_MS + 90_015_000)
    assert resumed.answer.before == ("We go on with bridge, on your back.",)
    assert first_number(resumed.answer) == called(3)


def test_sentences_before_a_turn_do_not_shift_the_clock() -> None:
    """What is said first, such as a confirmation, takes time that no repetition is counted for."""
    sent = say(at_the_question_before("relief-techniques", Bookmark(0)), "yes", START_MS)
    slower = say(sent.state, "slower", START_MS + 68_000)
    sounds = heard(document(slower.answer))
    assert sounds[0].text == "A little slower from now."
    fourth = next(sound for sound in sounds if sound.text == called(4))
    for late_ms, name in ((-600, "three"), (600, "four")):
        reply = say(slower.state, "how-many-left", START_MS + 68_000 + fourth.start_ms + late_ms)
        assert reply.answer.before[0] == f"This is number {name} of five."


SIDED = ("single-knee-to-chest", "straight-leg-raise", "side-lying-leg-lift", "buttock-stretch", "all-fours-leg-lift")


@pytest.mark.parametrize("exercise", SIDED)
@pytest.mark.parametrize("side", ["left", "right"])
def test_going_on_amid_an_exercise_names_the_limb_of_this_side(exercise: str, side: Side) -> None:
    """The start position and the word to move on, with the side in it, and no word of the whole explanation."""
    index = library().content.routines["whole-programme"].exercise_ids.index(exercise)
    run = BegunRoutine("whole-programme", None, Bookmark(index, 1, side, 2))
    lies_there = SessionState(asking="go_on", in_pain=False, last=Bookmark(index, 1, side, 2))
    reply = say(State(PersonState(run=run, is_known=True), lies_there), "yes", START_MS)
    texts = [sound.text for sound in heard(document(reply.answer)) if sound.kind == "speech"]
    words = library().words.exercises[exercise]
    begins = (*COUNTED, library().words.phrases.lines["in"])
    lead = texts[1 : texts.index(next(text for text in texts if text in begins))]
    assert any(text.startswith(f"When I say {words.manner.word}") for text in lead)
    assert words.amber in lead
    assert words.aim not in lead
    other = "right" if side == "left" else "left"
    arrive = (side == "right" and words.manner.change) or words.manner.arrive
    assert set(said_on(side, other, arrive)) <= {*lead}
    assert [lead.index(text) for text in said_on(side, other, arrive)] == sorted(
        map(lead.index, said_on(side, other, arrive))
    )


def said_on(side: str, other: str, instructions: tuple[Instruction, ...]) -> list[str]:
    return [each.text.replace("{side}", side).replace("{other}", other) for each in instructions]
