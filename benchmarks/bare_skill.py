"""The smallest possible skill: the cost of Amazon's SDK by itself. It imports nothing of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.request_envelope import RequestEnvelope

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model.response import Response


class Hello(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK names it so
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        return handler_input.response_builder.speak("Hello, and good to have you here.").response


builder = SkillBuilder()
builder.add_request_handler(Hello())
skill = builder.create()
handler = builder.lambda_handler()


def answer(request: str) -> str:
    """The JSON of a request -> that of its response, by the shortest path through the SDK."""
    envelope = skill.serializer.deserialize(payload=request, obj_type=RequestEnvelope)
    return json.dumps(skill.serializer.serialize(skill.invoke(envelope, None)))
