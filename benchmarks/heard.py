"""What a recogniser made of what was said: each phrase of a window with the words that were heard for it.

A word that sounds the same is heard right: "sore" and "soar" differ on paper only. The voice's own phonemes decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks.recogniser import align, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STRESS = str.maketrans("", "", "\N{MODIFIER LETTER VERTICAL LINE}\N{MODIFIER LETTER LOW VERTICAL LINE} ")


@dataclass(frozen=True, slots=True)
class HeardWords:
    said: str
    heard: tuple[str, ...]
    """Words, numbers as numerals."""

    @property
    def words(self) -> list[str]:
        """What was said, in the same form."""
        return comparable(self.said)


def wrong(one: HeardWords, sound: Callable[[str], str]) -> int:
    """How many words were missed, replaced or added; ``sound`` of a word is the same for those that sound the same."""
    said, heard = ([sound(word) for word in words] for words in (one.words, one.heard))
    return 0 if "".join(said) == "".join(heard) else align(said, heard).edits


def attributed(said: Sequence[str], heard: Sequence[str], sound: Callable[[str], str]) -> list[HeardWords]:
    """For each phrase that was ``said`` in a row, those of the ``heard`` words that belong to it."""
    owners = [number for number, text in enumerate(said) for _ in comparable(text)]
    sounds = [sound(word) for text in said for word in comparable(text)]
    words: list[list[str]] = [[] for _ in said]
    for at, word in zip(_places(sounds, [sound(word) for word in heard]), heard, strict=True):
        words[owners[at]].append(word)
    return [HeardWords(text, tuple(each)) for text, each in zip(said, words, strict=True)]


def _places(said: Sequence[str], heard: Sequence[str]) -> list[int]:
    """For each word that was heard, the place of the one that was said, by the fewest edits.

    A word that was added belongs to the one before it, as late as that is possible: "Two" may be heard as "thank you".
    """
    costs = [list(range(len(heard) + 1))]
    for number, word in enumerate(said, 1):
        row = [number]
        for at, other in enumerate(heard, 1):
            row.append(min(costs[-1][at - 1] + (word != other), costs[-1][at] + 1, row[-1] + 1))
        costs.append(row)
    places: list[int] = []
    row_number, at = len(said), len(heard)
    while at:
        cost = costs[row_number][at]
        if cost == costs[row_number][at - 1] + 1:
            at -= 1
            places.append(max(0, row_number - 1))
        elif cost == costs[row_number - 1][at] + 1:
            row_number -= 1
        else:
            row_number, at = row_number - 1, at - 1
            places.append(row_number)
    return places[::-1]


@cache
def _engine() -> Any:
    from hibari import Hibari

    return Hibari()


@cache
def sound_of(word: str) -> str:
    """Its phonemes, as the default voice says them, without stress."""
    return "".join(_engine().phonemize(word)).translate(_STRESS)
