"""From written text to what an engine is given: its spoken form, in parts where it is too long to be spoken at once.

The spoken form is normalised by the language's grammar, and hard words are respelt for the engine. Captions, transcript
and catalog keep the written form; a clip and its key are made of the spoken form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from content.model.words import ANY, AS_A_VERB, Words
from content.timeline.cues import Phrase, Sound

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice

SpokenForm = Callable[[str], str]
"""Written form -> spoken form."""

SHORTEST = 12
"""Characters. A shorter part is spoken like a title, so it stays with its neighbour if the text has another place."""


class TextPart(NamedTuple):
    text: str
    pause_ms: int
    """The pause after it."""


PLACES = (
    (re.compile(r"(?<=[.!?\u2026])\s|(?<=[.!?\u2026][\"')\u201d\u2019])\s"), 350),
    (re.compile(r"(?<=[;:])\s|\s(?=[\u2013\u2014])"), 250),
    (re.compile(r"(?<=,)\s"), 180),
    (re.compile(r"\s(?=(?:and|or|but|so|until|while|as|with|then|because)\s)", re.IGNORECASE), 60),
    (re.compile(r"\s"), 30),
)
"""The spaces to divide at, best first, and the pause in ms at each."""


def as_written(text: str) -> str:
    """For a language without normalisation, and for text that is in its spoken form."""
    return text


def in_spoken_form(sound: Sound, say: SpokenForm) -> Sound:
    """``sound`` with its text in the spoken form; a tone as it is."""
    return Phrase(say(sound.text)) if isinstance(sound, Phrase) else sound


def spoken_form(words: Words, voice: Voice) -> SpokenForm:
    """The spoken form for ``voice`` of texts in the language of ``words``."""
    clean: SpokenForm = getattr(words.grammar, "spoken", as_written)
    verb: Callable[[str], str] = getattr(words.grammar, "verb", as_written)
    engine = voice.name.partition(":")[0]
    respelt = {word: entry.get(engine) or entry.get(ANY, "") for word, entry in words.pronunciations.items()}
    respell = _respelling({word: text for word, text in respelt.items() if text}, verb)
    return lambda text: respell(clean(text))


def spoken_form_of(voice: Voice) -> SpokenForm:
    """The spoken form for ``voice`` of texts in its own language; as written where our content has no such language."""
    from content.model.loader import load  # a build has loaded it already

    words = load().words.get(voice.language.partition("-")[0])
    return spoken_form(words, voice) if words else as_written


def _respelling(by_word: dict[str, str], verb: Callable[[str], str]) -> Callable[[str], str]:
    """Put each word's respelling in its place; one listed as a verb only where ``verb`` finds it to be one."""
    if not by_word:
        return as_written
    words = sorted({word.removesuffix(AS_A_VERB) for word in by_word}, key=len, reverse=True)
    hard = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w|'\w)", re.IGNORECASE)

    def respelt(match: re.Match[str]) -> str:
        word = match[0].lower()
        as_verb = word + AS_A_VERB
        is_verb = as_verb in by_word and re.compile(verb(re.escape(word)), re.I).match(match.string, match.start())
        text = by_word.get(as_verb if is_verb else word, match[0])
        return text[:1].upper() + text[1:] if match[0][0].isupper() else text  # a capital begins a sentence

    return lambda text: hard.sub(respelt, text)


def text_parts(text: str, longest: int) -> list[TextPart]:
    """``text`` in parts of at most ``longest`` characters, divided as little and as well as can be.

    Nothing of it is lost but the spaces between parts.
    """
    return _divided(" ".join(text.split()), longest, 0)


def _divided(text: str, longest: int, pause_ms: int) -> list[TextPart]:
    if len(text) <= longest:
        return [TextPart(text, pause_ms)]
    at, own_pause_ms = _best_place(text, longest)
    return [*_divided(text[:at].rstrip(), longest, own_pause_ms), *_divided(text[at:].lstrip(), longest, pause_ms)]


def _best_place(text: str, longest: int) -> tuple[int, int]:
    """Where to divide ``text``, and the pause there: the best kind that it has, nearest to its middle."""
    for space, pause_ms in PLACES:
        found = [match.start() for match in space.finditer(text)]
        inside = [at for at in found if SHORTEST <= at <= len(text) - SHORTEST]
        if inside:
            return min(inside, key=lambda at: abs(2 * at - len(text))), pause_ms
    half = len(text) // (2 * longest) * longest  # there is no space: these are not words
    return max(longest, half), 0
