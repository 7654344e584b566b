"""Pronunciations: each case lays one change over our file; the whole message of its fault is compared."""

# ruff: noqa: RUF001

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.model.words import AS_A_VERB
from content.words.en import grammar
from tests.content.model.folder import VALID, lines_of, write
from tests.content.phrases import spoken_phrases

if TYPE_CHECKING:
    from pathlib import Path

FILE = "words/en/pronunciations.yaml"
OURS = load().words["en"].pronunciations

ALLOWED = {
    "a respelling for all": "heel: {any: heal}\n",
    "phonemes": "heel: {espeak: \"[[h'i:l]]\", piper: '[[hiːl]]'}\n",
    "phonemes among words": 'heel: {espeak: "the [[h\'i:l]]"}\n',
    "a third-party engine": "heel: {my-engine: heal}\n",
    "a word with an apostrophe, and one with a hyphen": "o'clock: {any: a clock}\nsit-up: {any: sitt up}\n",
    "a verb alone": "heel (verb): {any: heal}\n",
    "accents, and another script": "naïve: {any: nah eev}\nпятка: {any: пьятка}\n",
}
INVALID = {
    "a capital": ("Heel: {any: heal}\n", "1: Heel: is not one lowercase word; write one"),
    "two words": ("my heel: {any: heal}\n", "1: my heel: is not one lowercase word; write one"),
    "a number": ("8: {any: ate}\n", "1: 8: is not one lowercase word; write one"),
    "no fields": ("heel: heal\n", "1: heel: must be fields, each 'name: value'"),
    "no engine": ("heel: {}\n", "1: heel: must have at least 1: an engine such as 'espeak', or 'any'"),
    "an engine that is no name": (
        "heel: {My Engine: heal}\n",
        "1: heel.My Engine: 'My Engine' is not an id; use lowercase letters, digits and single hyphens, at most 60 "
        "characters",
    ),
    "nothing": ('heel: {any: ""}\n', "1: heel.any: is missing; write some text"),
    "a list": ("heel: {any: [heal]}\n", "1: heel.any: must be text"),
    "a sign": ("heel: {any: he/al}\n", "1: heel.any: has '/', which no voice can say; write it in words"),
    "phonemes for all": (
        'heel: {any: "[[hi:l]]"}\n',
        "1: heel.any: has '[', which no voice can say; write it in words",
    ),
    "phonemes that are not closed": (
        'heel: {espeak: "[[hi:l"}\n',
        "1: heel.espeak: has '[', which no voice can say; write it in words",
    ),
    "phonemes without any": (
        'heel: {espeak: "[[ ]] heal"}\n',
        "1: heel.espeak: has '[', which no voice can say; write it in words",
    ),
    "a long respelling": (
        f"heel: {{any: {'heal ' * 13}}}\n",
        "1: heel.any: is 64 characters long; say it in at most 60",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_has_no_fault(case: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, VALID | {FILE: ALLOWED[case]})) == []


@pytest.mark.parametrize("case", INVALID)
def test_a_fault_is_one_clear_line(case: str, tmp_path: Path) -> None:
    text, expected = INVALID[case]
    assert lines_of(write(tmp_path, VALID | {FILE: text})) == [f"{FILE}:{expected}"]


def test_it_is_laid_over_ours_and_kept(tmp_path: Path) -> None:
    own = write(tmp_path / "own", VALID | {FILE: "use: {flite: yooss}\nheel: {any: heal}\n"})
    expected = {**OURS, "use": {**OURS["use"], "flite": "yooss"}, "heel": {"any": "heal"}}
    for _ in range(2):  # read, then from the cache
        content = load(own, tmp_path / "cache")
        assert content.words["en"].pronunciations == expected


@pytest.mark.parametrize("word", OURS)
def test_a_word_is_in_a_phrase_of_ours_or_in_none(word: str) -> None:
    """Entries for people's own routines change none of ours; those as a verb are in the next test."""
    is_said = any(re.search(rf"\b{word}\b", phrase, re.IGNORECASE) for phrase in spoken_phrases())
    assert is_said == (word in ("use", "welcome", "lead", "buttock", "steady"))


@pytest.mark.parametrize("word", [word for word in OURS if word.endswith(AS_A_VERB)])
def test_a_word_that_is_otherwise_as_a_verb_is_changed_where_we_mean_it(word: str) -> None:
    pattern = rf"(?i)\b(?:{grammar.verb(word.removesuffix(AS_A_VERB))})\b"
    said = [phrase for phrase in spoken_phrases() if re.search(pattern, phrase)]
    assert [each for each in said if not re.search(r"\bClose your eyes\b", each)] == []
