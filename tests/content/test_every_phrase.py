"""Every phrase of the content is plain enough for every voice."""

from __future__ import annotations

import re

import pytest

from content.words.en.grammar import spoken
from tests.content.phrases import spoken_phrases

STUMBLES = {
    "a digit": r"\d",
    "a sign": r"[^A-Za-z .,:?'-]",
    "a word in capitals": r"\b[A-Z]{2,}\b",
    "letters with periods": r"\b[A-Za-z]\.[A-Za-z]|\b[a-z]\.(?!\w)",
    "an abbreviation": (
        r"(?i)\b(?:e\.?g|i\.?e|etc|vs|approx|ca|incl|mins?|secs?|hrs?|reps?|max|no|dr)\.(?=[ ,]\S)|\betc\b"
    ),
    "a unit": r"\b(?:s|m|g|h|x|cm|mm|km|kg|lbs?|hrs?|mins?|secs?|deg|reps?)\b(?<!'s)",
    "punctuation without a space, or doubled": r"[.,:?][^ ]|[.,:?' -]{3,}|  |^[^A-Za-z]|[ ,:'-]$",
    "words run together": r"\w-\w+-\w",
}
CONTROLS = {
    "Hold for 8 seconds.": "a digit",
    "Half of it, 50 percent.": "a digit",
    "Left/right": "a sign",
    "Slow & easy": "a sign",
    "Do NOT bounce.": "a word in capitals",
    "At ten a.m. we begin.": "letters with periods",
    "Stretch, roll, etc. Then rest.": "an abbreviation",
    "Hold for ten sec. and rest.": "an abbreviation",
    "Lift ten cm": "a unit",
    "Ten s": "a unit",
    "Stop.Rest": "punctuation without a space, or doubled",
    "And then,": "punctuation without a space, or doubled",
    "Knee-to-chest": "words run together",
}


def stumbles(text: str) -> list[str]:
    """What some voice would read wrongly in ``text``."""
    return [name for name, pattern in STUMBLES.items() if re.search(pattern, text)]


def test_every_phrase_of_ours_can_be_spoken() -> None:
    phrases = spoken_phrases()
    assert len(phrases) > 800
    assert {phrase: found for phrase in phrases if (found := stumbles(spoken(phrase)))} == {}


def test_a_phrase_of_ours_is_said_as_it_is_written() -> None:
    assert {phrase: said for phrase in spoken_phrases() if (said := spoken(phrase)) != phrase} == {}


@pytest.mark.parametrize("text", CONTROLS)
def test_what_cannot_be_spoken_is_found(text: str) -> None:
    assert CONTROLS[text] in stumbles(text)
