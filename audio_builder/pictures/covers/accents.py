"""The letters that the font of a cover has, and the accents that it lacks: those are drawn as strokes."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import combining, normalize

Strokes = tuple[tuple[tuple[float, float], ...], ...]

DRAWN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u2018\u2019\u201c\u201d…·°«»")
"""What the font has."""
_INSTEAD = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
    | {"\u0131": "i", "¡": "", "¿": "", "\u00a0": " "}
)
ABOVE: dict[str, Strokes] = {
    "\u0300": (((-0.08, 0.19), (0.05, 0.08)),),  # grave
    "\u0301": (((0.08, 0.19), (-0.05, 0.08)),),  # acute
    "\u0302": (((-0.11, 0.08), (0.0, 0.18), (0.11, 0.08)),),  # circumflex
    "\u0303": (((-0.13, 0.1), (-0.06, 0.15), (0.06, 0.09), (0.13, 0.14)),),  # tilde
    "\u0304": (((-0.12, 0.12), (0.12, 0.12)),),  # macron
    "\u0306": (((-0.11, 0.18), (-0.05, 0.1), (0.05, 0.1), (0.11, 0.18)),),  # breve
    "\u0307": (((0.0, 0.12), (0.0, 0.12)),),  # dot
    "\u0308": (((-0.1, 0.12), (-0.1, 0.12)), ((0.1, 0.12), (0.1, 0.12))),  # diaeresis
    "\u030a": (((0.0, 0.07), (0.07, 0.13), (0.0, 0.2), (-0.07, 0.13), (0.0, 0.07)),),  # ring
    "\u030b": (((0.02, 0.19), (-0.09, 0.08)), ((0.16, 0.19), (0.05, 0.08))),  # double acute
    "\u030c": (((-0.11, 0.18), (0.0, 0.08), (0.11, 0.18)),),  # caron
}
"""Strokes in ems, from the middle of a letter's top edge, up being positive."""
BELOW: dict[str, Strokes] = {
    "\u0327": (((0.02, 0.0), (0.06, -0.1), (-0.06, -0.15)),),  # cedilla
    "\u0328": (((0.04, 0.0), (-0.02, -0.09), (0.09, -0.14)),),  # ogonek
}
"""The same from the middle of its foot."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text as the font can write it."""

    base: str
    accents: tuple[tuple[int, str], ...]
    """The index of a letter in ``base``, and its accent."""


def written(text: str) -> Written:
    """``text`` split into letters and accents; what can be neither written nor drawn is left out."""
    base: list[str] = []
    accents: list[tuple[int, str]] = []
    bare = False
    for sign in normalize("NFD", text.translate(_INSTEAD)):
        if not combining(sign):
            bare = sign in DRAWN
            base += [sign] if bare else []
        elif bare and (sign in ABOVE or sign in BELOW):
            accents.append((len(base) - 1, sign))
    return Written("".join(base), tuple(accents))
