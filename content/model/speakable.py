"""What a voice can speak: a check for every sentence of the content, in any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from content.model.faults import short
from content.model.words import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 240

_LETTERS = re.compile(r"[^\W_]")
_UNUSUAL = re.compile(r"[^\w\s.,?!'\u2019:;-]|_")
_ABROAD = "¿¡·،؛؟।、。，！？：；・\u200c\u200d"  # noqa: RUF001 - these are the marks of other scripts
"""Marks that divide sentences elsewhere, and the two joiners of Persian and Hindi."""
_STRAY = re.compile(r"\s{2,}|[^\S \xa0]|(?<!\.\w)[.,;:!?][.,;:!?]|^\s|\s$")
"""A comma may follow the period of "e.g."."""
_LONG_WORD = re.compile(r"(?:(?!\s)[\0-\u0dff]){31}")
"""Scripts from Thai on write without blanks."""


def trouble_saying(text: str, placeholders: frozenset[str] = frozenset(), most: int = MAX_CHARACTERS) -> str | None:
    """What keeps a voice from speaking ``text``, and what to do; None when nothing does.

    ``placeholders`` are the names that may stand in braces; ``most`` is how many characters there may be.
    """
    return next(_troubles(text, placeholders, most), None)


def _troubles(text: str, placeholders: frozenset[str], most: int) -> Iterator[str]:
    unknown = [each[0] for each in PLACEHOLDER.finditer(text) if each[1] not in placeholders]
    if unknown:
        yield f"has an unknown placeholder: {short(', '.join(unknown))}; {_known(placeholders)}"
    plain = PLACEHOLDER.sub("side", text)
    if not _LETTERS.search(plain):
        yield "has nothing that a voice can say; write words"
    for foreign in _UNUSUAL.findall(plain):
        if not _is_of_a_script(foreign):
            yield f"has {foreign!r}, which no voice can say; write it in words"
    if _STRAY.search(plain):
        yield "has stray blanks, line ends or doubled marks; write one clean sentence"
    if len(plain) > most:
        yield f"is {len(plain)} characters long; say it in at most {most}"
    if _LONG_WORD.search(plain):
        yield "has a word too long to say; write plain words"


def _is_of_a_script(character: str) -> bool:
    """Vowel signs and accents that stand alone, and marks that other languages divide sentences with."""
    return character in _ABROAD or category(character).startswith("M")


def _known(placeholders: frozenset[str]) -> str:
    names = ", ".join(f"{{{name}}}" for name in sorted(placeholders))
    return f"there are: {names}" if names else "none may stand here"
