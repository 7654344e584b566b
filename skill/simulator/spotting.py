"""Values in a sentence: where something stands that a slot of some type could hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from content.model.intents import DURATION, NUMBER
from skill.alexa.durations import iso_of, spans, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from skill.alexa.durations import Spoken, Tokens


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What a slot holds."""

    value: str
    """As it was said; a length or a number as Alexa would write it: "PT20S", "5"."""
    id: str
    """Of the value among ours; empty for one that is none of them, and for lengths and numbers."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and where in the sentence it stands: from ``start`` up to ``end``, in words."""

    start: int
    end: int
    value: SlotValue


class Spotter:
    """Finds values of every type of one interaction model."""

    def __init__(self, types: Sequence[Mapping[str, Any]], spoken: Spoken) -> None:
        self.spoken = spoken
        self.values = {kind["name"]: _values(kind) for kind in types}
        self.longest = {name: max(map(len, values), default=0) for name, values in self.values.items()}

    def find(self, kind: str, tokens: Tokens) -> list[Found]:
        """Values of type ``kind``, the longest first; none that lies inside another."""
        found: list[Found] = []
        for each in self._every(kind, tokens):
            if not any(other.start <= each.start and each.end <= other.end for other in found):
                found.append(each)
        return found

    def _every(self, kind: str, tokens: Tokens) -> Iterator[Found]:
        if kind in (DURATION, NUMBER):
            read = self.spoken.length if kind == DURATION else self.spoken.number
            for start, end in spans(tokens, self.spoken):
                amount = read(tokens[start:end])
                if amount is not None:
                    yield Found(start, end, SlotValue(iso_of(amount) if kind == DURATION else str(amount), ""))
            return
        values = self.values.get(kind, {})
        for size in range(min(self.longest.get(kind, 0), len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                row = tokens[start : start + size]
                if row in values:
                    yield Found(start, start + size, SlotValue(" ".join(row), values[row]))


def _values(kind: Mapping[str, Any]) -> dict[Tokens, str]:
    """Each name and synonym -> the id of its value."""
    found: dict[Tokens, str] = {}
    for value in kind["values"]:
        for text in (value["name"]["value"], *value["name"]["synonyms"]):
            found.setdefault(tokens_of(text), value["id"])
    return found
