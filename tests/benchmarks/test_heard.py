"""What a recogniser heard is attributed to what was said, and words that sound the same are right."""

from __future__ import annotations

import pytest

from benchmarks.heard import HeardWords, attributed, sound_of, wrong


def spelt(word: str) -> str:
    return word


def heard(said: list[str], words: str) -> list[str]:
    return [" ".join(one.heard) for one in attributed(said, words.split(), spelt)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("breathe in and lift", ["breathe in", "and lift"]),
        ("breathe in and left", ["breathe in", "and left"]),
        ("and lift", ["", "and lift"]),
        ("breathe in", ["breathe in", ""]),
        ("breathe it in and lift", ["breathe it in", "and lift"]),
        ("breathe in and lift thank you", ["breathe in", "and lift thank you"]),
        ("well breathe in and lift", ["well breathe in", "and lift"]),
        ("", ["", ""]),
    ],
)
def test_each_phrase_gets_the_words_that_were_heard_for_it(words: str, expected: list[str]) -> None:
    assert heard(["Breathe in.", "And lift."], words) == expected


def test_a_word_that_became_two_keeps_both() -> None:
    assert heard(["Roll down.", "Two.", "And roll."], "roll down thank you and roll") == [
        "roll down",
        "thank you",
        "and roll",
    ]


def test_numbers_are_numerals_on_both_sides() -> None:
    (one,) = attributed(["Five times."], ["5", "times"], spelt)
    assert wrong(one, spelt) == 0


@pytest.mark.parametrize(
    ("said", "words", "edits"),
    [
        ("Sore wrists?", ("soar", "wrists"), 0),
        ("Ease it in to a stretch.", ("ease", "it", "into", "a", "stretch"), 0),
        ("Four.", ("for",), 0),
        ("About twenty-four minutes.", ("about", "24", "minutes"), 0),
        ("And lift.", ("and", "left"), 1),
        ("And tilt.", ("until",), 2),
        ("And lift.", (), 2),
    ],
)
def test_words_are_wrong_where_they_sound_otherwise(said: str, words: tuple[str, ...], edits: int) -> None:
    assert wrong(HeardWords(said, words), sound_of) == edits
