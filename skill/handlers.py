"""Between the SDK and the coach: one handler for all requests, since a table says what to do with each."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_model.response import Response

from skill.alexa.hearing import hear
from skill.coach.answer import Answer
from skill.conversation import Occasion
from skill.errors import traceback_without_words
from skill.responding import respond

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ask_sdk_core.handler_input import HandlerInput

    from skill.conversation import Conversation

APLA_ERROR = "Alexa.Presentation.APLA.RuntimeError"

log = logging.getLogger("gentleback.skill")


class CoachHandler(AbstractRequestHandler):
    """Reads the request, asks the coach, builds the response."""

    def __init__(self, conversations: Mapping[str, Conversation], language: str) -> None:
        """``conversations`` by language; ``language`` for locales that have none of their own."""
        self.conversations, self.language = conversations, language

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK names it so
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        envelope: Any = handler_input.request_envelope
        request = envelope.request
        conversation = self.conversation_of(request.locale)
        occasion = occasion_of(envelope)
        if request.object_type == APLA_ERROR:
            log.warning("the device refused an answer: %s", [error.object_type for error in request.errors or ()])
            conversation.refused(occasion)
            return Response()
        heard = hear(request, conversation.library.words)
        if heard is None:
            return Response()
        spoken = conversation.answer(heard, occasion)
        if heard.name == "gone":
            return Response()
        if envelope.session is not None:
            handler_input.attributes_manager.session_attributes = spoken.attributes
        return respond(spoken.answer, is_plain=spoken.is_plain)

    def conversation_of(self, locale: str | None) -> Conversation:
        language = (locale or "").split("-")[0]
        return self.conversations.get(language) or self.conversations[self.language]


class FaultHandler(AbstractExceptionHandler):
    """A fault of ours: a kind sentence for the person, the facts for the log, and the session stays open."""

    def __init__(self, handler: CoachHandler) -> None:
        self.handler = handler

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        log.error("the skill failed: %s", traceback_without_words(exception))
        request: Any = handler_input.request_envelope.request
        if request.object_type not in ("LaunchRequest", "IntentRequest"):
            return Response()
        lines = self.handler.conversation_of(request.locale).library.conversation.lines
        answer = Answer(lines["failed"][:1], question=lines["ask_go_on"][0], reprompt=lines["reprompt"][0])
        return respond(answer, is_plain=True)


def occasion_of(envelope: Any) -> Occasion:
    """The circumstances of a request."""
    request, session = envelope.request, envelope.session
    user = envelope.context.system.user if envelope.context and envelope.context.system else None
    locale = request.locale or ""
    return Occasion(
        person=(user.user_id if user else None) or "",
        attributes=session.attributes if session else None,
        now_ms=round(request.timestamp.timestamp() * 1_000),
        day=request.timestamp.date().isoformat(),
        country=locale.rpartition("-")[2].upper(),
        chance=request.request_id or "",
    )
