"""What a voice can speak: a check for every sentence of the content, in any language."""

from __future__ import annotations

import re
from unicodedata import category

from content.model.faults import short
from content.model.words import PLACEHOLDER

MAX_CHARACTERS = 240

_LETTERS = re.compile(r"[^\W_]")
_UNUSUAL = re.compile(r"[^\w\s.,?!'\u2019:;-]|_")
_ABROAD = "¿¡·،؛؟।、。，！？：；・\u200c\u200d"  # noqa: RUF001 - these are the marks of other scripts
"""Marks that divide sentences elsewhere, and the two joiners of Persian and Hindi."""
_STRAY = re.compile(r"\s{2,}|[^\S \xa0]|(?<!\.\w)[.,;:!?][.,;:!?]|^\s|\s$")
"""A comma may follow the period of "e.g."."""
_LONG_WORD = re.compile(r"[^\s\u0e00-\U0010ffff]{31}")
"""Scripts from Thai on write without blanks."""


def trouble_saying(text: str, placeholders: frozenset[str] = frozenset(), most: int = MAX_CHARACTERS) -> str | None:
    """What keeps a voice from speaking ``text``, and what to do; None when nothing does.

    ``placeholders`` are the names that may stand in braces; ``most`` is how many characters there may be.
    """
    unknown = [each[0] for each in PLACEHOLDER.finditer(text) if each[1] not in placeholders]
    plain = PLACEHOLDER.sub("side", text)
    foreign = next((each for each in _UNUSUAL.findall(plain) if not _is_of_a_script(each)), "")
    troubles = (
        (unknown, f"has an unknown placeholder: {short(', '.join(unknown))}; {_known(placeholders)}"),
        (not _LETTERS.search(plain), "has nothing that a voice can say; write words"),
        (foreign, f"has {foreign!r}, which no voice can say; write it in words"),
        (_STRAY.search(plain), "has stray blanks, line ends or doubled marks; write one clean sentence"),
        (len(plain) > most, f"is {len(plain)} characters long; say it in at most {most}"),
        (_LONG_WORD.search(plain), "has a word too long to say; write plain words"),
    )
    return next((advice for is_so, advice in troubles if is_so), None)


def _is_of_a_script(character: str) -> bool:
    """Vowel signs and accents that stand alone, and marks that other languages divide sentences with."""
    return character in _ABROAD or category(character).startswith("M")


def _known(placeholders: frozenset[str]) -> str:
    names = ", ".join(f"{{{name}}}" for name in sorted(placeholders))
    return f"there are: {names}" if names else "none may stand here"
