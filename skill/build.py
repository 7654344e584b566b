"""The skill, assembled: content, coach, store, SDK. The web server, Lambda and ``talk`` share the result."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from content.model.loader import load
from skill.alexa.hearing import hear
from skill.coach.library import Library
from skill.coach.state import Answer
from skill.conversation import Occasion, RememberingCoach
from skill.errors import traceback_without_words
from skill.speech.apla import document
from skill.speech.size import turn_fits
from skill.speech.ssml import speak, ssml
from skill.speech.timing import MEASURE
from skill.store.contract import MemoryStore, Store

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_core.skill import CustomSkill

    from content.model.types import Content

RENDER = "Alexa.Presentation.APLA.RenderDocument"
"""The directive's type. The directive is JSON already: no serializer walks the document, no cold start imports a
model of it."""
TOKEN = "turn"  # noqa: S105 - the name of a document

log = logging.getLogger("gentleback.skill")


def build_skill(
    store: Store | None = None, content: Content | None = None, *, is_plain: bool = False, skill_id: str | None = None
) -> CustomSkill:
    """The skill.

    ``store`` None: nothing outlives the process. ``is_plain``: SSML instead of APL for Audio, always. ``skill_id``:
    requests for other skills are refused.
    """
    store = store or MemoryStore()
    spoken = libraries(content or load()).items()
    handler = CoachHandler({language: RememberingCoach(library, store, is_plain) for language, library in spoken})
    builder = SkillBuilder()
    builder.request_handler(lambda _input: True)(handler.handle)
    builder.exception_handler(lambda _input, _exception: True)(handler.handle_fault)
    skill = builder.create()
    skill.serializer = QuickSerializer()
    if skill_id:
        skill.skill_id = skill_id
    return skill


def libraries(content: Content) -> dict[str, Library]:
    """What there is to do, by language: those that have the words of a conversation."""
    return {
        language: Library(content, words, words.conversation, MEASURE, turn_fits)
        for language, words in content.words.items()
        if words.conversation
    }


@dataclass(slots=True)
class CoachHandler:
    """Between the SDK and the coach: one handler for all requests, since a table says what each means."""

    coaches: Mapping[str, RememberingCoach]
    """By language."""

    def handle(self, handler_input: HandlerInput) -> Response:
        envelope: Any = handler_input.request_envelope
        request = envelope.request
        coach, occasion = self.coach_for(request.locale), occasion_of(envelope)
        if request.object_type == "Alexa.Presentation.APLA.RuntimeError":
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

    def handle_fault(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """A fault of ours: a kind sentence for the person, the facts for the log, and the session stays open."""
        log.error("the skill failed: %s", traceback_without_words(exception))
        request: Any = handler_input.request_envelope.request
        if request.object_type not in ("LaunchRequest", "IntentRequest"):
            return Response()
        lines = self.coach_for(request.locale).library.conversation.lines
        answer = Answer(lines["failed"][:1], question=lines["ask_go_on"][0], reprompt=lines["reprompt"][0])
        return response_of(answer, is_plain=True)

    def coach_for(self, locale: str | None) -> RememberingCoach:
        """The one of the locale's language, else the English one, else any."""
        coaches = self.coaches
        return coaches.get((locale or "").split("-")[0]) or coaches.get("en") or next(iter(coaches.values()))


def occasion_of(envelope: Any) -> Occasion:
    """The circumstances of a request."""
    request, session = envelope.request, envelope.session
    user = envelope.context.system.user
    return Occasion(
        person=(user.user_id if user else None) or "",
        attributes=session.attributes if session else None,
        now_ms=round(request.timestamp.timestamp() * 1_000),
        day=request.timestamp.date().isoformat(),
        country=(request.locale or "").rpartition("-")[2].upper(),
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


class QuickSerializer(DefaultSerializer):
    """The SDK's serializer without needless work: walking a finished document took two thirds of a turn."""

    NATIVE_TYPES_MAPPING = {**DefaultSerializer.NATIVE_TYPES_MAPPING, "datetime": object}  # noqa: RUF012
    """Times stay text at first, since the SDK tries at length to find out how each is written."""

    def serialize(self, obj: Any) -> Any:
        if isinstance(obj, (dict, str, int)) or obj is None:
            return obj  # session attributes and directives: JSON already
        return super().serialize(obj)

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        found = super().deserialize(payload, obj_type)
        if isinstance(found, RequestEnvelope) and found.request is not None and found.request.timestamp is not None:
            found.request.timestamp = _time(found.request.timestamp)
        return found


def _time(text: Any) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise SerializationException("the request's time is not in the format of ISO 8601") from None
