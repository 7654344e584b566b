"""What a voice can speak: a check for every sentence of the content."""

from __future__ import annotations

import re

from content.model.words import PLACEHOLDER

MAX_CHARACTERS = 240
MAX_WORD = 30

_LETTERS = re.compile(r"[^\W_]")
_FOREIGN = re.compile(r"[^\w\s.,?!'’:;-]|_")
_STRAY = re.compile(r"\s{2,}|[\n\t]|[.,;:]{2,}|^\s|\s$")


def trouble_saying(text: str, placeholders: frozenset[str] = frozenset()) -> str | None:
    """What keeps a voice from speaking ``text``, and what to do; None when nothing does.

    ``placeholders`` are the names that may stand in braces.
    """
    for name in PLACEHOLDER.findall(text):
        if name not in placeholders:
            known = f"; there are: {', '.join(sorted(placeholders))}" if placeholders else ""
            return f"has the unknown placeholder {{{name}}}{known}"
    plain = PLACEHOLDER.sub("side", text)
    if not _LETTERS.search(plain):
        return "has nothing that a voice can say; write words"
    if foreign := _FOREIGN.search(plain):
        return f"has {foreign[0]!r}, which no voice can say; write it in words"
    if _STRAY.search(plain):
        return "has stray blanks, line ends or doubled marks; write one clean sentence"
    if len(plain) > MAX_CHARACTERS:
        return f"is {len(plain)} characters long; make sentences of at most {MAX_CHARACTERS}"
    if any(len(word) > MAX_WORD for word in plain.split()):
        return f"has a word of more than {MAX_WORD} letters, which no voice can say; write plain words"
    return None
