"""A smart speaker, as far as a skill can tell: it sends requests and keeps the session, on a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from skill.simulator.matcher import Match

    Send = Callable[[dict[str, Any]], dict[str, Any]]
    """A request envelope -> the response envelope."""

APPLICATION = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"


@dataclass(slots=True)
class Speaker:
    """One device of one person. ``now`` is its own clock, which nobody has to wait for."""

    send: Send
    locale: str = "en-US"
    person: str = "amzn1.ask.account.local"
    application: str = APPLICATION
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
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
        return self.request(
            {
                "type": "IntentRequest",
                "dialogState": "COMPLETED",
                "intent": {"name": match.intent, "confirmationStatus": "NONE", "slots": slots},
            }
        )

    def end(self, reason: str = "EXCEEDED_MAX_REPROMPTS") -> dict[str, Any]:
        """Nobody answered, or left."""
        answered = self.request({"type": "SessionEndedRequest", "reason": reason})
        self.is_open = False
        return answered

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def request(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send any request in this session; returns the ``response`` part of what comes back."""
        self.number += 1
        answered = self.send(self.envelope(body))
        response: dict[str, Any] = answered.get("response") or {}
        self.attributes = answered.get("sessionAttributes") or {}
        self.is_open = response.get("shouldEndSession") is False
        return response

    def envelope(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The request as Amazon sends it."""
        application = {"applicationId": self.application}
        user = {"userId": self.person}
        device = {"deviceId": "amzn1.ask.device.local", "supportedInterfaces": {}}
        return {
            "version": "1.0",
            "session": {
                "new": not self.is_open,
                "sessionId": "amzn1.echo-api.session.local",
                "application": application,
                "attributes": self.attributes,
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    "device": device,
                    "apiEndpoint": "https://api.amazonalexa.com",
                }
            },
            "request": {
                "requestId": f"amzn1.echo-api.request.{self.number}",
                "timestamp": self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "locale": self.locale,
                **body,
            },
        }


def slot_json(name: str, value: Any) -> dict[str, Any]:
    """A slot as Amazon sends it: a value of our own types with its id, or that nothing matched."""
    slot: dict[str, Any] = {"name": name, "value": value.value, "confirmationStatus": "NONE", "source": "USER"}
    if value.id:
        found = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": value.value, "id": value.id}}]}
        slot["resolutions"] = {"resolutionsPerAuthority": [{"authority": "local", **found}]}
    return slot
