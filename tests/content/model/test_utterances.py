"""What people say, as a file: each case lays one change over our file; the whole message of its fault is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.model.compiled import OURS
from content.model.faults import FaultReport
from content.model.lines import INTENTS
from content.model.loader import load
from content.model.schema import Node
from content.model.words_schema import KINDS, SIGNS, UTTERANCES
from content.model.yaml_tree import Tree, read_tree
from tests.content.model.folder import VALID, lines_of, write

if TYPE_CHECKING:
    from pathlib import Path

FILE = "words/en/utterances.yaml"
NEXT = "AMAZON.NextIntent"
CONTENT = load()
TEN = "one way, another way, a third way, a fourth way, a fifth way, way six, way seven, way eight, way nine"

ALLOWED = {
    "samples of one's own": f"samples:\n  SkipIntent: [{TEN}, the last way]\n",
    "accents and another script": f"samples:\n  SkipIntent: [{TEN}, überspringe das, यह छोड़ दो]\n",
    "an abbreviation": f"samples:\n  SkipIntent: [{TEN}, give me a b. c.]\n",
    "another name": "invocation: kind back\n",
    "a length of one's own": "lengths:\n  fixed: {PT1H30M: [a football match]}\n",
}
INVALID = {
    "one word": ("invocation: back\n", "1: invocation: is one word; Alexa wants two or more"),
    "a name that wakes": (
        "invocation: echo back\n",
        "1: invocation: has a name that wakes a speaker; remove it",
    ),
    "too few": (
        "samples:\n  SkipIntent: [not this]\n",
        "2: samples.SkipIntent: must have at least 10",
    ),
    "an unknown intent": (
        "samples:\n  SkippIntent: [not this]\n",
        "2: samples.SkippIntent: unknown field; did you mean 'SkipIntent'?",
    ),
    "a sample twice": (
        f"samples:\n  SkipIntent: [{TEN}, way six]\n",
        "2: samples.SkipIntent.10: is listed twice; keep one",
    ),
    "a sample of another intent": (
        f"samples:\n  SkipIntent: [{TEN}, you choose]\n",
        "2: samples.SkipIntent.10: 'you choose' belongs to 'SurpriseIntent' too; keep it there, or here",
    ),
    "what Alexa hears as another intent": (
        f"samples:\n  SkipIntent: [{TEN}, skip]\n",
        f"2: samples.SkipIntent.10: 'skip' belongs to '{NEXT}' too; keep it there, or here",
    ),
    "a slot that the intent has not": (
        f"samples:\n  SkipIntent: [{TEN}, 'skip {{exercise}}']\n",
        "2: samples.SkipIntent.10: has a slot {exercise} that the intent has not; there are: none",
    ),
    "no sample with the slot": (
        f"samples:\n  SetRepetitionsIntent: [{TEN}, the last way]\n",
        "2: samples.SetRepetitionsIntent: has no sample with {number}; write some",
    ),
    "a length alone": (
        f"samples:\n  ChooseByTimeIntent: [{TEN}, '{{length}}']\n",
        "2: samples.ChooseByTimeIntent.10: is a slot alone, which matches every sentence; add words",
    ),
    "a digit": (
        f"samples:\n  SkipIntent: [{TEN}, skip 5]\n",
        "2: samples.SkipIntent.10: has '5'; Alexa takes lowercase letters, spaces, apostrophes and periods, and "
        "numbers in words",
    ),
    "a capital letter": (
        f"samples:\n  SkipIntent: [{TEN}, Skip it now]\n",
        "2: samples.SkipIntent.10: has 'S'; Alexa takes lowercase letters, spaces, apostrophes and periods, and "
        "numbers in words",
    ),
    "two spaces": (
        f'samples:\n  SkipIntent: [{TEN}, "skip  this now"]\n',
        "2: samples.SkipIntent.10: has stray spaces; keep one between words",
    ),
    "a long one": (
        f"samples:\n  SkipIntent: [{TEN}, {'very ' * 30}long]\n",
        "2: samples.SkipIntent.10: is 154 characters long; nobody says more than 140",
    ),
    "samples where Alexa takes none": (
        "samples:\n  AMAZON.FallbackIntent: [whatever]\n",
        "2: samples.AMAZON.FallbackIntent: takes no samples; make it an empty list",
    ),
    "a number among samples": (
        f"samples:\n  SkipIntent: [{TEN}, 7]\n",
        "2: samples.SkipIntent.10: must be text",
    ),
    "a need that is no area": (
        "needs:\n  hip: [hippy]\n",
        "2: needs.hip: is no area of phrases.yaml and no kind of routine; did you mean 'hips'?",
    ),
    "an unknown sign": (
        "signs:\n  headache: [headache]\n",
        f"2: signs.headache: unknown field; known fields: {', '.join(sorted(SIGNS))}",
    ),
    "a word for two signs": (
        "signs:\n  accident: [fever]\n",
        "2: signs.accident.1: 'fever' belongs to 'fever' too; keep it there, or here",
    ),
    "no word for a unit": ("lengths:\n  minute: []\n", "2: lengths.minute: must have at least 1"),
    "a length that is none": (
        "lengths:\n  fixed: {half-hour: [half of an hour]}\n",
        "2: lengths.fixed.half-hour: is no length of time; write it as PT30S, PT15M or PT1H30M",
    ),
    "a number that is none": (
        "lengths:\n  numbers: {twelve: [twelvish]}\n",
        "2: lengths.numbers.twelve: must be a whole number from 1 to 9999, in digits",
    ),
    "an unknown field": (
        "utterances: []\n",
        "1: utterances: unknown field; known fields: denials, invocation, known, lengths, needs, positions, "
        "samples, signs",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_has_no_fault(case: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, VALID | {FILE: ALLOWED[case]})) == []


@pytest.mark.parametrize("case", INVALID)
def test_a_fault_is_one_clear_line(case: str, tmp_path: Path) -> None:
    text, expected = INVALID[case]
    assert lines_of(write(tmp_path, VALID | {FILE: text})) == [f"{FILE}:{expected}"]


def test_what_is_missing_is_reported() -> None:
    tree = read_tree(OURS / FILE, (OURS / FILE).read_bytes())
    assert isinstance(tree, Tree)
    assert isinstance(tree.value, dict)
    bare = {name: value for name, value in tree.value.items() if name not in ("signs", "needs")}
    report = FaultReport()
    UTTERANCES(Node(tree, report, (), bare))
    assert [(fault.field, fault.advice) for fault in report.faults] == [
        ("needs", "is missing"),
        ("signs", "is missing"),
    ]


def test_ours_has_every_intent_need_and_sign() -> None:
    said = CONTENT.words["en"].utterances
    assert said is not None
    assert list(said.samples) == list(INTENTS)
    assert said.needs.keys() == {*KINDS, *CONTENT.words["en"].phrases.areas}
    assert said.signs.keys() == set(SIGNS)
