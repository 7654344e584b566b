"""The interaction model: read by Amazon's own classes, and its rules."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData

from content.model.lines import INTENTS
from content.model.loader import load
from content.model.types import NEEDS
from content.model.words_schema import NO_SAMPLES, SIGNS
from skill.alexa.model import DURATION, NUMBER, interaction_model

CONTENT = load()
LAUNCH_WORDS = {
    "open",
    "start",
    "ask",
    "tell",
    "launch",
    "load",
    "begin",
    "enable",
    "run",
    "play",
    "resume",
    "use",
    "talk",
}


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    words = CONTENT.words["en"]
    assert words.utterances is not None
    return interaction_model(CONTENT, words, words.utterances)


@pytest.fixture(scope="module")
def types(model: dict[str, Any]) -> dict[str, dict[str, set[str]]]:
    """Of each type: the id of every value, with its names."""
    found = model["interactionModel"]["languageModel"]["types"]
    return {
        each["name"]: {v["id"]: {v["name"]["value"], *v["name"]["synonyms"]} for v in each["values"]} for each in found
    }


def test_amazons_classes_read_it_and_drop_nothing(model: dict[str, Any]) -> None:
    serializer = DefaultSerializer()
    read = serializer.deserialize(json.dumps(model), InteractionModelData)
    assert serializer.serialize(read) == model


def test_every_intent_has_at_least_ten_samples_and_no_sample_is_there_twice(model: dict[str, Any]) -> None:
    intents = model["interactionModel"]["languageModel"]["intents"]
    assert [each["name"] for each in intents] == list(INTENTS)
    for each in intents:
        assert len(each["samples"]) >= 10 or each["name"] in NO_SAMPLES, each["name"]
    times = Counter(sample for each in intents for sample in each["samples"])
    assert [sample for sample, count in times.items() if count > 1] == []
    known = CONTENT.words["en"].utterances
    assert known is not None
    assert times.keys().isdisjoint(said for every in known.known.values() for said in every)


def test_no_sample_is_only_a_slot_that_anything_fills(model: dict[str, Any]) -> None:
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        for slot in intent.get("slots", ()):
            assert slot["type"] not in (DURATION, NUMBER) or f"{{{slot['name']}}}" not in intent["samples"]


def test_every_routine_exercise_area_and_sign_can_be_named(types: dict[str, dict[str, set[str]]]) -> None:
    words = CONTENT.words["en"]
    assert list(types["Routine"]) == list(CONTENT.routines)
    assert list(types["Exercise"]) == list(CONTENT.exercises)
    assert set(types["Need"]) == {*words.phrases.areas, *NEEDS, "short", "long", "walk"}
    assert set(types["Sign"]) == set(SIGNS)
    for name, routine in words.routines.items():
        assert {each.lower() for each in (routine.name, *routine.also)} <= types["Routine"][name]
    for name, exercise in words.exercises.items():
        assert {each.lower() for each in (exercise.name, *exercise.also)} <= types["Exercise"][name]


def test_no_name_is_that_of_two_values_of_a_type(types: dict[str, dict[str, set[str]]]) -> None:
    for values in types.values():
        times = Counter(text for every in values.values() for text in every)
        assert [text for text, count in times.items() if count > 1] == []


def test_the_invocation_name_keeps_amazons_rules(model: dict[str, Any]) -> None:
    name = model["interactionModel"]["languageModel"]["invocationName"]
    assert name == "gentle back"
    assert LAUNCH_WORDS.isdisjoint(name.split())
