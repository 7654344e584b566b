"""Lengths of time and numbers, as digits, as words, or as Alexa writes them: "PT1M30S", "a minute and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.model.words import Utterances, Words

LARGEST = 9_999
"""The largest number that is recognised, far above any length of ours."""
_IN_WORDS = 999
_ISO = re.compile(r"pt(?=\d)(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST = 8
"""Words of the longest phrase that is tried."""
Tokens = tuple[str, ...]
_MADE: dict[str, tuple[Words, SpokenNumbers]] = {}
"""By language, with the words that they were made from."""


def seconds_of(text: str, words: Words) -> int | None:
    """The length of time that the whole of ``text`` says; None when it is not one."""
    seconds, numbers = _iso_seconds(text.strip()), spoken_numbers_of(words)
    return numbers.length(tokens_of(text)) if seconds is None and numbers else seconds


def number_of(text: str, words: Words) -> int | None:
    """The number that the whole of ``text`` says, in digits or in words; None when it is not one."""
    numbers = spoken_numbers_of(words)
    return numbers.number(tokens_of(text)) if numbers else None


def iso_of(seconds: int) -> str:
    """Seconds as Alexa writes them: 90 is "PT1M30S"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes) + f"{rest}S" * bool(rest)
    return f"PT{parts or '0S'}"


def tokens_of(text: str) -> Tokens:
    """The words and numbers of ``text`` in lower case, without what is between them: "20-Second" is two."""
    return tuple(_TOKEN.findall(text.lower().replace("\u2019", "'")))


class SpokenNumbers:
    """The numbers and lengths of one language, each as a row of words."""

    def __init__(self, words: Words, said: Utterances) -> None:
        self.numbers: Mapping[Tokens, int] = _numbers(words, said)
        self.units = {tokens_of(each): seconds for seconds, names in said.units.items() for each in names}
        self.fixed = {tokens_of(each): _iso_seconds(iso) or 0 for iso, names in said.fixed.items() for each in names}
        self.ones, self.joints, self.halves = (
            {tokens_of(each) for each in texts} for texts in (said.ones, said.joints, said.halves)
        )
        self.vocabulary = {
            word
            for rows in (self.numbers, self.units, self.fixed, self.ones, self.joints, self.halves)
            for row in rows
            for word in row
        }

    def is_word(self, token: str) -> bool:
        """Whether ``token`` may be part of a number or a length."""
        return token.isdecimal() or token in self.vocabulary

    def number(self, tokens: Tokens) -> int | None:
        if len(tokens) == 1 and tokens[0].isdecimal():
            return int(tokens[0]) if len(tokens[0]) < 6 and int(tokens[0]) <= LARGEST else None
        return self.numbers.get(tokens)

    def length(self, tokens: Tokens) -> int | None:
        """Seconds: parts such as "two minutes" one after the other, each of a smaller unit than the one before."""
        if tokens in self.fixed:
            return self.fixed[tokens]
        return self._parts(tokens, None)

    def _parts(self, tokens: Tokens, above: int | None) -> int | None:
        """``above``: the unit of the part before, in seconds; None at the beginning."""
        if not tokens:
            return 0 if above else None
        if above and tokens in self.halves:
            return above // 2
        if above and tokens[:1] in self.joints and len(tokens) > 1:
            return self._parts(tokens[1:], above)
        if above and above > 1 and (amount := self.number(tokens)) is not None and amount < 60:
            return amount * above // 60
        for seconds, unit, rest in self._first_part(tokens):
            following = self._parts(rest, unit) if above is None or unit < above else None
            if following is not None:
                return seconds + following
        return None

    def _first_part(self, tokens: Tokens) -> Iterator[tuple[int, int, Tokens]]:
        """Each way to read a part at the beginning: its seconds, the seconds of its unit, and the rest."""
        for end in range(min(len(tokens), _LONGEST), 0, -1):
            if tokens[:end] in self.fixed:
                yield self.fixed[tokens[:end]], 60, tokens[end:]
            unit = self.units.get(tokens[end : end + 1])
            halves = self._amount_in_halves(tokens[:end]) if unit else None
            if unit and halves is not None:
                yield halves * unit // 2, unit, tokens[end + 1 :]

    def _amount_in_halves(self, tokens: Tokens) -> int | None:
        for half in self.halves:
            if tokens[-len(half) :] == half and (amount := self._amount(tokens[: -len(half)])) is not None:
                return 2 * amount + 1
        amount = self._amount(tokens)
        return None if amount is None else 2 * amount

    def _amount(self, tokens: Tokens) -> int | None:
        return 1 if tokens in self.ones else self.number(tokens)


def spoken_numbers_of(words: Words) -> SpokenNumbers | None:
    """The numbers and lengths of a language, made at first use; None in a language that is only spoken in sessions."""
    if words.utterances is None:
        return None
    made = _MADE.get(words.language)
    if made is None or made[0] is not words:
        made = _MADE[words.language] = (words, SpokenNumbers(words, words.utterances))
    return made[1]


def spans(tokens: Sequence[str], numbers: SpokenNumbers) -> Iterator[tuple[int, int]]:
    """Every stretch of ``tokens`` that may be a number or a length, the longest first."""
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            if all(numbers.is_word(token) for token in tokens[start : start + size]):
                yield start, start + size


def _iso_seconds(iso: str) -> int | None:
    found = _ISO.fullmatch(iso.lower())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3_600 + minutes * 60 + seconds


def _numbers(words: Words, said: Utterances) -> dict[Tokens, int]:
    numbers = {tokens_of(words.grammar.number(value)): value for value in range(_IN_WORDS + 1)}
    one = tokens_of(words.grammar.number(1))
    for row, value in list(numbers.items()):
        if value >= 100 and row[: len(one)] == one:  # "a hundred"
            numbers |= {(*tokens_of(each), *row[len(one) :]): value for each in said.ones}
        for joint in said.joints:  # "one hundred and twenty"
            if value > 100 and len(row) > 2:
                numbers.setdefault((*row[:2], *tokens_of(joint), *row[2:]), value)
    return numbers | {tokens_of(each): int(digits) for digits, names in said.numbers.items() for each in names}
