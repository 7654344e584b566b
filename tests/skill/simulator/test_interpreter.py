"""The interpreters against documents and SSML written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from skill.simulator.apla import PlayedSound
from skill.simulator.speaker import DocumentError, heard
from skill.simulator.ssml import SsmlError
from tests.skill.speech.voices import Second, Voice

BELL = "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"
Json = dict[str, Any]


def document(item: Json, **compositions: Json) -> Json:
    found: Json = {"type": "APLA", "version": "0.91", "mainTemplate": {"parameters": ["payload"], "items": [item]}}
    return {**found, "compositions": compositions} if compositions else found


def speech(text: str, **more: str) -> Json:
    return {"type": "Speech", "content": text, **more}


def silence(ms: int) -> Json:
    return {"type": "Silence", "duration": ms}


def sequencer(*items: Json, **more: str) -> Json:
    return {"type": "Sequencer", "items": list(items), **more}


def mixer(*items: Json) -> Json:
    return {"type": "Mixer", "items": list(items)}


def said(text: str, start_ms: int, end_ms: int) -> PlayedSound:
    return PlayedSound("speech", text, start_ms, end_ms)


def quiet(start_ms: int, end_ms: int) -> PlayedSound:
    return PlayedSound("silence", "", start_ms, end_ms)


TRIM = {"duration": "trimToParent"}
LATE = sequencer(silence(3_500), speech("One."), **TRIM)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (speech("A."), [said("A.", 0, 1_000)]),
        (
            sequencer(speech("A."), silence(250), speech("B."), silence(40)),
            [said("A.", 0, 1_000), quiet(1_000, 1_250), said("B.", 1_250, 2_250), quiet(2_250, 2_290)],
        ),
        ({"type": "Audio", "source": BELL}, [PlayedSound("chime", BELL, 0, 1_000)]),
        (  # together, as long as the longest, in order of their start
            mixer(sequencer(silence(500), speech("B.")), speech("A."), silence(3_000)),
            [said("A.", 0, 1_000), said("B.", 500, 1_500), quiet(1_500, 3_000)],
        ),
        (  # a mark that is not trimmed stretches its Mixer
            sequencer(mixer(silence(4_000), sequencer(silence(3_500), speech("One."))), speech("And release.")),
            [quiet(0, 3_500), said("One.", 3_500, 4_500), said("And release.", 4_500, 5_500)],
        ),
        (  # a trimmed one does not
            sequencer(mixer(silence(4_000), LATE), speech("And release.")),
            [quiet(0, 3_500), said("One.", 3_500, 4_000), said("And release.", 4_000, 5_000)],
        ),
        (  # what would begin after the end is not heard
            mixer(silence(2_000), LATE, speech("A.")),
            [said("A.", 0, 1_000), quiet(1_000, 2_000)],
        ),
        (  # only the trimmed is cut
            mixer(silence(500), speech("A."), speech("B.", **TRIM)),
            [said("A.", 0, 1_000), said("B.", 0, 1_000)],
        ),
    ],
)
def test_a_document_is_heard_as_the_rules_say(item: Json, expected: list[PlayedSound]) -> None:
    assert heard(document(item), Second()) == expected


def test_a_composition_is_heard_wherever_it_is_named() -> None:
    twice = document(
        sequencer({"type": "Outer"}, silence(10), {"type": "Inner"}),
        Outer={"items": [sequencer({"type": "Inner"}, speech("B."))]},
        Inner={"items": [speech("A.")]},
    )
    assert heard(twice, Second()) == [
        said("A.", 0, 1_000),
        said("B.", 1_000, 2_000),
        quiet(2_000, 2_010),
        said("A.", 2_010, 3_010),
    ]


def test_silence_is_where_nothing_is_heard() -> None:
    """After a short word inside a long sentence there is none."""
    long = speech("A long sentence with many words.")  # 2,700 ms
    both = document(mixer(long, sequencer(silence(500), speech("One.")), silence(3_000)))
    assert heard(both)[1:] == [said("One.", 500, 1_200), quiet(2_700, 3_000)]


def test_lengths_are_those_of_the_given_voice() -> None:
    assert heard(document(speech("One.")))[0].length_ms == 700
    assert heard(document(speech("One.")), Voice(200))[0].length_ms == 1_400


def test_a_faulty_document_is_refused_with_all_its_faults() -> None:
    with pytest.raises(DocumentError, match="mainTemplate") as caught:
        heard({"type": "APL"})
    assert len(caught.value.faults) >= 4


def test_ssml_is_heard_one_thing_after_the_other() -> None:
    ssml = (
        '<speak>A &amp; b.<break time="10s"/><break time="500ms"/>C\n d.'
        f'<audio src="{BELL}"/> E.<break time="40ms"/></speak>'
    )
    assert heard(ssml, Second()) == [
        said("A & b.", 0, 1_000),
        quiet(1_000, 11_500),
        said("C d.", 11_500, 12_500),
        PlayedSound("chime", BELL, 12_500, 13_500),
        said("E.", 13_500, 14_500),
        quiet(14_500, 14_540),
    ]


def test_five_chimes_in_ssml_are_the_most() -> None:
    chime = f'<audio src="{BELL}"/>'
    assert len(heard(f"<speak>{chime * 5}</speak>")) == 5
    with pytest.raises(SsmlError, match="5 audio"):
        heard(f"<speak>{chime * 6}</speak>")


@pytest.mark.parametrize(
    "ssml",
    [
        "Hello.",
        "",
        "<speak>Hello.",
        "<p>Hello.</p>",
        "<speak>You & me.</speak>",
        '<speak version="1.1">Hello.</speak>',
        '<speak><break time="10001ms"/></speak>',
        '<speak><break time="11s"/></speak>',
        '<speak><break time="0ms"/></speak>',
        '<speak><break time="0.5s"/></speak>',
        '<speak><break time="5"/></speak>',
        "<speak><break/></speak>",
        '<speak><break strength="strong" time="1s"/></speak>',
        '<speak><break time="1s">Hello.</break></speak>',
        f'<speak><audio src="{BELL}">Hello.</audio></speak>',
        "<speak><audio/></speak>",
        "<speak><voice name='Joey'>Hello.</voice></speak>",
    ],
)
def test_other_ssml_is_refused(ssml: str) -> None:
    with pytest.raises(SsmlError):
        heard(ssml)
