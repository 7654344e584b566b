"""English as a voice reads it: numbers, units, abbreviations and signs in words. A list of small functions.

Each takes a text and returns it with one thing put right; ``STEPS`` has them in order. What is written plainly, as our
own content is, comes back as it was.
"""

from __future__ import annotations

import re
from unicodedata import category

from content.words.en.reading_figures import decimals, figures, fractions, multiples, numbers, ordinals, units
from content.words.en.reading_short import WORD, abbreviations, about, initials

_SIGNS = {"&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "\u2030": "per thousand", "/": "or"}
_MARKS = ".,;:!?"
ROUNDS = 4
"""More than any text has needed."""
_BRACKET_OPENS, _BRACKET_CLOSES = re.compile(r"\s*[(\[{]\s*"), re.compile(r"\s*[)\]}]")


def read(text: str) -> str:
    """``text`` without a digit, a sign or an abbreviation; one without a letter or digit stays as it is.

    Once more as long as one step leaves something to another.
    """
    if not any(each.isalnum() for each in text):
        return text
    for _ in range(ROUNDS):
        before = text
        for step in STEPS:
            text = step(text)
        if text == before:
            break
    return text


def quotes(text: str) -> str:
    """Quotation marks are not heard; an apostrophe stays inside a word."""
    text = re.sub("[\u2018\u2019`\u00b4]", "'", text)
    text = re.sub('["\u201c\u201d\u201e\u201a\u00ab\u00bb\u2039\u203a]', "", text)
    return re.sub(rf"(?<!{WORD})'|'(?!{WORD})", "", text)


def dashes(text: str) -> str:
    """Between numbers a dash is "to", between words a pause; a hyphen stays."""
    text = re.sub("[\u2010\u2011]", "-", text)
    text = re.sub(r"(?<=\d)\s*[-\u2012-\u2015]\s*(?=\d)", " to ", text)
    text = re.sub(r"(?<![\w-])[-\u2212](?=\d)", "minus ", text)
    text = re.sub(r"\s*(?:--+|[\u2012-\u2015\u2212])\s*", ", ", text)
    return re.sub(r"\s+-+\s+", ", ", text)


def brackets(text: str) -> str:
    """What stands in brackets stands between commas."""
    return _BRACKET_CLOSES.sub(", ", _BRACKET_OPENS.sub(", ", text))


def signs(text: str) -> str:
    """Signs that have a name; the others fall silent."""
    text = text.replace("\u2026", ".")
    text = "".join(f" {_SIGNS[each]} " if each in _SIGNS else each for each in text)
    return "".join(each if _is_heard(each) else " " for each in text)


def _is_heard(character: str) -> bool:
    is_letter = character.isalpha() or category(character)[0] == "M"
    return is_letter or character in _MARKS or character in "'-"


def compounds(text: str) -> str:
    """ "knee-to-chest" is three words, which a voice would run into one; "sit-up" stays."""
    text = re.sub(rf"(?<!{WORD})-+|-+(?!{WORD})", " ", text)
    return re.sub(rf"(?<![\w'-]){WORD}+(?:-+{WORD}+){{2,}}(?![\w'-])", lambda match: match[0].replace("-", " "), text)


def tidy(text: str) -> str:
    """One blank between words, one mark at a time, a capital after the end of a sentence."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?[.,;:!?](?:[ ]?[.,;:!?])*", lambda match: _strongest(match[0]), text)
    text = re.sub(r"(?<=[,;:])(?=[^\s])", " ", text)
    text = re.sub(r"^[\s.,;:!?]+|[\s,;:]+$", "", text) if re.search(r"\w", text) else text
    return re.sub(r"(?<=[.!?] )[a-z]", lambda match: match[0].upper(), text)


def _strongest(marks: str) -> str:
    return next(mark for mark in "?!.;:," if mark in marks)


STEPS = (
    figures,
    quotes,
    multiples,
    dashes,
    brackets,
    units,
    about,
    abbreviations,
    fractions,
    ordinals,
    decimals,
    numbers,
    initials,
    signs,
    compounds,
    tidy,
)
