"""What a request has to pass before the SDK sees it, in this order: size, type, signature, JSON, shape, ids, time.

The signature is verified over the raw bytes before anything parses them: a sender that is not Alexa costs no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from skill.alexa.limits import REQUEST_AGE_MS
from skill.errors import TOO_LARGE, WRONG_TYPE, RefusedError
from skill.hosting.envelope import MAX_BODY, cleaned, parse

if TYPE_CHECKING:
    from skill.hosting.signature import Headers, SignatureCheck


@dataclass(frozen=True, slots=True)
class Guard:
    """``signature`` None: for this machine only, where neither signature nor age is verified."""

    skill_id: str | None
    signature: SignatureCheck | None
    clock: Callable[[], datetime]

    def admit(self, mimetype: str, headers: Headers, body: bytes) -> dict[str, Any]:
        """The parts of the request that the skill uses. Raises ``RefusedError`` for a request that is not good."""
        if len(body) > MAX_BODY:
            raise RefusedError("the body is too large", TOO_LARGE)
        if mimetype != "application/json":
            raise RefusedError("the body is not application/json", WRONG_TYPE)
        if self.signature is not None:
            self.signature.verify(headers, body)
        envelope = cleaned(parse(body))
        self._check_ids(envelope)
        self._check_time(envelope["request"])
        return envelope

    def _check_ids(self, envelope: dict[str, Any]) -> None:
        """The context has to name this skill, and the session may not name another."""
        parts = envelope["context"]["System"], envelope.get("session", {})
        context, session = (part.get("application", {}).get("applicationId") for part in parts)
        if self.skill_id is not None and (context != self.skill_id or session not in (None, self.skill_id)):
            raise RefusedError("the request is for another skill")

    def _check_time(self, request: dict[str, Any]) -> None:
        sent = _time(request.get("timestamp", ""))
        if self.signature is not None and abs(self.clock() - sent) > timedelta(milliseconds=REQUEST_AGE_MS):
            raise RefusedError("the request is not of now")
        request["timestamp"] = sent.isoformat()


def _time(stamp: str) -> datetime:
    """The time of ``stamp``, which must have a time zone: without one it could be any of a day's."""
    try:
        sent = datetime.fromisoformat(stamp)
    except ValueError:
        raise RefusedError("the request has no time that can be read") from None
    if sent.tzinfo is None:
        raise RefusedError("the request's time has no zone")
    return sent
