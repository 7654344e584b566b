"""How long Alexa's voice takes, as far as that can be said without hearing it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from content.timeline.cues import Sound, Tone
from content.timeline.estimate import Estimate
from content.timeline.measure import Spacing

CHIME_MS = 3_000
"""A bell out of Alexa's sound library with its fading; no source tells the true lengths."""
GAP_MS = 200
"""At least so much silence between two sounds, and before the end of a hold."""

_INNER_END = re.compile(r"[.?!;:](?=\s)")
_BY_CHARACTERS = Estimate(ms_per_character=68, ms_per_phrase=180)


@dataclass(frozen=True, slots=True)
class AlexaEstimate:
    """The more generous of two: so much for each word and each sentence, or for each character.

    150 words a minute and 300 ms for a sentence's end is slower than the voice is usually heard to be. Too long a guess
    costs a little silence, or leaves out a mark that would have fitted; too short a guess would crowd the marks.
    Counting characters, too, keeps a few long words from being taken for quick ones.
    """

    spacing: Spacing = field(default_factory=lambda: Spacing(after_ms=GAP_MS))
    """No tone to wake a speaker: one that has just listened is awake."""
    ms_per_word: int = 400
    ms_per_sentence: int = 300

    def length_ms(self, sound: Sound) -> int:
        """About how long ``sound`` lasts, in milliseconds."""
        if isinstance(sound, Tone):
            return CHIME_MS
        words, sentences = _counted(sound.text)
        return max(self.ms_per_word * words + self.ms_per_sentence * sentences, _BY_CHARACTERS.length_ms(sound))


@lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[int, int]:
    """How many words and sentences."""
    return len(text.split()), 1 + len(_INNER_END.findall(text.rstrip()))
