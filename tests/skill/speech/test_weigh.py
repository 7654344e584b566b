"""What an answer weighs, and when it is too heavy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.timeline.cues import Chime, Move, Say, Tone, phrase
from skill.alexa import limits
from skill.coach.answer import Answer
from skill.speech import apla, weigh
from skill.speech.apla_json import document_json
from skill.speech.rows import length_ms
from skill.speech.ssml import ssml
from skill.speech.weigh import Weight, fits
from tests.skill.speech.small import MOVES, ONE_HOLD, TALK, TOLD, TWO_HOLDS
from tests.skill.speech.turns import ROUTINES, answers

LIGHT = Weight(length_ms=60_000, ssml_characters=900, apla_bytes=2_000, audio_tags=1)


@pytest.mark.parametrize("answer", [TALK, ONE_HOLD, TWO_HOLDS, MOVES])
def test_an_answer_weighs_what_is_sent(answer: Answer) -> None:
    document = document_json(answer)
    assert weigh.weigh(answer) == Weight(
        length_ms(answer), len(ssml(answer)), len(document.encode()), document.count('"Audio"')
    )
    assert fits(weigh.weigh(answer))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("length_ms", weigh.AUDIO_MOST_MS),
        ("ssml_characters", weigh.SPEECH_MOST_CHARACTERS),
        ("apla_bytes", weigh.DOCUMENT_MOST_BYTES),
        ("audio_tags", limits.AUDIO_TAGS),
    ],
)
def test_each_limit_binds_by_itself(name: str, most: int) -> None:
    assert fits(replace(LIGHT, **{name: most}))
    assert not fits(replace(LIGHT, **{name: most + 1}))


def test_every_limit_is_kept_with_room_to_spare() -> None:
    assert weigh.AUDIO_MOST_MS < limits.AUDIO_MS
    assert weigh.SPEECH_MOST_CHARACTERS < limits.SPEECH_CHARACTERS
    assert weigh.DOCUMENT_MOST_BYTES + 3_000 < limits.RESPONSE_BYTES


def test_what_lasts_too_long_does_not_fit() -> None:
    long = Answer((), (Say(TOLD, phrase("Walk.")), Move(TOLD, 230_000)), "Ready?")
    assert not fits(weigh.weigh(long))


def test_chimes_are_counted() -> None:
    chimes = Answer((), (Chime(TOLD, Tone("open")),) * 6, "Ready?")
    assert weigh.weigh(chimes).audio_tags == 6
    assert not fits(weigh.weigh(chimes))


def test_time_binds_before_size_in_every_chapter() -> None:
    """So to split by time is enough; and every chapter of an exercise with a few repetitions fits as it is."""
    weights = [weigh.weigh(answer) for routine in ROUTINES for answer in answers(routine, ("full",))]
    assert any(fits(weight) for weight in weights)
    for weight in weights:
        if weight.length_ms <= weigh.AUDIO_MOST_MS:
            assert fits(weight), weight


def test_a_turn_is_made_once_for_all_its_listeners() -> None:
    one, other = replace(ONE_HOLD, before=("Hello.",)), replace(ONE_HOLD, question="Go on?")
    assert apla.part(one.cues) is apla.part(other.cues)
    assert document_json(one) != document_json(other)
    same = ONE_HOLD.cues[:1] + ONE_HOLD.cues[1:]  # equal, yet another turn
    assert same is not ONE_HOLD.cues
    assert apla.part(same) == apla.part(ONE_HOLD.cues)
    assert apla.part(same) is not apla.part(ONE_HOLD.cues)
