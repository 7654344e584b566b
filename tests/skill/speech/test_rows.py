"""The clock of an answer, and where a person is by it."""

from __future__ import annotations

import pytest

from content.timeline.cues import Move, Rest, Say, Tone, Where, phrase
from skill.coach.answer import Answer
from skill.speech.estimate import CHIME_MS, AlexaEstimate
from skill.speech.rows import at, length_ms, rows_of
from tests.skill.speech.small import MOVES, ONE_HOLD, TALK, TOLD, TWO_HOLDS, hold, left

ANSWERS = [TALK, ONE_HOLD, TWO_HOLDS, MOVES, Answer(("One.", "Two."), (), "Three?"), Answer()]


@pytest.mark.parametrize(
    ("text", "expected_ms"),
    [
        ("One.", 700),
        ("Breathe in.", 1_100),
        ("Lie down. Bend your knees.", 2_600),  # two sentences
        ("Extraordinarily uncomfortable.", 2_220),  # two words, but thirty characters
    ],
)
def test_the_estimate_is_the_more_generous_of_two(text: str, expected_ms: int) -> None:
    assert AlexaEstimate().length_ms(phrase(text)) == expected_ms


def test_the_estimate_of_a_chime_is_one_for_all() -> None:
    assert {AlexaEstimate().length_ms(Tone(name)) for name in ("open", "close")} == {CHIME_MS}


@pytest.mark.parametrize("answer", ANSWERS)
def test_one_clock_covers_the_whole_answer(answer: Answer) -> None:
    rows = rows_of(answer)
    starts_ms = [row.start_ms for row in rows]
    assert starts_ms == sorted(starts_ms)
    assert length_ms(answer) >= max((row.end_ms for row in rows), default=0)


def test_what_is_said_before_comes_first_and_the_question_last() -> None:
    said = [
        (row.start_ms, row.end_ms, row.sound.text)
        for row in rows_of(Answer(("Good.", "On we go."), (Rest(TOLD, 2_000),), "Ready?"))
        if row.sound and not isinstance(row.sound, Tone)
    ]
    assert said == [(0, 700, "Good."), (1_200, 2_700, "On we go."), (5_200, 5_900, "Ready?")]


def test_the_question_waits_no_longer_than_it_must() -> None:
    """A turn that ends in silence has had the pause already."""
    ends_in_rest = Answer((), (Say(TOLD, phrase("Rest.")), Rest(TOLD, 3_000)), "Ready?")
    ends_in_speech = Answer((), (Say(TOLD, phrase("Rest."), 100),), "Ready?")
    assert rows_of(ends_in_rest)[-1].start_ms == 700 + 3_000
    assert rows_of(ends_in_speech)[-1].start_ms == 700 + 500


def test_a_sentence_before_takes_nothing_from_the_turn() -> None:
    """A sentence is not told twice in a minute, but a greeting does not count."""
    answer = Answer(("Lie down.",), (Say(TOLD, phrase("Lie down."), 500),), "")
    assert [row.sound for row in rows_of(answer)] == [phrase("Lie down.")] * 2


FIVE = Answer(
    ("Fine.",),
    (
        Say(TOLD, phrase("Bridge."), 500),
        Move(TOLD, 5_000),
        *(
            cue
            for repetition in range(1, 6)
            for cue in (hold(repetition, 8_000, of=5), Rest(left(repetition, 5), 2_000))
        ),
        Say(Where("bridge", "right", 0, 5, 1, "Change sides"), phrase("Change sides."), 500),
    ),
    "Ready?",
)


def test_the_repetition_reached_is_the_last_that_had_begun_at_every_second() -> None:
    rows = rows_of(FIVE)
    begun_ms = [next(row.start_ms for row in rows if row.where.repetition == number) for number in range(1, 6)]
    for elapsed_ms in range(0, length_ms(FIVE) + 30_000, 1_000):
        reached = at(rows, elapsed_ms)
        expected = sum(start_ms <= elapsed_ms for start_ms in begun_ms)
        assert reached.repetition == expected
        assert reached.side == ("left" if expected else "")
    assert at(rows, 10**9) == left(5, 5)  # the talk of the other side is no repetition of it


def test_before_the_first_repetition_the_exercise_is_known() -> None:
    rows = rows_of(FIVE)
    assert at(rows, 0) == Where()
    assert at(rows, 2_000) == TOLD
    assert at((), 5_000) == Where()
