"""Requests of Alexa as the coach hears them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request import Request

from content.model import lines
from content.model.loader import load
from skill.alexa.hearing import INTENTS, KINDS, hear
from skill.coach.state import Heard
from skill.coach.step import ACTIONS, ANSWERS

WORDS = load().words["en"]


def request(kind: str, **fields: Any) -> Any:
    body = {"type": kind, "requestId": "r", "timestamp": "2026-01-05T08:00:00Z", "locale": "en-US", **fields}
    return DefaultSerializer().deserialize(json.dumps(body), Request)


def intent(name: str, **slots: Any) -> Heard | None:
    return hear(request("IntentRequest", intent={"name": name, "slots": slots}), WORDS)


def value(name: str, text: str | None, found: str = "", code: str = "ER_SUCCESS_MATCH") -> dict[str, Any]:
    """A slot of our own type."""
    values = [{"value": {"name": found, "id": found}}] if found else []
    authority = {"authority": "a", "status": {"code": code}, "values": values}
    return {"name": name, "value": text, "resolutions": {"resolutionsPerAuthority": [authority]}}


def test_the_table_is_the_interaction_model() -> None:
    assert set(INTENTS) == set(lines.INTENTS)


def test_every_intent_has_an_action_and_every_action_is_reached() -> None:
    assert {*INTENTS.values(), *KINDS.values()} == set(ACTIONS)
    assert {name for _, name in ANSWERS} <= set(ACTIONS)


@pytest.mark.parametrize("name", INTENTS)
def test_every_intent_is_heard(name: str) -> None:
    heard = intent(name)
    assert heard == Heard(INTENTS[name])


def test_requests_other_than_intents() -> None:
    assert hear(request("LaunchRequest"), WORDS) == Heard("launch")
    assert hear(request("SessionEndedRequest", reason="USER_INITIATED"), WORDS) == Heard("gone")
    assert hear(request("Alexa.Presentation.APLA.RuntimeError", errors=[]), WORDS) is None
    assert hear(request("System.ExceptionEncountered"), WORDS) is None


def test_an_unknown_intent() -> None:
    assert intent("OrderPizzaIntent") == Heard("not-understood")
    assert hear(request("IntentRequest"), WORDS) == Heard("not-understood")
    assert hear(request("IntentRequest", intent=None), WORDS) == Heard("not-understood")


@pytest.mark.parametrize("slots", [None, {}, {"routine": None}, {"routine": {"name": "routine"}}])
def test_no_slots(slots: Any) -> None:
    asked = request("IntentRequest", intent={"name": "ChooseRoutineIntent", "slots": slots})
    assert hear(asked, WORDS) == Heard("choose-routine")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT20S", 20),
        ("PT10M", 600),
        ("PT1H", 3_600),
        ("twenty seconds", 20),
        ("half a minute", 30),
        ("a minute and a half", 90),
        ("ten", None),
        ("ten minutes", 600),
        ("?", None),
        ("", None),
        ("PT", None),
        ("a while", None),
        ("x" * 5_000, None),
    ],
)
def test_a_length(text: str, seconds: int | None) -> None:
    assert intent("SetHoldIntent", length={"name": "length", "value": text}) == Heard("set-hold", seconds=seconds)


@pytest.mark.parametrize(("text", "number"), [("5", 5), ("five", 5), ("twenty five", 25), ("?", None), ("", None)])
def test_a_number(text: str, number: int | None) -> None:
    assert intent("SetRepetitionsIntent", number={"name": "number", "value": text}) == Heard(
        "set-repetitions", number=number
    )
    assert intent("SetHoldIntent", seconds={"name": "seconds", "value": text}) == Heard("set-hold", seconds=number)


@pytest.mark.parametrize(
    ("name", "slot", "found"),
    [
        ("ChooseRoutineIntent", "routine", "need-to-know"),
        ("GoToExerciseIntent", "exercise", "bridge"),
        ("ChooseByNeedIntent", "need", "hips"),
        ("WarningSignIntent", "sign", "fever"),
    ],
)
def test_a_value_of_our_own(name: str, slot: str, found: str) -> None:
    held: dict[str, Any] = {slot: found}
    assert intent(name, **{slot: value(slot, "as it was said", found)}) == Heard(INTENTS[name], **held)
    unknown = Heard(INTENTS[name], unknown="as it was said")
    assert intent(name, **{slot: value(slot, "as it was said", "", "ER_SUCCESS_NO_MATCH")}) == unknown
    assert intent(name, **{slot: value(slot, "as it was said", found, "ER_ERROR_TIMEOUT")}) == unknown
    assert intent(name, **{slot: value(slot, "as it was said", "")}) == unknown
    assert intent(name, **{slot: {"name": slot, "value": "as it was said"}}) == unknown


@pytest.mark.parametrize(
    "resolutions",
    [
        {},
        {"resolutionsPerAuthority": None},
        {"resolutionsPerAuthority": []},
        {"resolutionsPerAuthority": [None]},
        {"resolutionsPerAuthority": [{"authority": "a"}]},
        {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_MATCH"}, "values": [None]}]},
        {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": None}]}]},
        {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "x"}}]}]},
    ],
)
def test_resolutions_without_a_value(resolutions: Any) -> None:
    slot = {"name": "routine", "value": "bridge day", "resolutions": resolutions}
    assert intent("ChooseRoutineIntent", routine=slot) == Heard("choose-routine", unknown="bridge day")


def test_the_match_of_a_second_authority_counts() -> None:
    missed = {"authority": "a", "status": {"code": "ER_SUCCESS_NO_MATCH"}, "values": []}
    slot = value("routine", "x", "need-to-know")
    slot["resolutions"]["resolutionsPerAuthority"].insert(0, missed)
    assert intent("ChooseRoutineIntent", routine=slot) == Heard("choose-routine", routine="need-to-know")


def test_an_unknown_slot() -> None:
    assert intent("ChooseRoutineIntent", colour={"name": "colour", "value": "red"}) == Heard("choose-routine")
