"""The person and the speaker of ``gentleback talk``, without a terminal: the clock, the session, silence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from skill.build import build_skill
from skill.respond import respond_to
from skill.simulator.matcher import SlotValue
from skill.simulator.speaker import LISTENING_S, THINKING_S, Speaker, Talker, slot_json
from skill.store.contract import MemoryStore
from tests.skill.coach.talks import CONTENT, matcher

MORNING = datetime(2026, 1, 5, 8, tzinfo=UTC)


def talker() -> Talker:
    speaker = Speaker(partial(respond_to, build_skill(MemoryStore(), CONTENT)), now=MORNING)
    return Talker(speaker, matcher(), "gentle back")


def text(sounds: list[Any]) -> str:
    return " ".join(sound.text for sound in sounds if sound.kind == "speech")


def test_the_clock_is_the_speakers_own() -> None:
    talk = talker()
    talk.open()
    first_s = talk.playing_s
    talk.hear("quick ease")
    assert talk.speaker.now == MORNING + timedelta(seconds=first_s + THINKING_S)
    before = talk.speaker.now
    talk.hear("@12.5 slower")
    assert talk.speaker.now == before + timedelta(seconds=12.5)


def test_silence_asks_again_once_and_then_the_session_is_over() -> None:
    talk = talker()
    talk.open()
    playing_s = talk.playing_s
    assert text(talk.hear("")).startswith("Say the name of a routine")
    assert talk.speaker.now == MORNING + timedelta(seconds=playing_s + LISTENING_S)
    number = talk.speaker.number
    assert talk.hear("") == []
    assert (talk.speaker.number, talk.speaker.is_open) == (number + 1, False)
    assert talk.hear("") == []


def test_a_closed_speaker_answers_only_to_the_name_of_the_skill() -> None:
    talk = talker()
    talk.open()
    talk.hear("stop")
    before = talk.speaker.number
    assert talk.hear("slower") == []
    assert talk.speaker.number == before
    assert "Shall we" in text(talk.hear("ask gentle back for quick ease")) or talk.speaker.is_open
    talk.hear("stop")
    assert text(talk.hear("open gentle back"))
    assert talk.speaker.is_open


def test_each_launch_begins_a_new_session() -> None:
    talk = talker()
    talk.open()
    talk.hear("that hurts")
    assert talk.speaker.attributes["session"]["pain"] is True
    talk.open()
    assert talk.speaker.attributes["session"]["pain"] is None


def test_an_envelope_says_whether_the_session_is_new() -> None:
    sent: list[dict[str, Any]] = []

    def send(envelope: dict[str, Any]) -> dict[str, Any]:
        sent.append(envelope)
        return {"response": {"shouldEndSession": False}, "sessionAttributes": {"turn": len(sent)}}

    speaker = Speaker(send, "en-GB", now=MORNING)
    speaker.launch()
    speaker.end()
    assert [envelope["session"]["new"] for envelope in sent] == [True, False]
    assert [envelope["session"]["attributes"] for envelope in sent] == [{}, {"turn": 1}]
    assert sent[0]["request"] == {
        "requestId": "amzn1.echo-api.request.1",
        "timestamp": "2026-01-05T08:00:00.000Z",
        "locale": "en-GB",
        "type": "LaunchRequest",
    }
    assert sent[1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert not speaker.is_open


@pytest.mark.parametrize("found", ["bridge", ""])
def test_a_slot_as_amazon_sends_it(found: str) -> None:
    slot = slot_json("exercise", SlotValue("hip lift", found))
    assert (slot["name"], slot["value"]) == ("exercise", "hip lift")
    if not found:
        assert "resolutions" not in slot
        return
    (authority,) = slot["resolutions"]["resolutionsPerAuthority"]
    assert authority["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert authority["values"] == [{"value": {"name": "hip lift", "id": "bridge"}}]
