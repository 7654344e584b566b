"""The skill, put together: content, coach, store. Flask and Lambda share what comes out."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model.request_envelope import RequestEnvelope

from content.model.packed import load_packed
from skill.coach.answer import Answer
from skill.coach.library import Library
from skill.conversation import Conversation
from skill.handlers import CoachHandler, FaultHandler
from skill.hosting.envelope import EMPTY, cleaned, is_known
from skill.hosting.refused import RefusedError
from skill.serializer import QuickSerializer
from skill.speech.rows import MEASURE
from skill.speech.weigh import fits, weigh
from skill.store.memory import MemoryStore
from skill.store.persistence import Persistence

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.skill import CustomSkill

    from content.model.content import Content
    from content.timeline.cues import Cue
    from skill.store.contract import Store

LANGUAGE = "en"
"""For locales whose language the content does not have."""
BESIDES_MS = 25_000
"""Room in each turn for the sentences before it; the question is counted too."""
QUESTION = "Shall we go on with the next one, or with the other side of this one?"
"""As long as any question: it is weighed, never said."""

log = logging.getLogger("gentleback.skill")


def build_skill(
    store: Store | None = None, content: Content | None = None, *, is_plain: bool = False, skill_id: str | None = None
) -> CustomSkill:
    """The skill.

    ``store`` None: nothing outlives the process. ``is_plain``: SSML instead of APL for Audio, always. ``skill_id``:
    requests that are meant for other skills are refused.
    """
    store = store or MemoryStore()
    conversations = {
        language: Conversation(library, store, is_plain)
        for language, library in libraries(content or _load()).items()
    }  # fmt: skip
    handler = CoachHandler(conversations, LANGUAGE if LANGUAGE in conversations else next(iter(conversations)))
    builder = CustomSkillBuilder(persistence_adapter=Persistence(store))
    builder.add_request_handler(handler)
    builder.add_exception_handler(FaultHandler(handler))
    skill = builder.create()
    skill.serializer = QuickSerializer()
    if skill_id:
        skill.skill_id = skill_id
    return skill


def lambda_handler(skill: CustomSkill) -> Callable[[dict[str, Any], Any], Any]:
    """``skill`` as a function for AWS Lambda: the event in, the response out.

    What Alexa may add to its requests one day falls away before the SDK sees it, which would fail on it.
    """

    def handle(event: dict[str, Any], context: Any) -> Any:
        try:
            envelope = cleaned(event)
        except RefusedError as refusal:
            log.warning("refused: %s", refusal.reason)
            return EMPTY
        if not is_known(envelope["request"]["type"]):
            return EMPTY
        request = skill.serializer.deserialize(payload=json.dumps(envelope), obj_type=RequestEnvelope)
        return skill.serializer.serialize(skill.invoke(request_envelope=request, context=context))

    return handle


def _load() -> Content:
    """Our content: packed, as on Lambda, or read."""
    packed = load_packed()
    if packed is not None:
        return packed
    from content.model.loader import load

    return load()


def libraries(content: Content) -> dict[str, Library]:
    """What there is to do, by language: those that have the words of a conversation."""
    return {
        language: Library(content, words, words.conversation, MEASURE, is_small)
        for language, words in content.words.items()
        if words.conversation
    }


def is_small(cues: tuple[Cue, ...]) -> bool:
    """Whether a turn fits into one answer, with what may be said before and after it."""
    weight = weigh(Answer((), cues, QUESTION))
    return fits(replace(weight, length_ms=weight.length_ms + BESIDES_MS))
