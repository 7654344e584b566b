"""Whole documents and whole SSML of small answers."""

from __future__ import annotations

from typing import Any

import pytest

from skill.coach.state import Answer
from skill.speech.apla import document
from skill.speech.ssml import speak, ssml
from tests.skill.speech.small import MOVES, ONE_HOLD, TALK, TWO_HOLDS

Json = dict[str, Any]


def silence(ms: int) -> Json:
    return {"type": "Silence", "duration": ms}


def speech(text: str) -> Json:
    return {"type": "Speech", "content": text}


def chime(name: str) -> Json:
    return {"type": "Audio", "source": f"soundbank://soundlibrary/musical/amzn_sfx_bell_{name}"}


def mark(offset_ms: int, text: str) -> Json:
    return {"type": "Sequencer", "duration": "trimToParent", "items": [silence(offset_ms), speech(text)]}


def move_mark(offset_ms: int, text: str) -> Json:
    return {"type": "Sequencer", "items": [silence(offset_ms), speech(text)]}


def mixer(*items: Json) -> Json:
    return {"type": "Mixer", "items": list(items)}


def whole(*items: Json, **compositions: Json) -> Json:
    found: Json = {
        "type": "APLA",
        "version": "0.91",
        "mainTemplate": {"parameters": ["payload"], "items": [{"type": "Sequencer", "items": list(items)}]},
    }
    return {**found, "compositions": compositions} if compositions else found


EXPECTED = [
    (TALK, whole(speech("Which routine?"))),
    (
        ONE_HOLD,
        whole(
            speech("All right."),
            silence(500),
            chime("short_chime_01"),
            silence(600),
            speech("Lift & hold."),
            silence(25_500),
            speech("One."),
            silence(250),
            speech("Hold."),
            mixer(
                silence(5_000),
                mark(300, "Breathe in."),
                mark(2_000, "Three."),
                mark(3_000, "Two."),
                mark(4_000, "One."),
            ),
            speech("And release."),
            silence(4_000),
            speech("Ready?"),
        ),
    ),
    (
        TWO_HOLDS,
        whole(
            silence(2_000),
            {"type": "Hold1"},
            silence(3_000),
            {"type": "Hold1"},
            silence(500),
            speech("Next one?"),
            Hold1={
                "items": [
                    {
                        "type": "Sequencer",
                        "items": [
                            speech("Hold."),
                            mixer(silence(8_000), mark(5_000, "Three."), mark(6_000, "Two."), mark(7_000, "One.")),
                            speech("And release."),
                        ],
                    }
                ]
            },
        ),
    ),
    (
        MOVES,
        whole(
            speech("Slowly."),
            silence(500),
            mixer(silence(6_000), move_mark(300, "Up."), move_mark(3_000, "Down.")),
            chime("med_chime_02"),
        ),
    ),
]


@pytest.mark.parametrize(("answer", "expected"), EXPECTED)
def test_the_document_is_the_golden_one(answer: Answer, expected: Json) -> None:
    assert document(answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (TALK, "<speak>Which routine?</speak>"),
        (
            ONE_HOLD,  # no chime; of the marks in the hold, the countdown alone
            '<speak>All right.<break time="500ms"/>Lift &amp; hold.<break time="10s"/><break time="10s"/>'
            '<break time="5500ms"/>One.<break time="250ms"/>Hold.<break time="2s"/>Three.<break time="300ms"/>'
            'Two.<break time="300ms"/>One.<break time="300ms"/>And release.<break time="4s"/>Ready?</speak>',
        ),
        (
            TWO_HOLDS,
            '<speak><break time="2s"/>Hold.<break time="5s"/>Three.<break time="300ms"/>Two.<break time="300ms"/>'
            'One.<break time="300ms"/>And release.<break time="3s"/>Hold.<break time="5s"/>Three.'
            '<break time="300ms"/>Two.<break time="300ms"/>One.<break time="300ms"/>And release.'
            '<break time="500ms"/>Next one?</speak>',
        ),
        (
            MOVES,  # movement keeps its marks, which say where to move
            '<speak>Slowly.<break time="800ms"/>Up.<break time="2s"/>Down.<break time="2300ms"/></speak>',
        ),
    ],
)
def test_the_ssml_is_the_golden_one(answer: Answer, expected: str) -> None:
    assert ssml(answer) == expected


def test_talk_alone_omits_what_is_empty_and_escapes_the_rest() -> None:
    assert speak(("You & me.", "", "1 < 2 > 0.")) == "<speak>You &amp; me. 1 &lt; 2 &gt; 0.</speak>"


def test_expressions_and_invalid_characters_are_spoken_as_text() -> None:
    answer = Answer((), (), 'I know no "${payload}\x00\ud800".')
    assert document(answer) == whole(speech('I know no "$ {payload}  ".'))
    assert ssml(answer) == '<speak>I know no "${payload}  ".</speak>'


def test_letters_of_any_language_are_unchanged() -> None:
    answer = Answer((), (), "Schön, weiter?")
    assert document(answer) == whole(speech("Schön, weiter?"))
    assert ssml(answer) == "<speak>Schön, weiter?</speak>"
