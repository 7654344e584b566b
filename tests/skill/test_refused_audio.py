"""A device that refuses APL for Audio: the chapter is sent again as SSML, and so is every later one."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

import pytest

from skill.build import build_skill
from skill.respond import respond_to
from skill.simulator.matcher import Match, SlotValue
from skill.simulator.speaker import Speaker
from skill.state_json import read_kept
from skill.store.contract import MemoryStore
from tests.skill.coach.talks import CONTENT

ERROR = {
    "type": "Alexa.Presentation.APLA.RuntimeError",
    "token": "turn",
    "errors": [{"type": "RENDER_ERROR", "reason": "INTERNAL_SERVER_ERROR", "message": "no"}],
}


def speaker(store: MemoryStore, *, is_plain: bool = False) -> Speaker:
    return Speaker(partial(respond_to, build_skill(store, CONTENT, is_plain=is_plain)))


def in_the_first_exercise(store: MemoryStore) -> tuple[Speaker, dict[str, Any]]:
    """A speaker, and the answer that is playing."""
    device = speaker(store)
    device.launch()
    device.wait(60)
    device.say(Match("ChooseRoutineIntent", {"routine": SlotValue("quick ease", "five-minute-ease")}))
    for _ in range(2):  # the opening, and getting down
        device.wait(300)
        playing = say(device, "AMAZON.YesIntent")
    return device, playing


def say(device: Speaker, intent: str) -> dict[str, Any]:
    return device.say(Match(intent))


def is_document(response: dict[str, Any]) -> bool:
    """As APL for Audio, and without an outputSpeech."""
    return "directives" in response and "outputSpeech" not in response


def is_ssml(response: dict[str, Any]) -> bool:
    return "directives" not in response and response["outputSpeech"]["type"] == "SSML"


def refuse(device: Speaker, *, in_session: bool) -> None:
    attributes, was_open = device.attributes, device.is_open
    envelope = device.envelope(ERROR)
    if not in_session:
        del envelope["session"]
    assert device.send(envelope) == {"version": "1.0", "response": {}} | _user_agent(device, envelope)
    device.attributes, device.is_open = attributes, was_open


def _user_agent(device: Speaker, envelope: dict[str, Any]) -> dict[str, Any]:
    """What else the SDK adds to every answer."""
    return {name: value for name, value in device.send(envelope).items() if name not in ("version", "response")}


@pytest.mark.parametrize("in_session", [True, False])
def test_the_next_turn_is_that_chapter_in_ssml(in_session: bool, caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    device, playing = in_the_first_exercise(store)
    assert is_document(playing)
    with caplog.at_level(logging.WARNING, "gentleback.skill"):
        refuse(device, in_session=in_session)
    assert "the device refused an answer: ['RENDER_ERROR']" in caplog.messages
    kept = read_kept(store.load(device.person).attributes)
    assert (kept.is_plain, kept.is_unheard) == (True, True)
    device.wait(3)
    again = say(device, "AMAZON.YesIntent")
    assert is_ssml(again)
    assert "First, pelvic tilt." in again["outputSpeech"]["ssml"]
    kept = read_kept(store.load(device.person).attributes)
    assert (kept.is_plain, kept.is_unheard) == (True, False)
    assert kept.run
    assert kept.run.bookmark.step == 0


@pytest.mark.parametrize(
    "intent", ["AMAZON.YesIntent", "ReadyIntent", "AMAZON.RepeatIntent", "AMAZON.NextIntent", "WhatIntent"]
)
def test_whatever_a_person_says_the_unheard_turn_comes_again(intent: str) -> None:
    store = MemoryStore()
    device, _ = in_the_first_exercise(store)
    refuse(device, in_session=True)
    said = say(device, intent)["outputSpeech"]["ssml"]
    assert "First, pelvic tilt." in said
    kept = read_kept(store.load(device.person).attributes)
    assert kept.run
    assert kept.run.bookmark.step == 0


def test_it_is_kept_for_the_person_until_usual_settings() -> None:
    store = MemoryStore()
    device, _ = in_the_first_exercise(store)
    refuse(device, in_session=True)
    later = speaker(store)
    later.launch()
    assert is_ssml(say(later, "AMAZON.YesIntent"))
    say(later, "UsualSettingsIntent")
    assert not read_kept(store.load(device.person).attributes).is_plain
    assert is_document(say(later, "AMAZON.NextIntent"))


def test_a_request_other_than_an_answer_is_followed() -> None:
    store = MemoryStore()
    device, _ = in_the_first_exercise(store)
    refuse(device, in_session=True)
    assert "slower" in say(device, "SlowerIntent")["outputSpeech"]["ssml"]


def test_by_setting_every_answer_is_ssml() -> None:
    device = speaker(MemoryStore(), is_plain=True)
    assert is_ssml(device.launch())
    assert is_ssml(say(device, "SurpriseIntent"))
    assert is_ssml(say(device, "AMAZON.YesIntent"))
    assert not read_kept(device.attributes["kept"]).is_plain
