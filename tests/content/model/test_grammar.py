"""A grammar is third-party code: it is tried out, and what is wrong with it is one line."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from content.model.faults import Fault
from content.model.grammar import LANGUAGES, read_grammar, troubles_of
from content.words.en import grammar as english

if TYPE_CHECKING:
    from content.model.words import Grammar

NEAR = Path("phrases.yaml")
WHOLE = {name: getattr(english, name) for name in ("ISO_639_2", "number", "count", "inside", "listing", "choice")}

CASES: dict[str, tuple[dict[str, object], str]] = {
    "ours": ({}, ""),
    "no function": ({"inside": None}, "has no function 'inside'; write it as in words/en/grammar.py"),
    "no code": ({"ISO_639_2": None}, "must have ISO_639_2, the language in three letters, such as 'eng'"),
    "two letters": ({"ISO_639_2": "en"}, "must have ISO_639_2, the language in three letters, such as 'eng'"),
    "numbers": ({"number": lambda value: value}, "number(1) gives 1, which no voice can say; correct it"),
    "signs": (
        {"count": lambda value, noun: f"{value}x {noun}/s"},
        "count(1, 'breath') gives '1x breath/s', which no voice can say; correct it",
    ),
    "no reading": (
        {"spoken": None},
        "has a 'spoken' that is no function; write it as in words/en/grammar.py, or remove it",
    ),
    "a reading that loses a text": (
        {"spoken": lambda text: text.strip("Hold.")},
        "spoken('Hold.') gives '', which no voice can say; correct it",
    ),
    "stray spaces": (
        {"inside": lambda name: f" {name}"},
        "inside('A name') gives ' A name', which no voice can say; correct it",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_reported(case: str) -> None:
    changed, expected = CASES[case]
    assert next(troubles_of(cast("Grammar", SimpleNamespace(**WHOLE | changed))), "") == expected


def test_a_language_with_a_grammar_is_read() -> None:
    assert read_grammar("en", NEAR) is english


def test_a_language_without_a_grammar_is_reported_near_its_words() -> None:
    file = LANGUAGES / "xx" / "grammar.py"
    advice = f"'xx' has no grammar; write {file}, or choose a language that has one"
    assert read_grammar("xx", NEAR) == Fault(NEAR, 1, "", advice)
