"""How large an answer is, and when it is too large."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from content.timeline.cues import Chime, Move, Say, Tone, phrase
from skill.alexa import limits
from skill.coach.state import Answer
from skill.speech import size
from skill.speech.apla import document, fragment
from skill.speech.size import AnswerSize, size_of, turn_fits
from skill.speech.ssml import ssml
from skill.speech.timing import length_ms
from tests.skill.speech.small import MOVES, ONE_HOLD, TALK, TOLD, TWO_HOLDS
from tests.skill.speech.turns import ROUTINES, answers

SMALL = AnswerSize(length_ms=60_000, ssml_characters=900, apla_bytes=2_000, audio_tags=1)


@pytest.mark.parametrize("answer", [TALK, ONE_HOLD, TWO_HOLDS, MOVES])
def test_the_size_is_of_what_is_sent(answer: Answer) -> None:
    written = json.dumps(document(answer), ensure_ascii=False, separators=(",", ":"))
    assert size_of(answer) == AnswerSize(
        length_ms(answer), len(ssml(answer)), len(written.encode()), written.count('"Audio"')
    )
    assert size_of(answer).fits


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("length_ms", size.AUDIO_MOST_MS),
        ("ssml_characters", size.SPEECH_MOST_CHARACTERS),
        ("apla_bytes", size.DOCUMENT_MOST_BYTES),
        ("audio_tags", limits.AUDIO_TAGS),
    ],
)
def test_each_limit_counts_by_itself(name: str, most: int) -> None:
    assert replace(SMALL, **{name: most}).fits
    assert not replace(SMALL, **{name: most + 1}).fits


def test_every_limit_is_kept_with_room_to_spare() -> None:
    assert size.AUDIO_MOST_MS < limits.AUDIO_MS
    assert size.SPEECH_MOST_CHARACTERS < limits.SPEECH_CHARACTERS
    assert size.DOCUMENT_MOST_BYTES + 3_000 < limits.RESPONSE_BYTES


def test_what_lasts_too_long_does_not_fit() -> None:
    long = Answer((), (Say(TOLD, phrase("Walk.")), Move(TOLD, 230_000)), "Ready?")
    assert not size_of(long).fits


def test_chimes_are_counted() -> None:
    chimes = Answer((), (Chime(TOLD, Tone("open")),) * 6, "Ready?")
    assert size_of(chimes).audio_tags == 6
    assert not size_of(chimes).fits


@pytest.mark.slow
def test_length_is_the_first_limit_that_a_chapter_reaches() -> None:
    """To split by time is enough; and every chapter of an exercise with a few repetitions fits as it is."""
    sizes = [size_of(answer) for routine in ROUTINES for answer in answers(routine, ("full",))]
    assert any(each.fits for each in sizes)
    for each in sizes:
        if each.length_ms <= size.AUDIO_MOST_MS:
            assert each.fits, each


def test_a_turn_leaves_room_for_what_is_said_before_it() -> None:
    cues = (Say(TOLD, phrase("Walk.")), Move(TOLD, 210_000))
    assert size_of(Answer((), cues, size.QUESTION)).fits
    assert not turn_fits(cues)
    assert turn_fits(cues[:1])


def test_a_turn_is_made_once_for_all_its_listeners() -> None:
    assert fragment(ONE_HOLD.cues) is fragment(replace(ONE_HOLD, before=("Hello.",)).cues)
    same = ONE_HOLD.cues[:1] + ONE_HOLD.cues[1:]  # equal, and the turn of somebody else
    assert same is not ONE_HOLD.cues
    assert fragment(same) is fragment(ONE_HOLD.cues)
