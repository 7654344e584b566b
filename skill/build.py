"""The skill, put together: content, coach, store. Flask and Lambda share what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask_sdk_core.skill_builder import SkillBuilder

from content.model.loader import load
from skill.coach.library import Library
from skill.conversation import Conversation
from skill.handlers import CoachHandler, FaultHandler
from skill.serializer import QuickSerializer
from skill.speech.size import turn_fits
from skill.speech.timing import MEASURE
from skill.store.memory import MemoryStore

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill

    from content.model.content import Content
    from skill.store.contract import Store

LANGUAGE = "en"
"""For locales whose language the content does not have."""


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
        for language, library in libraries(content or load()).items()
    }  # fmt: skip
    handler = CoachHandler(conversations, LANGUAGE if LANGUAGE in conversations else next(iter(conversations)))
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
