"""English as a voice reads it: numbers, units, abbreviations and signs in words. A list of small functions.

Each takes a text and returns it with one thing put right; ``STEPS`` has them in order. What is written plainly, as our
own content is, comes back as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, normalize, numeric

from content.words.en.grammar import number

if TYPE_CHECKING:
    from collections.abc import Iterable

_HALF = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters")}
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_UNITS = {
    ("s", "sec", "secs"): ("second", "seconds"),
    ("min", "mins"): ("minute", "minutes"),
    ("h", "hr", "hrs"): ("hour", "hours"),
    ("mm",): ("millimetre", "millimetres"),
    ("cm",): ("centimetre", "centimetres"),
    ("m",): ("metre", "metres"),
    ("km",): ("kilometre", "kilometres"),
    ("km/h", "kph"): ("kilometre an hour", "kilometres an hour"),
    ("ft",): ("foot", "feet"),
    ("g",): ("gram", "grams"),
    ("kg",): ("kilogram", "kilograms"),
    ("lb", "lbs"): ("pound", "pounds"),
    ("rep", "reps"): ("repetition", "repetitions"),
    ("deg", "\u00b0", "\u00ba"): ("degree", "degrees"),
    ("\u00b0C", "\u2103"): ("degree Celsius", "degrees Celsius"),
    ("\u00b0F", "\u2109"): ("degree Fahrenheit", "degrees Fahrenheit"),
    ("x", "X", "\u00d7"): ("time", "times"),
    ("%",): ("percent", "percent"),
}
_UNIT = {short: long for shorts, long in _UNITS.items() for short in shorts}
_SHORT = {
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
    "max.": "at most",
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
_SIGNS = {"&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "\u2030": "per thousand", "/": "or"}
_MARKS = ".,;:!?"
ROUNDS = 4
"""More than any text has needed."""

_WORD = r"[^\W\d_]"
_PLAIN = re.compile(r"(?:[A-Za-z]+(?:'[a-z]+)?(?:[,;:]? (?=[A-Za-z])|[.!?] (?=[A-Z])|[.,;:!?]?\Z))+")
_A_NUMBER = r"\d(?:[\d.,:/]*\d)?"


def _any_of(words: Iterable[str]) -> str:
    """A pattern, the longest first."""
    return f"(?:{'|'.join(re.escape(each) for each in sorted(words, key=len, reverse=True))})"


_LONE_SHORT = re.compile(rf"(?<![\w.]){_any_of(_SHORT)}(?!\w)", re.IGNORECASE)
_WITH_UNIT = re.compile(rf"({_A_NUMBER})(\s*-?)({_any_of(_UNIT)})(?!{_WORD}|\d)(\.?)")
_BRACKET_OPENS, _BRACKET_CLOSES = re.compile(r"\s*[(\[{]\s*"), re.compile(r"\s*[)\]}]")


def spoken(text: str) -> str:
    """``text`` as it is to be read aloud: no digit, no sign, no abbreviation. Without a letter or digit as it was."""
    if _PLAIN.fullmatch(text) and not _LONE_SHORT.search(text):
        return text
    return thoroughly(text) if any(each.isalnum() for each in text) else text


def thoroughly(text: str) -> str:
    """``spoken``, for a text that may need it: once more as long as one step leaves something to another."""
    for _ in range(ROUNDS):
        before = text
        for step in STEPS:
            text = step(text)
        if text == before:
            break
    return text


def figures(text: str) -> str:
    """Figures that are one sign: "½" is " 1/2"."""
    return "".join(_figure(each) if category(each) == "No" else each for each in text)


def _figure(sign: str) -> str:
    plain = normalize("NFKC", sign).replace("\u2044", "/")
    return f" {plain} " if plain.isascii() else f" {int(numeric(sign))} "


def quotes(text: str) -> str:
    """Quotation marks are not heard; an apostrophe stays inside a word."""
    text = re.sub("[\u2018\u2019\u02bc`\u00b4]", "'", text)
    text = re.sub('["\u201c\u201d\u201e\u201a\u00ab\u00bb\u2039\u203a]', "", text)
    return re.sub(rf"(?<!{_WORD})'|'(?!{_WORD})", "", text)


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


def abbreviations(text: str) -> str:
    """ "e.g." and its like; the period stays where the sentence ends with it."""
    return _LONE_SHORT.sub(_long, re.sub(r"\bno\.\s*(?=\d)|#\s*(?=\d)", "number ", text, flags=re.IGNORECASE))


def _long(match: re.Match[str]) -> str:
    long = _SHORT[match[0].lower()]
    return _as_before(match[0], long.removesuffix(",") + _end(match, match[0], "," if long[-1] == "," else ""))


def _end(match: re.Match[str], short: str, otherwise: str = "") -> str:
    """A period where ``short`` has one that ends a sentence."""
    rest = match.string[match.end() :].lstrip()
    return "." if short.endswith(".") and (not rest or rest[0].isupper()) and otherwise != "," else otherwise


def _as_before(before: str, after: str) -> str:
    """``after`` with a capital where ``before`` has one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


def multiples(text: str) -> str:
    """ "5 x 8" and "x 5": five times."""
    text = re.sub(r"(?<=\d)\s*[xX\u00d7]\s*(?=\d)", " times ", text)
    return re.sub(rf"(?<!{_WORD})[xX\u00d7]\s*({_A_NUMBER})", r"\1 times", text)


def units(text: str) -> str:
    """ "8 s" is "8 seconds", "5-cm" is "5 centimetre"; one is one."""
    return _WITH_UNIT.sub(_with_unit, text)


def _with_unit(match: re.Match[str]) -> str:
    amount, between, short, period = match.groups()
    is_one = amount in ("1", "1/2") and not match.string[: match.start()].rstrip().endswith(tuple("0123456789"))
    long = _UNIT[short][not (is_one or between.endswith("-"))]
    return f"{amount} {long}{_end(match, period)}"


def about(text: str) -> str:
    """ "~5", "min. 5" and their like before a number."""
    text = re.sub(r"\bmin\.\s*(?=\d)", "at least ", text, flags=re.IGNORECASE)
    text = re.sub(r"[~\u2248]\s*(?=\d)", "about ", text)
    text = re.sub(r"[<\u2264]\s*(?=\d)", "at most ", text)
    return re.sub(r"[>\u2265]\s*(?=\d)", "at least ", text)


def fractions(text: str) -> str:
    """ "1/2" is "half", "3/4" "three quarters"; after a whole number with "and"."""
    text = re.sub(r"(\d)\s+(\d+)/(\d+)(?![\d/])", _mixed, text)
    return re.sub(r"(?<![\d/])(\d+)/(\d+)(?![\d/])", lambda match: _fraction(match[1], match[2]), text)


def _mixed(match: re.Match[str]) -> str:
    part = _fraction(match[2], match[3])
    return f"{match[1]} and {'a ' if part == 'half' else ''}{part}"


def _fraction(top: str, bottom: str) -> str:
    names = _HALF.get(int(bottom)) if len(bottom) < 3 and len(top) < 3 else None
    if names is None:
        return f"{top} over {bottom}"
    return "half" if (int(top), int(bottom)) == (1, 2) else f"{top} {names[int(top) != 1]}"


def ordinals(text: str) -> str:
    """ "2nd" is "second"."""
    return re.sub(rf"\d+(?=(?:st|nd|rd|th)(?!{_WORD}))(?:st|nd|rd|th)", lambda match: _ordinal(match[0][:-2]), text)


def _ordinal(digits: str) -> str:
    cardinal = _in_words(digits)
    head, last = re.fullmatch(r"(.*?)([^\s-]+)", cardinal, re.DOTALL).groups()  # type: ignore[union-attr]
    return head + (_ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last.rstrip('t')}th"))


def decimals(text: str) -> str:
    """ "1,000" is one number; "2.5" has a point; "10:30" is two numbers."""
    text = re.sub(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", lambda match: match[0].replace(",", ""), text)
    text = re.sub(r"(?<=\d):00(?!\d)", "", text)
    text = re.sub(r"(?<=\d):(?=\d)", " ", text)
    return re.sub(r"(?<=\d)\.(\d+)", lambda match: f" point {' '.join(match[1])}", text)


def numbers(text: str) -> str:
    """What is left of digits, in words of their own."""
    return re.sub(r"\d+", lambda match: f" {_in_words(match[0])} ", text)


def _in_words(digits: str) -> str:
    """A number up to 999,999; a longer one, or one that begins with a nought, digit by digit."""
    if len(digits) > 6 or (len(digits) > 1 and int(digits[0]) == 0):
        return " ".join(number(int(each)) for each in digits)
    return number(int(digits))


def signs(text: str) -> str:
    """Signs that have a name; the others fall silent."""
    text = text.replace("\u2026", ".")
    text = "".join(f" {_SIGNS[each]} " if each in _SIGNS else each for each in text)
    return "".join(each if _is_heard(each) else " " for each in text)


def _is_heard(character: str) -> bool:
    is_letter = character.isalpha() or category(character)[0] == "M"
    return is_letter or character in _MARKS or character in "'-"


def initials(text: str) -> str:
    """ "a.m." is two letters."""
    return re.sub(rf"(?<![\w.])(?:{_WORD}\.){{2,}}(?!\w)", _letters, text)


def _letters(match: re.Match[str]) -> str:
    return " ".join(match[0][::2]) + _end(match, match[0])


def compounds(text: str) -> str:
    """ "knee-to-chest" is three words, which a voice would run into one; "sit-up" stays."""
    text = re.sub(rf"(?<!{_WORD})-+|-+(?!{_WORD})", " ", text)
    return re.sub(rf"(?<![\w'-]){_WORD}+(?:-+{_WORD}+){{2,}}(?![\w'-])", lambda match: match[0].replace("-", " "), text)


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
