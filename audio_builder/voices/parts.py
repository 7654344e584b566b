"""A text that is too long to be spoken in one go, in parts: divided where a speaker would breathe."""

from __future__ import annotations

import re
from typing import NamedTuple

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


def parts_of(text: str, longest: int) -> list[Part]:
    """``text`` in parts of at most ``longest`` characters, divided as little and as well as can be.

    Nothing of it is lost but the spaces between parts.
    """
    return _divided(" ".join(text.split()), longest, 0)


def _divided(text: str, longest: int, pause_ms: int) -> list[Part]:
    if len(text) <= longest:
        return [Part(text, pause_ms)]
    at, own_pause_ms = _best_place(text, longest)
    return [*_divided(text[:at].rstrip(), longest, own_pause_ms), *_divided(text[at:].lstrip(), longest, pause_ms)]


def _best_place(text: str, longest: int) -> tuple[int, int]:
    """Where to divide ``text``, and the pause there: the best kind that it has, nearest to its middle."""
    for place in PLACES:
        found = [match.start() for match in place.space.finditer(text)]
        inside = [at for at in found if SHORTEST <= at <= len(text) - SHORTEST]
        if inside:
            return min(inside, key=lambda at: abs(2 * at - len(text))), place.pause_ms
    half = len(text) // (2 * longest) * longest  # so many characters without a space are no words to be kept whole
    return max(longest, half), 0
