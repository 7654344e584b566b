"""Text that a device takes as it is meant: a chain of small steps, string to string.

The content is clean. What a person called something may come back in an answer, and that can be anything.
"""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def readable(text: str) -> str:
    """``text`` without characters that XML forbids or JSON cannot carry (control characters, half a surrogate pair)."""
    return _NOT_IN_XML.sub(" ", text)


def unbound(text: str) -> str:
    """``text`` for an APLA document, where ``${`` would begin an expression."""
    return readable(text).replace("${", "$ {")


def escaped(text: str) -> str:
    """``text`` for SSML."""
    return readable(text).translate(_ENTITIES)
