"""From what is written to what an engine is given to say: cleaned by the language, then its hard words respelt.

Captions, transcript and catalog keep what is written; a clip and its key are of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from content.model.words import ANY, AS_A_VERB
from content.timeline.cues import Phrase

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice
    from content.model.words import Words
    from content.timeline.cues import Sound

Say = Callable[[str], str]
"""What is written -> what is said."""

REMEMBERED = 4_096
"""Texts: a session has some two hundred."""


def as_written(text: str) -> str:
    """For a language that needs nothing, and for text that is ready to be said."""
    return text


def said(sound: Sound, say: Say) -> Sound:
    """``sound`` as it is said."""
    return Phrase(say(sound.text)) if isinstance(sound, Phrase) else sound


def way_of_saying(words: Words, voice: Voice) -> Say:
    """How ``voice`` is given what is written in the language of ``words``."""
    clean: Say = getattr(words.grammar, "spoken", as_written)
    verb: Say = getattr(words.grammar, "verb", as_written)
    engine = voice.name.partition(":")[0]
    respelt = {word: entry.get(engine) or entry.get(ANY) for word, entry in words.pronunciations.items()}
    return _way(clean, verb, tuple((word, text) for word, text in respelt.items() if text))


def way_of_voice(voice: Voice) -> Say:
    """How ``voice`` is given text in its own language; as it is written where our content does not have that."""
    from content.model.loader import load  # who builds has the words at hand

    words = load().words.get(voice.language.partition("-")[0])
    return way_of_saying(words, voice) if words else as_written


@lru_cache(maxsize=8)
def _way(clean: Say, verb: Say, respelt: tuple[tuple[str, str], ...]) -> Say:
    """One function for all who ask for the same, so that each text is worked on once."""
    if not respelt:
        return lru_cache(REMEMBERED)(clean)
    by_word = dict(respelt)
    words = sorted({word.removesuffix(AS_A_VERB) for word in by_word}, key=len, reverse=True)
    hard = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w|'\w)", re.IGNORECASE)

    def replaced(match: re.Match[str]) -> str:
        word = match[0].lower()
        as_verb = word + AS_A_VERB
        is_verb = as_verb in by_word and re.compile(verb(re.escape(word)), re.I).match(match.string, match.start())
        text = by_word.get(as_verb if is_verb else word, match[0])
        return text[:1].upper() + text[1:] if match[0][0].isupper() else text  # a small one would begin no sentence

    return lru_cache(REMEMBERED)(lambda text: hard.sub(replaced, clean(text)))
