"""The basis of the word error rate: the alignment of words, and the choice of sentences."""

from __future__ import annotations

import pytest

from benchmarks.recogniser import Alignment, align, comparable
from benchmarks.sentences import chosen, words_of
from content.model.loader import load

CONTENT = load()


@pytest.mark.parametrize(
    ("said", "heard", "edits"),
    [
        ("and hold", "and hold", 0),
        ("and hold", "", 2),
        ("and hold", "and old", 1),
        ("and hold", "hand and hold it", 2),
        ("lift your hips", "your hips lift", 2),
        ("a b c d", "b x d", 2),
        ("hold", "and then hold on", 3),
    ],
)
def test_words_are_aligned_by_the_fewest_edits(said: str, heard: str, edits: int) -> None:
    assert align(said.split(), heard.split()) == Alignment(len(said.split()), edits)


def test_alignments_add_up() -> None:
    assert (Alignment(8, 9) + Alignment(2, 0)).error_rate == 0.9


def test_case_and_punctuation_do_not_count() -> None:
    assert words_of("If it PINCHES \N{EM DASH} don\N{RIGHT SINGLE QUOTATION MARK}t!") == [
        "if",
        "it",
        "pinches",
        "don't",
    ]


def test_sentences_are_spread_over_the_exercises_and_chosen_without_randomness() -> None:
    twenty = chosen(CONTENT, 20)
    assert twenty == chosen(CONTENT, 40)[:20]
    assert len(set(twenty)) == 20
    assert min(len(words_of(text)) for text in twenty) >= 5
    others = chosen(CONTENT, 20, skip=20)
    assert set(others).isdisjoint(twenty)


def test_numbers_are_numerals_on_both_sides() -> None:
    assert comparable("Five holds, ten seconds each.") == comparable("5 holds 10 seconds each") != []
