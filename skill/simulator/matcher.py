"""A typed sentence -> the intent that Alexa would probably recognise: slot values first, then the nearest sample."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from skill.alexa.durations import SpokenNumbers, Tokens, iso_of, spans, spoken_numbers_of, tokens_of
from skill.alexa.model import DURATION, NUMBER, SLOT_TYPES, SlotEntry, slot_values

if TYPE_CHECKING:
    from content.model.types import Content
    from content.model.words import Utterances, Words

FALLBACK = "AMAZON.FallbackIntent"
LEAST_LIKENESS = 0.46
"""A sentence that is less like every sample is none of ours."""
PER_WORD_OF_VALUE = 0.03
"""Added for each word of a value: of two readings the one that explains more is the more likely."""
UNKNOWN_WORDS, WORDS_AROUND = 3, 3
"""The most words of a value that is none of ours, and the fewest words of a sample around it."""
SIGN, WARNING = "Sign", "WarningSignIntent"
NEEDED = "ChooseByNeedIntent"
"""Its unknown values are parts of the body: tried before anything that only sounds similar, such as pain."""
NEAR_WORDS = 3
"""How far before a warning sign a "no" may be that denies it."""
CLOSED = frozenset({DURATION, NUMBER, SIGN})
"""Types without unknown values: nobody is sent to a doctor for a word that we do not know."""
WORD, PAIR, LETTERS = 1.0, 0.6, 0.25
"""What each kind of feature counts."""
Feature = tuple[str, ...]
_SLOT = re.compile(r"\{(\w+)\}|([^{}]+)")


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What a slot holds."""

    value: str
    """As it was said; a length or a number as Alexa would write it: "PT20S", "5"."""
    id: str
    """Of the value among ours; empty for an unknown value, and for lengths and numbers."""


@dataclass(frozen=True, slots=True)
class Match:
    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    """By the name of the slot; those that the sentence did not fill are omitted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and where it is in the sentence: from word ``start`` up to word ``end``."""

    start: int
    end: int
    value: SlotValue


@dataclass(frozen=True, slots=True)
class Template:
    """A sample: its words, and for each slot the name of its type in braces."""

    intent: str
    tokens: Tokens
    slots: tuple[tuple[str, str], ...]
    """Name and type of each, in order."""

    @property
    def types(self) -> Tokens:
        return tuple(kind for _, kind in self.slots)

    def filled(self, found: Iterable[Found]) -> Match:
        names = (name for name, _ in self.slots)
        return Match(self.intent, {name: each.value for name, each in zip(names, found, strict=True)})


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with some of its words taken for values of slots."""

    tokens: Tokens
    found: tuple[Found, ...] = ()


class ValueFinder:
    """Finds values of every slot type."""

    def __init__(self, values: Mapping[str, Iterable[SlotEntry]], numbers: SpokenNumbers) -> None:
        self.numbers = numbers
        self.values: dict[str, dict[Tokens, str]] = {kind: {} for kind in values}
        for kind, entries in values.items():
            for name, spoken, also in entries:
                for text in (spoken, *also):
                    self.values[kind].setdefault(tokens_of(text), name)
        self.longest = {name: max(map(len, values), default=0) for name, values in self.values.items()}

    def find(self, kind: str, tokens: Tokens) -> list[Found]:
        """Values of the type ``kind``, the longest first; none inside another."""
        found: list[Found] = []
        for each in self._amounts(kind, tokens) if kind in (DURATION, NUMBER) else self._ours(kind, tokens):
            if not any(other.start <= each.start and each.end <= other.end for other in found):
                found.append(each)
        return found

    def _amounts(self, kind: str, tokens: Tokens) -> Iterator[Found]:
        read, written = (self.numbers.length, iso_of) if kind == DURATION else (self.numbers.number, str)
        for start, end in spans(tokens, self.numbers):
            if (amount := read(tokens[start:end])) is not None:
                yield Found(start, end, SlotValue(written(amount), ""))

    def _ours(self, kind: str, tokens: Tokens) -> Iterator[Found]:
        values = self.values.get(kind, {})
        for size in range(min(self.longest.get(kind, 0), len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                row = tokens[start : start + size]
                if row in values:
                    yield Found(start, start + size, SlotValue(" ".join(row), values[row]))


class Matcher:
    def __init__(self, values: Mapping[str, Iterable[SlotEntry]], numbers: SpokenNumbers, said: Utterances) -> None:
        self.finder = ValueFinder(values, numbers)
        every = (*said.samples.items(), *said.known.items())
        self.templates = [_template(intent, sample) for intent, samples in every for sample in samples]
        self.exact = {each.tokens: each for each in reversed(self.templates)}
        self.types = sorted({each.types for each in self.templates}, key=len)
        self.open = sorted(_open(self.templates), key=lambda each: -len(each[0].tokens))
        self.before, self.after = ([tokens_of(each) for each in said.denials[side]] for side in ("before", "after"))
        self.nearest = Nearest([each.tokens for each in self.templates])

    def match(self, sentence: str) -> Match:
        """The intent of ``sentence``, with its slots; the fallback's when it is none of ours."""
        tokens = tokens_of(sentence)
        found = self.finder.find(SIGN, tokens)
        signs = [each for each in found if not self._is_denied(tokens, each)]
        possible = [types for types in self.types if SIGN not in types or not found or signs]
        readings = {types: list(self._readings(tokens, types)) for types in possible}
        return (
            self._same(readings)
            or (Match(WARNING, {"sign": signs[0].value}) if signs else None)  # one question too many is better
            or self._with_an_unknown_value(tokens, NEEDED)
            or self._similar(readings)
            or self._with_an_unknown_value(tokens)
            or Match(FALLBACK)
        )

    def _readings(self, tokens: Tokens, types: Tokens) -> Iterator[Reading]:
        """Every way to take values of ``types``, in that order, for slots."""
        if not types:
            yield Reading(tokens)
            return
        for found in self.finder.find(types[0], tokens):
            for rest in self._readings(tokens[found.end :], types[1:]):
                yield Reading((*tokens[: found.start], f"{{{types[0]}}}", *rest.tokens), (found, *rest.found))

    def _same(self, readings: Mapping[Tokens, list[Reading]]) -> Match | None:
        """A sample word for word; of several the one with the longest values."""
        same = [reading for each in readings.values() for reading in each if reading.tokens in self.exact]
        best = min(same, key=lambda reading: (bool(reading.found), len(reading.tokens)), default=None)
        return self.exact[best.tokens].filled(best.found) if best else None

    def _is_denied(self, tokens: Tokens, sign: Found) -> bool:
        """Whether the sign is denied shortly before it, or directly after it."""
        before, after = tokens[max(0, sign.start - NEAR_WORDS) : sign.start], tokens[sign.end :]
        return any(_contains(before, each) for each in self.before) or any(
            after[: len(each)] == each for each in self.after
        )

    def _similar(self, readings: Mapping[Tokens, list[Reading]]) -> Match | None:
        best, match = LEAST_LIKENESS, None
        for types, each in readings.items():
            for reading in each:
                bonus = PER_WORD_OF_VALUE * sum(found.end - found.start for found in reading.found)
                for number, likeness in self.nearest.likenesses(reading.tokens).items():
                    template = self.templates[number]
                    if likeness + bonus > best and template.types == types:
                        best, match = likeness + bonus, template.filled(reading.found)
        return match

    def _with_an_unknown_value(self, tokens: Tokens, intent: str = "") -> Match | None:
        """A sample of ``intent`` (or any) word for word around an unknown value: "something for my knees"."""
        for template, place in self.open:
            if intent not in ("", template.intent):
                continue
            end = len(tokens) - (len(template.tokens) - place - 1)
            around = (*tokens[:place], template.tokens[place], *tokens[end:])
            if 0 < end - place <= UNKNOWN_WORDS and around == template.tokens:
                return Match(template.intent, {template.slots[0][0]: SlotValue(" ".join(tokens[place:end]), "")})
        return None


def matcher_of(content: Content, words: Words) -> Matcher | None:
    """What recognises sentences in the language of ``words``; None in a language that is only spoken in sessions."""
    numbers, said = spoken_numbers_of(words), words.utterances
    if numbers is None or said is None:
        return None
    return Matcher(slot_values(content, words, said), numbers, said)


def _contains(tokens: Tokens, part: Tokens) -> bool:
    return any(tokens[index : index + len(part)] == part for index in range(len(tokens)))


def _open(templates: Sequence[Template]) -> Iterator[tuple[Template, int]]:
    """Samples that may surround any value, with the place of the slot: of intents that always have one."""
    without = {each.intent for each in templates if not each.slots}
    for each in templates:
        if each.intent not in without and len(each.slots) == 1 and len(each.tokens) > WORDS_AROUND:
            kind = each.types[0]
            if kind not in CLOSED:
                yield each, each.tokens.index(f"{{{kind}}}")


def _template(intent: str, sample: str) -> Template:
    tokens: list[str] = []
    for name, text in _SLOT.findall(sample):
        tokens += [f"{{{SLOT_TYPES[name]}}}"] if name else tokens_of(text)
    slots = tuple((name, SLOT_TYPES[name]) for name, _ in _SLOT.findall(sample) if name)
    return Template(intent, tuple(tokens), slots)


def _features(tokens: Tokens) -> dict[Feature, float]:
    """What a sentence is made of, and what each counts. A slot, such as "{Need}", is a word without letters."""
    found: dict[Feature, float] = defaultdict(float)
    for word in tokens:
        found[(word,)] += WORD
        for at in range(0 if word.startswith("{") else len(word)):
            found[("", f" {word} "[at : at + 3])] += LETTERS
    for one, other in pairwise(("", *tokens, "")):
        found[(one, other, "pair")] += PAIR
    return found


class Nearest:
    """The nearest of many sentences: cosine over words, pairs of words and threes of letters, rare ones counting most.

    Each sentence is compared under its number.
    """

    def __init__(self, sentences: Sequence[Tokens]) -> None:
        made_of = [_features(tokens) for tokens in sentences]
        seen = Counter(feature for each in made_of for feature in each)
        self._rarity = {feature: log(1 + len(sentences) / count) for feature, count in seen.items()}
        self._unseen = log(1 + len(sentences))
        self._where: dict[Feature, list[tuple[int, float]]] = defaultdict(list)
        for number, each in enumerate(made_of):
            for feature, weight in self._unit(each).items():
                self._where[feature].append((number, weight))

    def likenesses(self, tokens: Tokens) -> dict[int, float]:
        """How like ``tokens`` each sentence is, 0 to 1; those that share nothing with it are omitted."""
        scores: dict[int, float] = defaultdict(float)
        for feature, weight in self._unit(_features(tokens)).items():
            for number, other in self._where.get(feature, ()):
                scores[number] += weight * other
        return scores

    def _unit(self, counted: dict[Feature, float]) -> dict[Feature, float]:
        """Weighted by rarity, and of length 1."""
        weights = {feature: weight * self._rarity.get(feature, self._unseen) for feature, weight in counted.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}
