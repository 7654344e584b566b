"""How much of what was said was heard: words aligned by the fewest edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Alignment:
    said: int
    """Words."""
    edits: int
    """Words missed, heard as others, or heard where none was."""

    def __add__(self, other: Alignment) -> Alignment:
        return Alignment(self.said + other.said, self.edits + other.edits)

    @property
    def error_rate(self) -> float:
        """More than 1 when much was heard that was not said."""
        return self.edits / self.said


def align(said: Sequence[str], heard: Sequence[str]) -> Alignment:
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        above, row = row, [number]
        for at, other in enumerate(heard, 1):
            row.append(min(above[at - 1] + (word != other), above[at] + 1, row[-1] + 1))
    return Alignment(len(said), row[-1])
