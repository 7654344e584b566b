"""The one way in: a request of Alexa as JSON -> the response as JSON. Lambda, the web server and ``talk`` call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from ask_sdk_model.request import Request
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_runtime.exceptions import AskSdkException

from skill.errors import RefusedError
from skill.hosting.envelope import cleaned

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill

EMPTY: dict[str, Any] = {"version": "1.0", "response": {}}
"""The response to a request that asks for nothing."""


def respond_to(skill: CustomSkill, event: Any) -> dict[str, Any]:
    """What ``skill`` answers to ``event``, any JSON value.

    Only the parts of a request that the skill uses reach the SDK, which fails on what it does not know. Raises
    ``RefusedError`` where one of them is missing or malformed, and whatever a skill with a bug raises.
    """
    envelope = cleaned(event)
    if envelope["request"]["type"] not in Request.discriminator_value_class_map:
        return EMPTY
    try:
        request = skill.serializer.deserialize(payload=json.dumps(envelope), obj_type=RequestEnvelope)
    except (AskSdkException, TypeError, ValueError, RecursionError):
        raise RefusedError("the request cannot be understood") from None
    response = skill.invoke(request_envelope=request, context=None)
    return cast("dict[str, Any]", skill.serializer.serialize(response))
