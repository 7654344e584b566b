"""Text in the form that a device accepts.

The content is clean, but an answer may quote what a person said, and that can be anything.
"""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def readable(text: str) -> str:
    """``text`` without characters that XML forbids or JSON cannot hold (control characters, lone surrogates)."""
    return _NOT_IN_XML.sub(" ", text)


def unbound(text: str) -> str:
    """``text`` for an APLA document, where ``${`` would begin an expression."""
    return readable(text).replace("${", "$ {")


def escaped(text: str) -> str:
    """``text`` for SSML."""
    return readable(text).translate(_ENTITIES)
