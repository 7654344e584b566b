"""What a voice can speak, and what a smart speaker can hear: checks for every sentence of the content."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from unicodedata import category

from content.model.faults import short
from content.model.words import PLACEHOLDER

MAX_CHARACTERS = 240
MAX_WORDS = 15
"""Of one sentence: a longer one is not held in mind while lying on the floor."""
MAX_HEARD = 140
"""Characters that are said in one breath; Amazon documents no limit."""
OPEN_SLOTS = ("length", "seconds", "number")
"""What can be said there has no end, so a sample of nothing else would answer to every sentence."""

_LETTERS = re.compile(r"[^\W_]")
_UNUSUAL = re.compile(r"[^\w\s.,?!'\u2019:;-]|_")
_FOREIGN = "¿¡·،؛؟।、。，！？：；・\u200c\u200d"  # noqa: RUF001 - punctuation of other scripts
"""Punctuation of other scripts, and the two joiners of Persian and Hindi."""
_STRAY = re.compile(r"\s{2,}|[^\S \xa0]|(?<!\.\w)[.,;:!?][.,;:!?]|^\s|\s$")
"""A comma may follow the period of "e.g."."""
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_LONG_WORD = re.compile(r"(?:(?!\s)[\0-\u0dff]){31}")
"""Scripts from Thai on write without spaces."""
_WAKE = re.compile(r"\b(?:alexa|amazon|echo)\b")


def trouble_filling(text: str, placeholders: Collection[str]) -> str | None:
    """Which names in the braces of ``text`` are unknown; None when none is."""
    unknown = [each[0] for each in PLACEHOLDER.finditer(text) if each[1] not in placeholders]
    if not unknown:
        return None
    known = ", ".join(f"{{{name}}}" for name in sorted(placeholders))
    return f"has an unknown placeholder: {short(', '.join(unknown))}; there are: {known or 'none'}"


def trouble_saying(text: str, placeholders: Collection[str] = (), most: int = MAX_CHARACTERS) -> str | None:
    """What keeps a voice from speaking ``text``, and what to do; None when nothing does.

    ``placeholders`` are the names that may be in braces; ``most`` is how many characters there may be.
    """
    return next(_troubles_saying(text, placeholders, most), None)


def trouble_coaching(text: str, placeholders: Collection[str] = (), words: tuple[int, int] | None = None) -> str | None:
    """What keeps a person with closed eyes from following ``text``, or a voice from speaking it; None when nothing.

    ``words`` are the least and the most of all of it.
    """
    if trouble := trouble_saying(text, placeholders):
        return trouble
    for sentence in _SENTENCE_END.split(text):
        if (long := len(sentence.split())) > MAX_WORDS:
            return f"has a sentence of {long} words; say it in {MAX_WORDS} at most, or in two"
    count = len(text.split())
    if words and not words[0] <= count <= words[1]:
        return f"has {count} word{'s' if count != 1 else ''}; say it in {words[0]} to {words[1]}"
    return None


def _troubles_saying(text: str, placeholders: Collection[str], most: int) -> Iterator[str]:
    if trouble := trouble_filling(text, placeholders):
        yield trouble
    plain = PLACEHOLDER.sub("side", text)
    if not _LETTERS.search(plain):
        yield "has nothing that a voice can say; write words"
    for unusual in _UNUSUAL.findall(plain):
        if unusual not in _FOREIGN and not _is_mark(unusual):
            yield f"has {unusual!r}, which no voice can say; write it in words"
    if _STRAY.search(plain):
        yield "has stray spaces, line ends or doubled punctuation; write one clean sentence"
    if len(plain) > most:
        yield f"is {len(plain)} characters long; say it in at most {most}"
    if _LONG_WORD.search(plain):
        yield "has a word too long to say; write plain words"


def trouble_hearing(text: str, slots: Collection[str] = ()) -> str | None:
    """What keeps Alexa from taking ``text`` as a sample that may have ``slots``, and what to do; None when nothing."""
    return next(_troubles_hearing(text, slots), None)


def _troubles_hearing(text: str, slots: Collection[str]) -> Iterator[str]:
    plain = PLACEHOLDER.sub("a", text)
    for name in PLACEHOLDER.findall(text):
        if name not in slots:
            known = ", ".join(f"{{{each}}}" for each in slots) or "none"
            yield f"has a slot {{{short(name)}}} that the intent has not; there are: {known}"
    for each in plain:
        if not ((each.isalpha() and each == each.lower()) or _is_mark(each) or each in " '."):
            yield f"has {each!r}; Alexa takes lowercase letters, spaces, apostrophes and periods, and numbers in words"
    if plain != " ".join(plain.split()):
        yield "has stray spaces; keep one between words"
    if len(text) > MAX_HEARD:
        yield f"is {len(text)} characters long; nobody says more than {MAX_HEARD}"
    if _WAKE.search(plain):
        yield "has a name that wakes a speaker; remove it"
    if text.strip("{} .") in OPEN_SLOTS and text.startswith("{"):
        yield "is a slot alone, which matches every sentence; add words"


def _is_mark(character: str) -> bool:
    """Vowel signs and accents that are characters of their own."""
    return category(character).startswith("M")
