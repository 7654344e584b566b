"""How long an answer takes, and when each of its sounds begins, by an estimate of Alexa's voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from content.timeline.cues import Cue, Sound, Tone, phrase
from content.timeline.measure import Estimate, Spacing
from content.timeline.place import Placed, place_cues

if TYPE_CHECKING:
    from skill.coach.state import Answer

CHIME_MS = 3_000
"""A bell of Alexa's sound library with its fading; no source gives the true lengths."""
GAP_MS = 200
"""The least silence between two sounds, and before the end of a hold."""
PAUSE_MS = 500
"""After each sentence before a turn, and before the question."""
TURNS_REMEMBERED = 512
"""By each function; a turn takes about 10 kB."""

_INNER_END = re.compile(r"[.?!;:](?=\s)")
_BY_CHARACTERS = Estimate(ms_per_character=68, ms_per_phrase=180, ms_between_sentences=0)


class AlexaEstimate:
    """The more generous of two estimates: by words and sentences, or by characters.

    150 words a minute and 300 ms for a sentence's end is slower than the voice usually is. Too long an estimate costs
    a little silence, or omits a mark that would have fitted; too short an estimate would crowd the marks. Counting
    characters, too, keeps a few long words from being taken for quick ones.
    """

    spacing = Spacing(after_ms=GAP_MS)
    """No tone to wake a speaker: one that has just listened is awake."""

    def length_ms(self, sound: Sound) -> int:
        if isinstance(sound, Tone):
            return CHIME_MS
        words, sentences = _counts(sound.text)
        return max(400 * words + 300 * sentences, _BY_CHARACTERS.length_ms(sound))


@lru_cache(maxsize=4096)
def _counts(text: str) -> tuple[int, int]:
    """How many words and sentences."""
    return len(text.split()), 1 + len(_INNER_END.findall(text.rstrip()))


MEASURE = AlexaEstimate()


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """The cues of a turn, their times counted from its start."""

    rows: tuple[Placed, ...]
    length_ms: int
    silence_ms: int
    """At its end."""

    @property
    def pause_ms(self) -> int:
        """The silence still needed before a question."""
        return max(0, PAUSE_MS - self.silence_ms)


@lru_cache(maxsize=TURNS_REMEMBERED)
def placed_turn(cues: tuple[Cue, ...]) -> PlacedTurn:
    """``cues`` with their times: remembered, since the same turn is said to many people."""
    if not cues:
        return PlacedTurn((), 0, PAUSE_MS)  # the last sentence before it is followed by a pause
    placement = place_cues(cues, MEASURE)
    rows = placement.chapters[0].cues
    heard_ms = max((row.end_ms for row in rows if row.sound), default=0)
    return PlacedTurn(rows, placement.length_ms, placement.length_ms - heard_ms)


def length_ms(answer: Answer) -> int:
    """How long ``answer`` takes, its question included."""
    turn = placed_turn(answer.cues)
    before_ms = sum(MEASURE.length_ms(phrase(sentence)) + PAUSE_MS for sentence in answer.before)
    question_ms = turn.pause_ms + MEASURE.length_ms(phrase(answer.question)) if answer.question else 0
    return before_ms + turn.length_ms + question_ms
