"""English abbreviations in words. Each function that takes a text is a step of ``reading``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = r"[^\W\d_]"
"""A letter."""
SHORT = {
    "e.g.": "for example,",
    "eg.": "for example,",
    "i.e.": "that is,",
    "ie.": "that is,",
    "etc.": "and so on",
    "etc": "and so on",
    "vs.": "versus",
    "vs": "versus",
    "approx.": "about",
    "approx": "about",
    "ca.": "about",
    "incl.": "including",
    "sec.": "seconds",
    "secs.": "seconds",
    "secs": "seconds",
    "min.": "minutes",
    "mins.": "minutes",
    "mins": "minutes",
    "rep.": "repetition",
    "reps.": "repetitions",
    "reps": "repetitions",
    "dr.": "doctor",
    "w/o": "without",
    "w/": "with",
    "and/or": "or",
}
_ABOUT = {
    "~": "about",
    "\u2248": "about",
    "<": "at most",
    "\u2264": "at most",
    "max.": "at most",
    ">": "at least",
    "\u2265": "at least",
    "min.": "at least",
    "no.": "number",
    "#": "number",
}


def any_of(words: Iterable[str]) -> str:
    """A pattern, the longest first."""
    return f"(?:{'|'.join(re.escape(each) for each in sorted(words, key=len, reverse=True))})"


_BEFORE_A_NUMBER = re.compile(rf"(?<!\w)({any_of(_ABOUT)})\s*(?=\d)", re.IGNORECASE)
_LONE_SHORT = re.compile(rf"(?<![\w.]){any_of(SHORT)}(?!\w)", re.IGNORECASE)


def about(text: str) -> str:
    """ "~5", "min. 5" and their like before a number."""
    return _BEFORE_A_NUMBER.sub(lambda match: _as_before(match[1], f"{_ABOUT[match[1].lower()]} "), text)


def abbreviations(text: str) -> str:
    """ "e.g." and its like; the period stays where the sentence ends with it."""
    return _LONE_SHORT.sub(_long, text)


def _long(match: re.Match[str]) -> str:
    long = SHORT[match[0].lower()]
    return _as_before(match[0], long if long.endswith(",") else long + end_after(match, match[0]))


def _as_before(before: str, after: str) -> str:
    """``after`` with a capital where ``before`` has one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


def initials(text: str) -> str:
    """ "a.m." is two letters."""
    return re.sub(rf"(?<![\w.])(?:{WORD}\.){{2,}}(?!\w)", _letters, text)


def _letters(match: re.Match[str]) -> str:
    return " ".join(match[0][::2]) + end_after(match, match[0])


def end_after(match: re.Match[str], short: str) -> str:
    """A period where ``short`` has one that ends a sentence."""
    rest = match.string[match.end() :].lstrip()
    return "." if short.endswith(".") and (not rest or rest[0].isupper()) else ""
