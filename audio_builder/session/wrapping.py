"""Break a text into lines of about equal length, in any unit of length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

_TRIALS = 5
"""Halvings in the search for the narrowest width: to a thirtieth of the half that is searched."""


def wrap(text: str, width: float, length: Callable[[str], float] = len) -> list[str]:
    """Lines of ``text``, as few as ``width`` allows and as even as possible; ``length`` measures a line.

    A word that is too long for a line is cut: some languages write without spaces.
    """
    words = [piece for word in text.split() for piece in _pieces(word, width, length)]
    lines = _fill(words, width, length)
    too_narrow, enough = width / 2, width
    for _ in range(_TRIALS if len(lines) > 1 else 0):
        middle = (too_narrow + enough) / 2
        trial = _fill(words, middle, length)
        if len(trial) > len(lines):
            too_narrow = middle
        else:
            enough, lines = middle, trial
    return lines


def _fill(words: list[str], width: float, length: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and length(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _pieces(word: str, width: float, length: Callable[[str], float]) -> Iterator[str]:
    """``word`` in pieces that fit a line, of at least one character."""
    while length(word) > width and len(word) > 1:
        fits = max(1, bisect_right(range(1, len(word)), width, key=lambda end: length(word[:end])))
        yield word[:fits]
        word = word[fits:]
    yield word
