"""English as a voice reads it: numbers, units, abbreviations, letters and signs in words.

Our own sentences need none of it: it serves people's own files and ``gentleback speak``. ``STEPS`` are small functions;
each takes a text and returns it with one thing put right. They leave digits to the step ``numbers``, which spells them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar
from unicodedata import category, normalize, numeric

from unicode_rbnf import FormatPurpose, RbnfEngine

Named = TypeVar("Named", str, tuple[str, str])
LETTER = r"[^\W\d_]"
AMOUNT = r"(?:\d(?:[\d.,:/]*\d)?|(?<![\d.])\.\d+)"


def _by_word(table: dict[str, Named]) -> dict[str, Named]:
    """Each word of the keys on its own."""
    return {word: named for words, named in table.items() for word in words.split()}


UNITS = _by_word({
    "s sec secs": ("second", "seconds"), "min mins": ("minute", "minutes"), "h hr hrs": ("hour", "hours"),
    "mm": ("millimetre", "millimetres"), "cm": ("centimetre", "centimetres"), "m": ("metre", "metres"),
    "km": ("kilometre", "kilometres"), "km/h kph": ("kilometre an hour", "kilometres an hour"),
    "in.": ("inch", "inches"), "ft": ("foot", "feet"), "g": ("gram", "grams"), "kg": ("kilogram", "kilograms"),
    "lb lbs": ("pound", "pounds"), "rep reps": ("repetition", "repetitions"),
    "deg \u00b0 \u00ba": ("degree", "degrees"), "\u00b0C \u2103": ("degree Celsius", "degrees Celsius"),
    "\u00b0F \u2109": ("degree Fahrenheit", "degrees Fahrenheit"), "x X \u00d7": ("time", "times"),
    "%": ("percent", "percent"),
})  # fmt: skip
SHORT = _by_word({
    "e.g. eg.": "for example,", "i.e. ie.": "that is,", "etc. etc": "and so on", "vs. vs": "versus",
    "approx. approx ca.": "about", "incl.": "including", "sec. secs. secs": "seconds", "min. mins. mins": "minutes",
    "rep.": "repetition", "reps. reps": "repetitions", "dr.": "doctor", "w/o": "without", "w/": "with", "and/or": "or",
})  # fmt: skip
BEFORE_A_NUMBER = _by_word({
    "~ \u2248": "about", "< \u2264 max.": "at most", "> \u2265 min.": "at least", "# no.": "number",
    "fig.": "figure", "ch.": "chapter", "vol.": "volume", "p.": "page", "pp.": "pages",
})  # fmt: skip
BEFORE_A_NAME = _by_word({
    "dr. dr": "doctor", "mr. mr": "mister", "mrs. mrs": "missus", "ms. ms": "miz", "prof. prof": "professor",
    "st. st": "saint",
})  # fmt: skip
FRACTIONS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters")}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SPELT = "AC|ACL|ADL|BMI|ICU|OA|ROM|SI|IT(?= band)"
"""Said letter by letter; engines take them for words."""
SIGNS = {"&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "\u2030": "per thousand", "/": "or"}
MARKS = ".,;:!?"
_speller = cache(RbnfEngine.for_language)
LONGEST = 15
"""Digits of a number that has a name; Unicode's rules write longer ones in digits."""


def read(text: str) -> str:
    """``text`` without a digit, a sign or an abbreviation; one without a letter or digit stays as it is."""
    if any(each.isalnum() for each in text):
        for step in STEPS:
            text = step(text)
    return text


def dates(text: str) -> str:
    """ "2026-05-01" is "the first of May 2026"; "1990s" and "in 1998" are years."""
    text = re.sub(r"(?<![\w-])(\d{4})-(0[1-9]|1[0-2])-([0-2]\d|3[01])(?![\w-])", _date, text)
    text = re.sub(r"(?<![\w/])(\d\d?)/(\d\d?)/(\d{4})(?![\w/])", r"\1, \2, \3", text)  # day or month, one cannot know
    text = re.sub(
        r"(?<!\w)((?:1[5-9]|20)\d0)s(?!\w)",
        lambda each: f"{_spelt(each[1], FormatPurpose.YEAR)}s".replace("ys", "ies"),
        text,
    )
    before = rf"(?:(?i:in|since|until|from|year)|{MONTHS}),? "
    return re.sub(
        rf"\b({before})((?:19|20)\d\d)(?![\w%]|\S\d)", lambda each: each[1] + _spelt(each[2], FormatPurpose.YEAR), text
    )


def _date(match: re.Match[str]) -> str:
    return f"the {_spelt(match[3], FormatPurpose.ORDINAL)} of {MONTHS.split('|')[int(match[2]) - 1]} {match[1]}"


def phones(text: str) -> str:
    """ "Call 911" and "555-1234" digit by digit."""
    text = re.sub(r"(?<![\w-])(\d{3}-)?\d{3}-\d{4}(?![\w-])", lambda match: " ".join(match[0]).replace("-", ","), text)
    return re.sub(r"(?<=\b[Cc]all )\d{3}(?![\w.,:]*\d)", lambda match: " ".join(match[0]), text)


def times(text: str) -> str:
    """ "0:45" and "1:05:00" are lengths, as a timer shows them; "10:30" is a time of day, "2:1" a ratio."""
    text = re.sub(r"(?<![\d:])(\d+):([0-5]\d):([0-5]\d)(?![\d:])", r"\1 h \2 min \3 s", text)
    text = re.sub(r"(?<![\d:])(\d+):([0-5]\d)\s*(?:mins?|minutes?)(?!\w)", r"\1 min \2 s", text)
    text = re.sub(r"(?<![\d:])(\d+)\s*['\u2032]\s*([0-5]\d)\s*[\"\u2033]", r"\1 min \2 s", text)
    text = re.sub(r"(?<![\d:])00?:([0-5]\d)(?![\d:])(?:\s*(?:s|secs?|seconds?)(?!\w))?", r"\1 s", text)
    text = re.sub(r"(?<= )00? (?:min|s)\b|(?<!\d)0(?=\d (?:min|s)\b)", "", text)
    text = re.sub(r"(?<=\d):00(?!\d)", "", text)
    text = re.sub(r"(?<=\d):0(?=\d(?!\d))", " oh ", text)
    text = re.sub(r"(?<=\d):(?=\d\d(?!\d))", " ", text)
    return re.sub(r"(?<=\d):(?=\d)", " to ", text)


def characters(text: str) -> str:
    """A number that is one character ("\u00bd") in digits; plain apostrophes and hyphens; no quotation marks."""
    text = "".join(_in_digits(each) if category(each) in ("No", "Nl") else each for each in text)
    text = re.sub("[\u2018\u2019`\u00b4]", "'", text)
    text = re.sub('["\u201c\u201d\u201e\u201a\u00ab\u00bb\u2039\u203a]', "", text)
    text = re.sub("[\u2010\u2011]", "-", text)
    return re.sub(rf"(?<!{LETTER})'|'(?!{LETTER})", "", text)


def _in_digits(character: str) -> str:
    plain = normalize("NFKC", character).replace("\u2044", "/")
    return f" {plain} " if plain.isascii() else f" {int(numeric(character))} "


def multiples(text: str) -> str:
    """ "5 x 8" and "x 5": five times; "3 sets x 8": three sets of eight."""
    text = re.sub(r"(?<=\bsets)\s*[xX\u00d7]\s*(?=\d)", " of ", text)
    text = re.sub(r"(?<=\d)\s*[xX\u00d7]\s*(?=\d)", " times ", text)
    return re.sub(rf"(?<!{LETTER})[xX\u00d7]\s*({AMOUNT})", r"\1 times", text)


def dashes(text: str) -> str:
    """Between numbers a dash is "to", between words a pause; a hyphen stays."""
    text = re.sub(r"(?<=\d)\s*[-\u2012-\u2015]\s*(?=\d)", " to ", text)
    text = re.sub(r"(?<![\w-])[-\u2212](?=\.?\d)", "minus ", text)
    text = re.sub(r"\s*(?:--+|[\u2012-\u2015\u2212])\s*", ", ", text)
    return re.sub(r"\s+-+\s+", ", ", text)


def brackets(text: str) -> str:
    """What is in brackets is said between commas."""
    return re.sub(r"\s*[)\]}]", ", ", re.sub(r"\s*[(\[{]\s*", ", ", text))


def units(text: str) -> str:
    """ "8 s" is "8 seconds", "5-cm" is "5 centimetre"; one is one."""
    return re.sub(rf"({AMOUNT})(\s*-?)({_any_of(UNITS)})(?!{LETTER}|\d)(\.?)", _with_unit, text)


def _with_unit(match: re.Match[str]) -> str:
    amount, between, short, period = match.groups()
    is_one = amount in ("1", "1/2") and not re.search(r"\d\s*\Z", match.string[: match.start()])
    name = UNITS[short][not (is_one or between.endswith("-"))]
    return f"{amount} {name}{_end_after(match, short + period)}"


def abbreviations(text: str) -> str:
    """ "min. 5", "Dr. Smith", "e.g."; a period stays where a sentence ends with it."""
    text = re.sub(rf"(?<!\w)((?i:{_any_of(BEFORE_A_NUMBER)}))\s*(?=\.?\d)", _before, text)
    text = re.sub(rf"(?<![\w.])((?i:{_any_of(BEFORE_A_NAME)}))\s+(?=[A-Z]|and [A-Z])", _before, text)
    return re.sub(rf"(?<![\w.])(?i:{_any_of(SHORT)})(?!\w)", _long, text)


def _before(match: re.Match[str]) -> str:
    long = (BEFORE_A_NUMBER | BEFORE_A_NAME)[match[1].lower()]
    return f"{_as_in(match[1], long)} "


def _long(match: re.Match[str]) -> str:
    long = SHORT[match[0].lower()]
    return _as_in(match[0], long if long.endswith(",") else long + _end_after(match, match[0]))


def _as_in(before: str, after: str) -> str:
    """``after`` with a capital where ``before`` has one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


def fractions(text: str) -> str:
    """ "1/2" is "half", "3/4" is "3 quarters", "3 1/2" is "3 and a half"."""
    text = re.sub(r"(?<=\d)\s+(?=\d+/\d+(?![\d/]))", " and ", text)
    text = re.sub(r"(?<![\d/])(\d+)/(\d+)(?![\d/])", _fraction, text)
    return re.sub(r"(?<=\d and )half", "a half", text)


def _fraction(match: re.Match[str]) -> str:
    top, bottom = int(match[1]), int(match[2])
    if bottom not in FRACTIONS:
        return f"{match[1]} over {match[2]}"
    return "half" if (top, bottom) == (1, 2) else f"{top} {FRACTIONS[bottom][top != 1]}"


def letters(text: str) -> str:
    """ "6 am", "U.S.", "SI joint", "A1". Engines take "a" for the article, and "a-" for the letter."""
    text = re.sub(rf"(?<=\d)\s*([ap])\.?(m)(?!{LETTER}|\d)\.?", _letters, text, flags=re.IGNORECASE)
    text = re.sub(rf"(?<![\w.])(?:{LETTER}\.){{2,}}(?!\w)|(?<![A-Z] )\b(?:{SPELT})\b(?! [A-Z]{{2}})", _letters, text)
    return re.sub(rf"(?<!{LETTER})A(?=-?\d)|(?<=\d)A(?!{LETTER})|(?<=[a-z\d] )A(?= [a-z]|[.,;:!?]|\Z)", "a-", text)


def _letters(match: re.Match[str]) -> str:
    said = " ".join(character for character in match[0].lower() if character.isalpha())
    return f" {re.sub('^a', 'a-', said).replace(' a', ' a-')}{_end_after(match, match[0])}"


def romans(text: str) -> str:
    """ "Phase II" is "Phase 2". One letter, and IV, are numbers behind few words."""
    for pattern in (
        rf"(\b(?:Phase|Part|Stage|Type|Grade|Level) )({'|'.join(ROMANS[1:])})\b(?!')",
        rf"({LETTER} )(II|III|VI|VII|VIII|IX|XI|XII)\b(?!')",
    ):
        text = re.sub(pattern, lambda match: f"{match[1]}{ROMANS.index(match[2])}", text)
    return text


def numbers(text: str) -> str:
    """What is left of digits: "1,000th", "2.5", "007"; long ones without commas digit by digit."""
    grouped = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)"
    text = re.sub(
        rf"({grouped}|\d+)(?:st|nd|rd|th)(?!{LETTER}|\d)", lambda match: _spelt(match[1], FormatPurpose.ORDINAL), text
    )
    text = re.sub(r"(?:(?<=\d)|(?<![\w.]))\.(\d+)", lambda match: f" point {' '.join(match[1])} ", text)
    text = re.sub(r"(?<![\d,])(?:\d{7,}|0\d+)", lambda match: " ".join(match[0]), text)
    return re.sub(rf"(?<![\d,]){grouped}(?!,\d)|\d+", lambda match: f" {_spelt(match[0])} ", text)


def _spelt(digits: str, purpose: FormatPurpose = FormatPurpose.CARDINAL) -> str:
    digits = re.sub(r"\D", "", digits)
    if len(digits) > LONGEST:
        return " ".join(map(_spelt, digits))
    return _speller("en").format_number(int(digits), purpose).text


def signs(text: str) -> str:
    """Signs that have a name in words; the others are dropped."""
    text = "".join(f" {SIGNS[each]} " if each in SIGNS else each for each in text.replace("\u2026", "."))
    return "".join(each if each.isalpha() or category(each)[0] == "M" or each in f"{MARKS}'-" else " " for each in text)


def compounds(text: str) -> str:
    """ "knee-to-chest" is three words, which a voice would run into one; "sit-up" and the letter "a-" stay."""
    text = re.sub(rf"(?<!{LETTER})-+|(?<!\b[Aa])-+(?!{LETTER})", " ", text)
    whole = rf"(?<![\w'-]){LETTER}+(?:-+{LETTER}+){{2,}}(?![\w'-])"
    return re.sub(whole, lambda match: match[0].replace("-", " "), text)


def tidy(text: str) -> str:
    """One blank between words, one mark at a time, a capital after the end of a sentence."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?[.,;:!?](?: ?[.,;:!?])*", lambda match: min(match[0], key="?!.;:, ".index), text)
    text = re.sub(r"(?<=[,;:])(?=\S)", " ", text)
    text = re.sub(r"^[\s.,;:!?]+|[\s,;:]+$", "", text) if re.search(r"\w", text) else text
    return re.sub(r"(?<=[.!?] )[a-z]", lambda match: match[0].upper(), text)


def _any_of(words: Iterable[str]) -> str:
    """A pattern, the longest first."""
    return f"(?:{'|'.join(re.escape(each) for each in sorted(words, key=len, reverse=True))})"


def _end_after(match: re.Match[str], short: str) -> str:
    """A period where ``short`` has one that ends a sentence."""
    rest = match.string[match.end() :].lstrip()
    return "." if short.endswith(".") and (not rest or rest[0].isupper()) else ""


STEPS: tuple[Callable[[str], str], ...] = (
    *(dates, phones, times, characters, multiples, dashes, brackets),
    *(units, abbreviations, fractions, romans, letters, numbers, signs, compounds, tidy),
)
