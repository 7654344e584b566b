"""How answers are written."""

from __future__ import annotations

import json
from typing import Any

from flask import Response
from flask.json.provider import DefaultJSONProvider

from skill.hosting.envelope import EMPTY

SORRY: dict[str, Any] = {
    "version": "1.0",
    "response": {
        "outputSpeech": {"type": "PlainText", "text": "Sorry, something went wrong. Please try again in a moment."},
        "shouldEndSession": True,
    },
}
MAY_SPEAK = frozenset({"LaunchRequest", "IntentRequest"})


class AnswerJson(DefaultJSONProvider):
    """What Flask writes JSON with, the adapter's ``jsonify`` included."""

    def dumps(self, obj: Any, **_named: Any) -> str:
        return answer_text(obj)


def answer_text(answer: Any) -> str:
    """The JSON of one answer: in the order in which it was built, without blanks."""
    return json.dumps(answer, separators=(",", ":"), allow_nan=False)


def when_the_skill_failed(kind: str) -> dict[str, Any]:
    """The answer to a request of this type when the skill has none: a person is told, a machine is not."""
    return SORRY if kind in MAY_SPEAK else EMPTY


def line(text: str, status: int) -> Response:
    """One short line."""
    return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")
