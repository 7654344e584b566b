"""Whole conversations with envelopes as large as those of a device with a screen, whether a skill uses them or not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benchmarks.bench import BenchError
from skill.respond import respond_to
from skill.simulator.matcher import Match, SlotValue
from skill.simulator.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ask_sdk_core.skill import CustomSkill

    from skill.coach.library import Library

LISTENED_S = 300
"""Longer than any answer lasts."""
ANSWERS = {"pain": "AMAZON.NoIntent", "else": "AMAZON.NoIntent", "resume": "AMAZON.NoIntent"}
"""By the question; yes to all others."""
BREAK_IN_S = 20
"""Seconds into an answer at which the person interrupts it."""
EVERY = 3
"""Answers from one interruption to the next."""
MOST_TURNS = 200
VIDEO = {"codecs": ["H_264_42", "H_264_41"]}
SCREEN = {
    "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False, "canResize": False}],
    "mode": "HUB",
    "shape": "RECTANGLE",
    "pixelWidth": 1280,
    "pixelHeight": 800,
    "dpi": 213,
    "currentPixelWidth": 1280,
    "currentPixelHeight": 800,
    "touch": ["SINGLE"],
    "video": VIDEO,
}
SCREENS = [
    {
        "type": "APL",
        "id": "main",
        "shape": "RECTANGLE",
        "dpi": 213,
        "presentationType": "STANDARD",
        "canRotate": False,
        "configuration": {
            "current": {
                "mode": "HUB",
                "video": VIDEO,
                "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
            }
        },
    }
]
INTERFACES = {"AudioPlayer": {}, "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}


class EchoShow(Speaker):
    """Sends a screen, and tokens and ids of the same length as Amazon's."""

    def envelope(self, body: Mapping[str, Any]) -> dict[str, Any]:
        envelope = super().envelope(body)
        envelope["session"]["sessionId"] = "amzn1.echo-api.session.8d3f4c1a-6b1e-4f0a-9a57-2b0d1c3e5f70"
        envelope["request"]["requestId"] = f"amzn1.echo-api.request.1c9be8a2-53d4-4e0f-b7a6-{self.number:012d}"
        system = envelope["context"]["System"]
        system["device"] = {"deviceId": f"amzn1.ask.device.{'A7' * 90}", "supportedInterfaces": INTERFACES}
        system["unit"] = {
            "unitId": f"amzn1.ask.unit.{'B5' * 90}",
            "persistentUnitId": f"amzn1.alexa.unit.did.{'C3' * 30}",
        }
        system["apiAccessToken"] = f"eyJ0eXAiOiJKV1Qi.{'d0Zx' * 260}.{'k9Q-' * 86}"
        envelope["context"] |= {
            "Viewports": SCREENS,
            "Viewport": SCREEN,
            "Extensions": {"available": {"aplext:backstack:10": {}}},
            "AudioPlayer": {"playerActivity": "IDLE"},
        }
        return envelope

    def hold(self, routine: str, name: str) -> None:
        """Launch, choose ``routine`` by its ``name``, and do it to its end, with a request to repeat now and then."""
        self.launch()
        self.say(Match("ChooseRoutineIntent", {"routine": SlotValue(name, routine)}))
        for turn in range(1, MOST_TURNS):
            if turn % EVERY == 0 and self.attributes["session"]["playing"]:
                self.wait(BREAK_IN_S)
                self.say(Match("AMAZON.RepeatIntent"))
            self.wait(LISTENED_S)
            self.say(Match(ANSWERS.get(self.attributes["session"]["asking"], "AMAZON.YesIntent")))
            if not self.is_open:
                return
        raise BenchError(f"the routine {routine} has no end")


def recorded(skill: CustomSkill, names: Mapping[str, str], person: str, application: str) -> list[dict[str, Any]]:
    """The requests of a person who does all these routines; ``names`` by routine."""
    sent: list[dict[str, Any]] = []

    def record(envelope: dict[str, Any]) -> dict[str, Any]:
        sent.append(envelope)
        return respond_to(skill, envelope)

    for routine, name in names.items():
        EchoShow(record, person=person, application=application).hold(routine, name)
    return sent


def of_now(envelope: dict[str, Any]) -> dict[str, Any]:
    """A recorded request with the time of now; an old one would be refused."""
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    return envelope | {"request": envelope["request"] | {"timestamp": stamp}}


def person(number: int) -> str:
    """The id of a person."""
    return f"amzn1.ask.account.{'E9' * 80}{number:06d}"


def routines(library: Library) -> dict[str, str]:
    """The names of the routines that the skill can lead, by id."""
    return {routine.id: library.words.routines[routine.id].name for routine in library.spoken}
