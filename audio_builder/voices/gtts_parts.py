"""A phrase in parts that the service takes: a hundred characters at most, divided where a speaker would breathe.

The library divides after every comma, or in the midst of a clause, and takes the full stop from every word that ends
like an abbreviation ("chest." as in "st."), which runs two sentences into one. So it gets parts that it leaves alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 100
"""Characters (``gTTS.GOOGLE_TTS_MAX_CHARS``)."""
SHORTEST = 12
"""A part shorter than this is spoken like a title; it is left with its neighbour where there is another place."""


class Part(NamedTuple):
    text: str
    pause_ms: int
    """The pause behind it."""


class _Place(NamedTuple):
    """A kind of place to divide at: the space that the pattern matches."""

    space: re.Pattern[str]
    pause_ms: int


PLACES = (
    _Place(re.compile(r"(?<=[.!?\u2026])\s|(?<=[.!?\u2026][\"')\u201d\u2019])\s"), 350),
    _Place(re.compile(r"(?<=[;:])\s|\s(?=[\u2013\u2014])"), 250),
    _Place(re.compile(r"(?<=,)\s"), 180),
    _Place(re.compile(r"\s(?=(?:and|or|but|so|until|while|as|with|then|because)\s)", re.IGNORECASE), 60),
    _Place(re.compile(r"\s"), 30),
)
"""From the best to the worst."""


def parts_of(text: str) -> list[Part]:
    """``text``, divided as little and as well as can be. Nothing of it is lost but the spaces between parts."""
    return _divided(" ".join(text.split()), 0)


def _divided(text: str, pause_ms: int) -> list[Part]:
    if len(text) <= LONGEST:
        return [Part(text, pause_ms)]
    at, own_pause_ms = _best_place(text)
    return [*_divided(text[:at].rstrip(), own_pause_ms), *_divided(text[at:].lstrip(), pause_ms)]


def _best_place(text: str) -> tuple[int, int]:
    """Where to divide ``text``, and the pause there: the best kind that it has, nearest to its middle."""
    for place in PLACES:
        found = [match.start() for match in place.space.finditer(text)]
        inside = [at for at in found if SHORTEST <= at <= len(text) - SHORTEST]
        if inside:
            return min(inside, key=lambda at: abs(2 * at - len(text))), place.pause_ms
    return LONGEST, 0  # a hundred characters without a space are no words to be kept whole
