"""Requests as Alexa sends them, as plain data, and a small skill that answers them."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill_builder import CustomSkillBuilder

from skill.hosting.flask_adapter import create_app
from skill.hosting.serve import ServeSettings
from tests.skill.hosting.chains import Bucket, roots

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_core.skill import CustomSkill
    from ask_sdk_model.response import Response
    from flask import Flask

SKILL_ID = "amzn1.ask.skill.5c21a0d1-77b1-4f3e-9a53-0c1f7a1e2b3c"
SETTINGS = ServeSettings(skill_id=SKILL_ID)
SCREEN = {
    "experiences": [{"arcMinuteWidth": 346, "canRotate": False}],
    "shape": "RECTANGLE",
    "pixelWidth": 1280,
    "video": {"codecs": ["H_264_42", "A_CODEC_OF_NEXT_YEAR"]},
}


def small_skill(answer: Callable[[HandlerInput], Response] | None = None) -> CustomSkill:
    """A skill with one handler for everything; ``answer`` None: it says what kind of request it got."""
    builder = CustomSkillBuilder()

    def say_kind(handler_input: HandlerInput) -> Response:
        request = handler_input.request_envelope.request
        words = f"a {request.object_type if request else None}"
        return handler_input.response_builder.speak(words).set_should_end_session(True).response

    builder.request_handler(can_handle_func=lambda handler_input: handler_input is not None)(answer or say_kind)
    return builder.create()


def small_app(
    skill: CustomSkill | None = None, bucket: Bucket | None = None, settings: ServeSettings = SETTINGS, **named: Any
) -> Flask:
    """The real application, which trusts the test authority."""
    return create_app(skill or small_skill(), settings, fetch=(bucket or Bucket()).fetch, roots=roots(), **named)


def envelope(kind: str = "LaunchRequest", **request: Any) -> dict[str, Any]:
    """A request of this ``kind`` in a conversation, with all that a speaker with a screen adds."""
    return {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.1",
            "application": {"applicationId": SKILL_ID},
            "attributes": {"turn": 3, "weights": [0.5, None, {"deep": "é"}]},
            "user": {"userId": "amzn1.ask.account.ONE"},
        },
        "context": {"System": _system(), "Viewport": deepcopy(SCREEN), "AudioPlayer": {"playerActivity": "IDLE"}},
        "request": {
            "type": kind,
            "requestId": "amzn1.echo-api.request.1",
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": "en-US",
            **request,
        },
    }


def intent(name: str = "ChooseIntent", **slots: str) -> dict[str, Any]:
    """An intent."""
    values = {key: _slot(key, value) for key, value in slots.items()}
    said = {"name": name, "confirmationStatus": "NONE", "slots": values}
    return envelope("IntentRequest", dialogState="STARTED", intent=said)


def as_body(request: Any) -> bytes:
    return json.dumps(request).encode()


def _system() -> dict[str, Any]:
    return {
        "application": {"applicationId": SKILL_ID},
        "user": {"userId": "amzn1.ask.account.ONE"},
        "person": {"personId": "amzn1.ask.person.ONE"},
        "device": {
            "deviceId": "amzn1.ask.device.ONE",
            "supportedInterfaces": {"AudioPlayer": {}, "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}},
        },
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "token",
    }


def _slot(name: str, value: str) -> dict[str, Any]:
    found = {"value": {"name": value, "id": value}}
    match = {"authority": f"amzn1.er-authority.{name}", "status": {"code": "ER_SUCCESS_MATCH"}, "values": [found]}
    return {
        "name": name,
        "value": value,
        "confirmationStatus": "NONE",
        "source": "USER",
        "resolutions": {"resolutionsPerAuthority": [match]},
        "slotValue": {"type": "Simple", "value": value},
    }
