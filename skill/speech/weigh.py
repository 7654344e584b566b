"""Whether an answer is small enough for Alexa. Who cuts a routine into turns asks here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.timeline.cues import Tone
from skill.alexa import limits
from skill.speech.apla_json import document_json
from skill.speech.rows import length_ms, placed_turn
from skill.speech.ssml import ssml

if TYPE_CHECKING:
    from skill.coach.answer import Answer

AUDIO_MOST_MS = limits.AUDIO_MS * 95 // 100
"""The estimate may be wrong; silence, half of most turns, is not."""
SPEECH_MOST_CHARACTERS = limits.SPEECH_CHARACTERS * 95 // 100
ATTRIBUTES_BYTES = 3_000
"""Room for the session attributes."""
ENVELOPE_BYTES = 2_000
"""Room for the rest of a response: reprompt, card, directive."""
DOCUMENT_MOST_BYTES = limits.RESPONSE_BYTES - ATTRIBUTES_BYTES - ENVELOPE_BYTES


@dataclass(frozen=True, slots=True)
class Weight:
    """What of an answer Alexa limits."""

    length_ms: int
    """By estimate, the question included."""
    ssml_characters: int
    apla_bytes: int
    audio_tags: int


def weigh(answer: Answer) -> Weight:
    return Weight(
        length_ms(answer),
        len(ssml(answer)),
        len(document_json(answer).encode()),
        sum(isinstance(row.sound, Tone) for row in placed_turn(answer.cues).rows),
    )


def fits(weight: Weight) -> bool:
    """Whether Alexa takes an answer of ``weight`` in either form, with room to spare."""
    return (
        weight.length_ms <= AUDIO_MOST_MS
        and weight.ssml_characters <= SPEECH_MOST_CHARACTERS
        and weight.apla_bytes <= DOCUMENT_MOST_BYTES
        and weight.audio_tags <= limits.AUDIO_TAGS
    )
