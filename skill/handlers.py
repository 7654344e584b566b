"""Between the SDK and the coach: one handler for all requests, since a table says what each means."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.alexa.hearing import hear
from skill.coach.messages import Answer
from skill.conversation import Occasion
from skill.errors import traceback_without_words
from skill.speech.apla import document
from skill.speech.ssml import speak, ssml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ask_sdk_core.handler_input import HandlerInput

    from skill.conversation import RememberingCoach

APLA_ERROR = "Alexa.Presentation.APLA.RuntimeError"
RENDER = "Alexa.Presentation.APLA.RenderDocument"
"""The directive's type. The directive is JSON already: no serializer walks the document, no cold start imports a
model of it."""
TOKEN = "turn"  # noqa: S105 - the name of a document

log = logging.getLogger("gentleback.skill")


class CoachHandler(AbstractRequestHandler):
    """Reads the request, asks the coach, builds the response."""

    def __init__(self, coaches: Mapping[str, RememberingCoach], language: str) -> None:
        """``coaches`` by language; ``language`` for locales whose own has none."""
        self.coaches, self.language = coaches, language

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK names it so
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        envelope: Any = handler_input.request_envelope
        request = envelope.request
        coach, occasion = self.coach_for(request.locale), occasion_of(envelope)
        if request.object_type == APLA_ERROR:
            log.warning("the device refused an answer: %s", [error.object_type for error in request.errors or ()])
            coach.refused(occasion)
            return Response()
        heard = hear(request, coach.library.words)
        if heard is None:
            return Response()
        answered = coach.answer(heard, occasion)
        if heard.name == "gone":
            return Response()
        if envelope.session is not None:
            handler_input.attributes_manager.session_attributes = answered.attributes
        return response_of(answered.answer, is_plain=answered.is_plain)

    def coach_for(self, locale: str | None) -> RememberingCoach:
        language = (locale or "").split("-")[0]
        return self.coaches.get(language) or self.coaches[self.language]


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
        lines = self.handler.coach_for(request.locale).library.conversation.lines
        answer = Answer(lines["failed"][:1], question=lines["ask_go_on"][0], reprompt=lines["reprompt"][0])
        return response_of(answer, is_plain=True)


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


def response_of(answer: Answer, *, is_plain: bool) -> Response:
    """The response for ``answer``, open exactly when it asks something; with ``is_plain`` its turn is SSML.

    A turn in APL for Audio contains its question, too: an outputSpeech would be heard before all of it.
    """
    response = Response(should_end_session=not answer.is_open)
    if answer.cues and not is_plain:
        directive: Any = {"type": RENDER, "token": TOKEN, "document": document(answer)}
        response.directives = [directive]
    else:
        response.output_speech = SsmlOutputSpeech(ssml=ssml(answer))
    if answer.reprompt:
        response.reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=speak([answer.reprompt])))
    return response
