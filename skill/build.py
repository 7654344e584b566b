"""The skill, assembled: content, coach, store. The web server, Lambda and ``talk`` share the result."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.request_envelope import RequestEnvelope

from content.model.loader import load
from skill.coach.library import Library
from skill.conversation import RememberingCoach
from skill.handlers import CoachHandler, FaultHandler
from skill.speech.size import turn_fits
from skill.speech.timing import MEASURE
from skill.store.memory import MemoryStore

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill

    from content.model.types import Content
    from skill.store.contract import Store

LANGUAGE = "en"
"""For locales whose language the content does not have."""


def build_skill(
    store: Store | None = None, content: Content | None = None, *, is_plain: bool = False, skill_id: str | None = None
) -> CustomSkill:
    """The skill.

    ``store`` None: nothing outlives the process. ``is_plain``: SSML instead of APL for Audio, always. ``skill_id``:
    requests for other skills are refused.
    """
    store = store or MemoryStore()
    coaches = {
        language: RememberingCoach(library, store, is_plain)
        for language, library in libraries(content or load()).items()
    }
    handler = CoachHandler(coaches, LANGUAGE if LANGUAGE in coaches else next(iter(coaches)))
    builder = SkillBuilder()
    builder.add_request_handler(handler)
    builder.add_exception_handler(FaultHandler(handler))
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
