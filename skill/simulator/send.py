"""A request through the whole skill, as Lambda and Flask do it: JSON in, JSON out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ask_sdk_model.request_envelope import RequestEnvelope

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.skill import CustomSkill


def sender(skill: CustomSkill) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A function that takes a request envelope, and gives the response envelope."""

    def send(envelope: dict[str, Any]) -> dict[str, Any]:
        request = skill.serializer.deserialize(payload=json.dumps(envelope), obj_type=RequestEnvelope)
        answered: dict[str, Any] = json.loads(json.dumps(skill.serializer.serialize(skill.invoke(request, None))))
        return answered

    return send
