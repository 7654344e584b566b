"""Lengths of time and numbers, in every form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model.loader import load
from skill.alexa.durations import iso_of, number_of, seconds_of

WORDS = load().words["en"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT1M30S", 90),
        ("PT20S", 20),
        ("pt2h", 7_200),
        ("PT0S", 0),
        ("twenty seconds", 20),
        ("Twenty-Second", 20),
        ("forty-five seconds", 45),
        ("forty five seconds", 45),
        ("90 seconds", 90),
        ("a minute", 60),
        ("a minute and a half", 90),
        ("one and a half minutes", 90),
        ("two and a half minutes", 150),
        ("two minutes thirty", 150),
        ("two minutes and thirty seconds", 150),
        ("2 minutes 15 seconds", 135),
        ("half a minute", 30),
        ("half an hour", 1_800),
        ("quarter of an hour", 900),
        ("three quarters of an hour", 2_700),
        ("an hour and a half", 5_400),
        ("an hour and ten minutes", 4_200),
        ("a hundred seconds", 100),
        ("one hundred and twenty seconds", 120),
        ("a couple of minutes", 120),
        ("", None),
        ("?", None),
        ("ten", None),
        ("minute", None),
        ("bananas", None),
        ("seconds ten", None),
        ("two minutes and", None),
        ("ten minutes ten minutes", None),
        ("PT", None),
        ("P1D", None),
        ("² seconds", None),
    ],
)
def test_a_length_of_time(text: str, seconds: int | None) -> None:
    assert seconds_of(text, WORDS) == seconds


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("five", 5),
        ("5", 5),
        ("twenty five", 25),
        ("twenty-five", 25),
        ("a dozen", 12),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("zero", 0),
        ("five six", None),
        ("99999999", None),
        ("²", None),
        ("", None),
        ("?", None),
    ],
)
def test_a_number(text: str, number: int | None) -> None:
    assert number_of(text, WORDS) == number


@given(st.integers(0, 999))
def test_a_number_in_words_is_read_back(value: int) -> None:
    assert number_of(WORDS.grammar.number(value), WORDS) == value
    assert seconds_of(f"{WORDS.grammar.number(value)} seconds", WORDS) == value


@given(st.integers(0, 99 * 3_600))
def test_a_length_as_alexa_writes_it_is_read_back(seconds: int) -> None:
    assert seconds_of(iso_of(seconds), WORDS) == seconds


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert seconds_of(text, WORDS) is None or seconds_of(text, WORDS) == seconds_of(text.upper(), WORDS)
    number_of(text, WORDS)


def test_a_language_without_utterances_reads_what_alexa_writes() -> None:
    deaf = replace(WORDS, utterances=None)
    assert (seconds_of("PT30S", deaf), seconds_of("thirty seconds", deaf), number_of("five", deaf)) == (30, None, None)
