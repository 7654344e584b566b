"""What a voice can speak: a check for every sentence of the content."""

from __future__ import annotations

import re

from content.model.words import PLACEHOLDER

MAX_CHARACTERS = 240
MAX_WORD = 30

_LETTERS = re.compile(r"[^\W_]")
_FOREIGN = re.compile(r"[^\w\s.,?!'\u2019:;-]|_")
_STRAY = re.compile(r"\s{2,}|[\n\t]|[.,;:]{2,}|^\s|\s$")


def trouble_saying(text: str, placeholders: frozenset[str] = frozenset()) -> str | None:
    """What keeps a voice from speaking ``text``, and what to do; None when nothing does.

    ``placeholders`` are the names that may stand in braces.
    """
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in placeholders]
    plain = PLACEHOLDER.sub("side", text)
    foreign = _FOREIGN.search(plain)
    troubles = (
        (unknown, f"has an unknown placeholder: {', '.join(unknown)}; {_known(placeholders)}"),
        (not _LETTERS.search(plain), "has nothing that a voice can say; write words"),
        (foreign, f"has {foreign[0] if foreign else ''!r}, which no voice can say; write it in words"),
        (_STRAY.search(plain), "has stray blanks, line ends or doubled marks; write one clean sentence"),
        (len(plain) > MAX_CHARACTERS, f"is {len(plain)} characters long; make sentences of at most {MAX_CHARACTERS}"),
        (max(map(len, plain.split()), default=0) > MAX_WORD, "has a word too long to say; write plain words"),
    )
    return next((advice for is_so, advice in troubles if is_so), None)


def _known(placeholders: frozenset[str]) -> str:
    return f"there are: {', '.join(sorted(placeholders))}" if placeholders else "none may stand here"
