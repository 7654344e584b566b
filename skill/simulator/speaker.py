"""A smart speaker and the person before it: typed lines in, what would be heard out, on a clock of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from content.errors import GentleBackError
from content.model.faults import short
from skill.simulator.apla import PlayedSound, faults_of, interpret
from skill.simulator.ssml import read_ssml
from skill.speech.timing import MEASURE

if TYPE_CHECKING:
    from content.timeline.measure import Measure
    from skill.simulator.matcher import Match, Matcher, SlotValue

    Send = Callable[[dict[str, Any]], dict[str, Any]]
    """A request envelope -> the response envelope."""

APPLICATION = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
THINKING_S = 1.5
"""How long a person takes to answer once the question is asked."""
LISTENING_S = 8.0
"""How long the microphone stays open after a question, and once more after the reprompt; then the session ends
(developer.amazon.com/docs/alexa: manage-skill-session-and-session-attributes)."""
BARGE_IN = re.compile(r"@([0-9]{1,4}(?:\.[0-9]{1,3})?)\s+(.+)")
"""``@20 slower``: said 20 seconds after the answer began. No answer lasts 9,999 s."""


class DocumentError(GentleBackError):
    """A document that a device would refuse, or that contains what we never write."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(["this is not an APLA document of ours:", *faults]))


class BargeInError(GentleBackError):
    """A line that begins with ``@`` and says neither when something was said nor what."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(f"'{short(line)}' is not understood; write '@20 slower', with a number from 0 to 9999")


def heard(given: Mapping[str, object] | str, measure: Measure = MEASURE) -> list[PlayedSound]:
    """What is heard of SSML or of a document of APL for Audio. Raises ``SsmlError`` or ``DocumentError``."""
    if isinstance(given, str):
        return read_ssml(given, measure).with_silence()
    if faults := faults_of(given):
        raise DocumentError(faults)
    return interpret(given, measure).with_silence()


@dataclass(slots=True)
class Speaker:
    """One device of one person, as far as a skill can tell: it sends requests and keeps the session."""

    send: Send
    locale: str = "en-US"
    person: str = "amzn1.ask.account.local"
    application: str = APPLICATION
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    """Its own clock: hours pass in it without anybody waiting."""
    is_open: bool = False
    """Whether a session is open."""
    attributes: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    """Of requests so far."""

    def launch(self) -> dict[str, Any]:
        """ "Open Gentle Back"."""
        self.is_open, self.attributes = False, {}
        return self.request({"type": "LaunchRequest"})

    def say(self, match: Match) -> dict[str, Any]:
        """Something said, as the interaction model understood it."""
        slots = {name: slot_json(name, value) for name, value in match.slots.items()}
        intent = {"name": match.intent, "confirmationStatus": "NONE", "slots": slots}
        return self.request({"type": "IntentRequest", "dialogState": "COMPLETED", "intent": intent})

    def end(self, reason: str = "EXCEEDED_MAX_REPROMPTS") -> dict[str, Any]:
        """Nobody answered, or the person left."""
        response = self.request({"type": "SessionEndedRequest", "reason": reason})
        self.is_open = False
        return response

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def request(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send any request in this session; returns the ``response`` part of the answer."""
        self.number += 1
        answered = self.send(self.envelope(body))
        response: dict[str, Any] = answered.get("response") or {}
        self.attributes = answered.get("sessionAttributes") or {}
        self.is_open = response.get("shouldEndSession") is False
        return response

    def envelope(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The request as Amazon sends it."""
        of_both = {"application": {"applicationId": self.application}, "user": {"userId": self.person}}
        session = {
            "new": not self.is_open,
            "sessionId": "amzn1.echo-api.session.local",
            "attributes": self.attributes,
            **of_both,
        }
        system = {
            "device": {"deviceId": "amzn1.ask.device.local", "supportedInterfaces": {}},
            "apiEndpoint": "https://api.amazonalexa.com",
            **of_both,
        }
        request = {
            "requestId": f"amzn1.echo-api.request.{self.number}",
            "timestamp": self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "locale": self.locale,
            **body,
        }
        return {"version": "1.0", "session": session, "context": {"System": system}, "request": request}


def slot_json(name: str, value: SlotValue) -> dict[str, Any]:
    """A slot as Amazon sends it: a value of our own types with its id, or one that nothing matched."""
    slot: dict[str, Any] = {"name": name, "value": value.value, "confirmationStatus": "NONE", "source": "USER"}
    if value.id:
        found = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": value.value, "id": value.id}}]}
        slot["resolutions"] = {"resolutionsPerAuthority": [{"authority": "local", **found}]}
    return slot


@dataclass(slots=True)
class Talker:
    """The person. Without ``@`` they listen to the end of an answer before they speak."""

    speaker: Speaker
    matcher: Matcher
    invocation: str
    """The name of the skill: "gentle back"."""
    playing_s: float = 0.0
    """The length of the last answer."""
    reprompt: str = ""
    """What is still to be asked when nobody answers."""

    def open(self) -> list[PlayedSound]:
        """Open the skill."""
        return self._listen(self.speaker.launch())

    def hear(self, line: str) -> list[PlayedSound]:
        """What is heard after ``line`` was typed; nothing when the session is closed. Raises ``BargeInError``."""
        found = BARGE_IN.fullmatch(line)
        if line.startswith("@") and not found:
            raise BargeInError(line)
        wait_s, sentence = (float(found[1]), found[2]) if found else (self.playing_s + THINKING_S, line)
        if not sentence:
            return self._silence() if self.speaker.is_open else []
        asked = self._asked_of_the_skill(sentence)
        if asked is None and not self.speaker.is_open:
            return []
        self.speaker.wait(wait_s)
        match = self.matcher.match(sentence if asked is None else asked)
        if asked is not None and match.intent == "AMAZON.FallbackIntent":
            return self.open()
        return self._listen(self.speaker.say(match))

    def _asked_of_the_skill(self, sentence: str) -> str | None:
        """What follows the skill's name in "open gentle back" or "ask gentle back for a stretch"; None without it."""
        before, name, after = sentence.lower().partition(self.invocation)
        return after.strip(" ,.?!") if name and len(before.split()) <= 3 else None

    def _silence(self) -> list[PlayedSound]:
        """Nobody answers: the reprompt, and after that the end of the session."""
        self.speaker.wait(self.playing_s + LISTENING_S)
        if self.reprompt:
            sounds = self._played(self.reprompt)
            self.reprompt = ""
            return sounds
        self.speaker.end()
        return []

    def _listen(self, response: dict[str, Any]) -> list[PlayedSound]:
        directives = response.get("directives") or ()
        given = [each["document"] for each in directives if each["type"].endswith("APLA.RenderDocument")]
        if speech := response.get("outputSpeech"):
            given.append(speech["ssml"])
        again = response.get("reprompt") or {}
        self.reprompt = (again.get("outputSpeech") or {}).get("ssml", "")
        return self._played(given[0] if given else None)

    def _played(self, given: Mapping[str, object] | str | None) -> list[PlayedSound]:
        sounds = heard(given) if given else []
        self.playing_s = sounds[-1].end_ms / 1_000 if sounds else 0.0
        return sounds
