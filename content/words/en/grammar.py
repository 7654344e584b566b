"""English number words, plurals and lists (see ``content.model.words.Grammar``)."""

from __future__ import annotations

import re

ISO_639_2 = "eng"

_SHORT = "etc|vs|approx|secs?|mins?|reps?|incl|ca|dr|eg|ie|mr|mrs|ms|prof|st"
_WORD = rf"(?!(?i:{_SHORT})\b)(?:[A-Z]?[a-z]+|I|(?<![^.,:;!?] )A)"
_PLAIN = rf"(?:{_WORD}(?:-{_WORD})?(?:'[a-z]+)?(?:[,;:]? (?=[A-Za-z])|[.!?] (?=[A-Z])|[.,;:!?]?\Z))+"
"""Words and marks, without abbreviations and single letters; compiled when it is first used."""
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_OBJECT = "your|the|both|each|one|all|it|them|this|that|these|those|a|an|his|her|their"
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number(value: int) -> str:
    """``value`` from 0 to 9999 in words: 45 is "forty-five"."""
    if value < 20:
        return _SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return f"{_TENS[tens]}-{_SMALL[ones]}" if ones else _TENS[tens]
    high, name = (value // 100, "hundred") if value < 1000 else (value // 1000, "thousand")
    rest = value % (100 if value < 1000 else 1000)
    return f"{number(high)} {name} {number(rest)}" if rest else f"{number(high)} {name}"


def count(value: int, noun: str) -> str:
    """``value`` of a thing, in words: "one hold", "five holds", "twice"."""
    if noun == "time" and value in (1, 2):
        return ("once", "twice")[value - 1]
    name = "deep breath" if noun == "breath" else noun
    return f"{number(value)} {name}{'s' if value != 1 else ''}"


def inside(name: str) -> str:
    """A name inside a sentence begins small: "pelvic tilt"."""
    return name[:1].lower() + name[1:]


def listing(items: tuple[str, ...], word: str = "and") -> str:
    """Items in a row: "a mat, a towel and a cushion"."""
    return f"{', '.join(items[:-1])} {word} {items[-1]}" if len(items) > 1 else "".join(items)


def choice(items: tuple[str, ...]) -> str:
    """Items to choose from: "this, that or the other"."""
    return listing(items, "or")


def is_for_the_ear(sentence: str) -> bool:
    """Whether the coach speaks of itself. What to do if something happens is for a reader, too."""
    return "?" not in sentence and re.search(r"\b(?:I|me)\b", sentence) is not None


def verb(word: str) -> str:
    """A pattern for ``word`` where it is a verb: where an order begins, or before what it is done to."""
    begins = r"(?:(?<![^.,:;!?] )|(?<=\band )|(?<=\bthen )|(?<=\bto ))"
    return rf"{begins}{word}(?! (?:to|by|enough|together)\b)|(?<!\ba )(?<!\bthe ){word}(?= (?:{_OBJECT})\b)"


def spoken(text: str) -> str:
    """A text as it is to be read aloud: "8 s" is "eight seconds". Plain words, as ours are, stay as they are."""
    if re.fullmatch(_PLAIN, text):
        return text
    from content.words.en.reading import read  # needs the extra 'audio', which says what is spoken

    return read(text)
