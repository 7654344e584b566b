"""Two sets of sentences for the matcher: one that it was tuned on, and one held out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from content.model.loader import load
from skill.alexa.durations import tokens_of
from skill.simulator.matcher import FALLBACK, Match, Matcher, matcher_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SETS: dict[str, Any] = {
    name: yaml.safe_load((Path(__file__).parent / f"sentences_{name}.yaml").read_text(encoding="utf-8"))
    for name in ("tuned", "held_out")
}
SIGNS = {sentence: sign for each in SETS.values() for sentence, sign in each["signs"].items()}
CONTENT = load()


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    found = matcher_of(CONTENT, CONTENT.words["en"])
    assert found is not None
    return found


def shown(match: Match) -> str:
    """As in the files: the intent, and each slot; ``?`` for an unknown value."""
    slots = [f"{name}={slot.id or _plain(slot.value)}" for name, slot in match.slots.items()]
    return " ".join([match.intent, *slots])


def _plain(value: str) -> str:
    return value if value.isdigit() or value.startswith("PT") else "?"


def _expected(name: str) -> Mapping[str, str]:
    signs = {sentence: f"WarningSignIntent sign={sign}" for sentence, sign in SETS[name]["signs"].items()}
    understood: dict[str, str] = SETS[name]["understood"]
    return understood | signs


@pytest.mark.parametrize("name", SETS)
def test_most_sentences_are_understood_and_few_wrongly(matcher: Matcher, name: str) -> None:
    expected = _expected(name)
    heard = {sentence: shown(matcher.match(sentence)) for sentence in expected}
    right = [sentence for sentence in expected if heard[sentence] == expected[sentence]]
    wrong = {
        sentence: heard[sentence] for sentence in expected if heard[sentence] not in (expected[sentence], FALLBACK)
    }
    assert len(expected) >= 60
    assert len(right) >= 0.7 * len(expected)
    assert len(wrong) <= 0.1 * len(expected), wrong


@pytest.mark.parametrize("name", SETS)
def test_foreign_sentences_are_refused(matcher: Matcher, name: str) -> None:
    foreign = SETS[name]["foreign"]
    taken = {sentence: shown(matcher.match(sentence)) for sentence in foreign}
    refused = [sentence for sentence, heard in taken.items() if heard == FALLBACK]
    assert len(foreign) == 40
    assert len(refused) >= 0.8 * len(foreign), taken


@pytest.mark.parametrize("sentence", SIGNS)
def test_every_warning_sign_is_recognised(matcher: Matcher, sentence: str) -> None:
    assert shown(matcher.match(sentence)) == f"WarningSignIntent sign={SIGNS[sentence]}"


def test_the_held_out_sentences_are_not_samples() -> None:
    said = CONTENT.words["en"].utterances
    assert said is not None
    samples = {tokens_of(sample) for every in (*said.samples.values(), *said.known.values()) for sample in every}
    sentences = {*SETS["held_out"]["understood"], *SETS["held_out"]["signs"]}
    assert [sentence for sentence in sentences if tokens_of(sentence) in samples] == []
    assert sentences & {*SETS["tuned"]["understood"], *SETS["tuned"]["signs"]} == set()


def test_every_sample_without_a_slot_matches_its_own_intent(matcher: Matcher) -> None:
    said = CONTENT.words["en"].utterances
    assert said is not None
    every = [*said.samples.items(), *said.known.items()]
    plain = [(intent, sample) for intent, samples in every for sample in samples if "{" not in sample]
    assert [(intent, sample) for intent, sample in plain if matcher.match(sample).intent != intent] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("", FALLBACK),
        ("   ?! ", FALLBACK),
        ("I'm ready, let's go!", "ReadyIntent"),
        ("HOLD FOR FORTY-FIVE SECONDS.", "SetHoldIntent length=PT45S"),
        ("hold for 1 minute 30", "SetHoldIntent length=PT1M30S"),
        ("i have 10 minutes", "ChooseByTimeIntent length=PT10M"),
        ("five minutes", "ChooseRoutineIntent routine=five-minute-ease"),
        ("i have five minutes", "ChooseByTimeIntent length=PT5M"),
        ("twenty-five repetitions", "SetRepetitionsIntent number=25"),
        ("do the banana routine", "ChooseRoutineIntent routine=?"),
        ("i was in london", FALLBACK),
        ("walk", "ChooseByNeedIntent need=walk"),
        ("x" * 5_000, FALLBACK),
    ],
)
def test_a_sentence_as_people_type_it(matcher: Matcher, sentence: str, expected: str) -> None:
    assert shown(matcher.match(sentence)) == expected


def test_an_unknown_value_is_passed_on_as_it_was_said(matcher: Matcher) -> None:
    assert matcher.match("Do the Banana Split routine").slots["routine"].value == "banana split"
