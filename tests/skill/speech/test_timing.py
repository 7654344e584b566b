"""How long an answer takes, and when its sounds begin."""

from __future__ import annotations

import pytest

from content.timeline.cues import Rest, Say, Tone, phrase
from skill.coach.state import Answer
from skill.speech.timing import CHIME_MS, AlexaEstimate, length_ms
from tests.skill.speech.rows import rows_of
from tests.skill.speech.small import MOVES, ONE_HOLD, TALK, TOLD, TWO_HOLDS

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


def test_the_estimate_is_the_same_for_all_chimes() -> None:
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


def test_the_question_comes_after_the_shortest_pause() -> None:
    """A turn that ends in silence already has the pause."""
    ends_in_rest = Answer((), (Say(TOLD, phrase("Rest.")), Rest(TOLD, 3_000)), "Ready?")
    ends_in_speech = Answer((), (Say(TOLD, phrase("Rest."), 100),), "Ready?")
    assert rows_of(ends_in_rest)[-1].start_ms == 700 + 3_000
    assert rows_of(ends_in_speech)[-1].start_ms == 700 + 500


def test_a_sentence_before_removes_nothing_from_the_turn() -> None:
    """A sentence is not said twice in a minute, but a greeting does not count."""
    answer = Answer(("Lie down.",), (Say(TOLD, phrase("Lie down."), 500),), "")
    assert [row.sound for row in rows_of(answer)] == [phrase("Lie down.")] * 2
