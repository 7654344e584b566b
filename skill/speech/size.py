"""Whether an answer keeps the limits of Alexa, with room to spare."""

from __future__ import annotations

import json
from dataclasses import dataclass

from content.timeline.cues import Cue, Tone
from skill.alexa import limits
from skill.coach.state import Answer
from skill.speech.apla import document
from skill.speech.ssml import ssml
from skill.speech.timing import length_ms, placed_turn

AUDIO_MOST_MS = limits.AUDIO_MS * 95 // 100
"""The estimate of speech may be wrong; the silence, half of most turns, is exact."""
SPEECH_MOST_CHARACTERS = limits.SPEECH_CHARACTERS * 95 // 100
DOCUMENT_MOST_BYTES = limits.RESPONSE_BYTES - 5_000
"""What is reserved: 3 kB for the session attributes, 2 kB for the rest of a response (reprompt, directive)."""
BEFORE_MS = 18_000
"""Reserved in each turn for the sentences before it; the longest are on how to get a recording."""
QUESTION = "Shall we go on with the other side?"
"""As long as the longest question after a turn; never spoken."""

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class AnswerSize:
    """What of an answer Alexa limits."""

    length_ms: int
    """By estimate, the question included."""
    ssml_characters: int
    apla_bytes: int
    audio_tags: int

    @property
    def fits(self) -> bool:
        """Whether Alexa accepts the answer in either form."""
        return (
            self.length_ms <= AUDIO_MOST_MS
            and self.ssml_characters <= SPEECH_MOST_CHARACTERS
            and self.apla_bytes <= DOCUMENT_MOST_BYTES
            and self.audio_tags <= limits.AUDIO_TAGS
        )


def size_of(answer: Answer) -> AnswerSize:
    return AnswerSize(
        length_ms(answer),
        len(ssml(answer)),
        len(_as_json(document(answer)).encode()),
        sum(isinstance(row.sound, Tone) for row in placed_turn(answer.cues).rows),
    )


def turn_fits(cues: tuple[Cue, ...]) -> bool:
    """Whether a turn fits into one answer, with sentences before it and a question after it."""
    size = size_of(Answer((), cues, QUESTION))
    return size.fits and size.length_ms + BEFORE_MS <= AUDIO_MOST_MS
