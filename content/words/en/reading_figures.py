"""English numbers and units in words. Each function that takes a text is a step of ``reading``."""

from __future__ import annotations

import re
from unicodedata import category, normalize, numeric

from content.words.en.grammar import number
from content.words.en.reading_short import WORD, any_of, end_after

_PARTS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters")}
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
_A_NUMBER = r"\d(?:[\d.,:/]*\d)?"
_WITH_UNIT = re.compile(rf"({_A_NUMBER})(\s*-?)({any_of(_UNIT)})(?!{WORD}|\d)(\.?)")


def figures(text: str) -> str:
    """Figures that are one sign: "½" is " 1/2"."""
    return "".join(_figure(each) if category(each) in ("No", "Nl") else each for each in text)


def _figure(sign: str) -> str:
    plain = normalize("NFKC", sign).replace("\u2044", "/")
    return f" {plain} " if plain.isascii() else f" {int(numeric(sign))} "


def multiples(text: str) -> str:
    """ "5 x 8" and "x 5": five times."""
    text = re.sub(r"(?<=\d)\s*[xX\u00d7]\s*(?=\d)", " times ", text)
    return re.sub(rf"(?<!{WORD})[xX\u00d7]\s*({_A_NUMBER})", r"\1 times", text)


def units(text: str) -> str:
    """ "8 s" is "8 seconds", "5-cm" is "5 centimetre"; one is one."""
    return _WITH_UNIT.sub(_with_unit, text)


def _with_unit(match: re.Match[str]) -> str:
    amount, between, short, period = match.groups()
    is_one = amount in ("1", "1/2") and not match.string[: match.start()].rstrip().endswith(tuple("0123456789"))
    long = _UNIT[short][not (is_one or between.endswith("-"))]
    return f"{amount} {long}{end_after(match, period)}"


def fractions(text: str) -> str:
    """ "1/2" is "half", "3/4" "three quarters"; after a whole number with "and"."""
    text = re.sub(r"(\d)\s+(\d+)/(\d+)(?![\d/])", _mixed, text)
    return re.sub(r"(?<![\d/])(\d+)/(\d+)(?![\d/])", lambda match: _fraction(match[1], match[2]), text)


def _mixed(match: re.Match[str]) -> str:
    part = _fraction(match[2], match[3])
    return f"{match[1]} and {'a ' if part == 'half' else ''}{part}"


def _fraction(top: str, bottom: str) -> str:
    names = _PARTS.get(int(bottom)) if len(bottom) < 3 and len(top) < 3 else None
    if names is None:
        return f"{top} over {bottom}"
    return "half" if (int(top), int(bottom)) == (1, 2) else f"{top} {names[int(top) != 1]}"


def ordinals(text: str) -> str:
    """ "2nd" is "second"."""
    return re.sub(rf"\d+(?=(?:st|nd|rd|th)(?!{WORD}))(?:st|nd|rd|th)", lambda match: _ordinal(match[0][:-2]), text)


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
