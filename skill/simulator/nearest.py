"""The nearest of many sentences: cosine over words, pairs of words and threes of letters, rare ones counting most."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from skill.alexa.durations import Tokens

WORD, PAIR, LETTERS = 1.0, 0.6, 0.25
"""What each kind of feature counts."""
Feature = tuple[str, ...]


def _features(tokens: Tokens) -> Iterator[tuple[Feature, float]]:
    """What a sentence is made of. A slot, such as "{Need}", is a word without letters."""
    for word in tokens:
        yield (word,), WORD
        if not word.startswith("{"):
            edged = f" {word} "
            yield from ((("", edged[at : at + 3]), LETTERS) for at in range(len(edged) - 2))
    edges = ("", *tokens, "")
    yield from (((one, other, "pair"), PAIR) for one, other in pairwise(edges))


class Nearest:
    """Sentences to compare with, each under its number."""

    def __init__(self, sentences: Sequence[Tokens]) -> None:
        made_of = [_counted(tokens) for tokens in sentences]
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
        for feature, weight in self._unit(_counted(tokens)).items():
            for number, other in self._where.get(feature, ()):
                scores[number] += weight * other
        return scores

    def _unit(self, counted: dict[Feature, float]) -> dict[Feature, float]:
        """Weighted by rarity, and of length 1."""
        weights = {feature: weight * self._rarity.get(feature, self._unseen) for feature, weight in counted.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}


def _counted(tokens: Tokens) -> dict[Feature, float]:
    counted: dict[Feature, float] = defaultdict(float)
    for feature, weight in _features(tokens):
        counted[feature] += weight
    return counted
