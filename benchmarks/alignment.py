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
    right: int
    edits: int
    """Words missed, heard as others, or heard where none was."""

    def __add__(self, other: Alignment) -> Alignment:
        return Alignment(self.said + other.said, self.right + other.right, self.edits + other.edits)

    @property
    def right_part(self) -> float:
        return self.right / self.said

    @property
    def error_rate(self) -> float:
        """More than 1 when much was heard that was not said."""
        return self.edits / self.said


def align(said: Sequence[str], heard: Sequence[str]) -> Alignment:
    """Of all ways with the fewest edits, one with the most words right."""
    row = [(edits, 0) for edits in range(len(heard) + 1)]
    for number, word in enumerate(said, 1):
        above, row = row, [(number, 0)]
        for at, other in enumerate(heard, 1):
            edits, wrong = above[at - 1]
            same = word == other
            row.append(
                min((edits + (not same), wrong - same), (above[at][0] + 1, above[at][1]), (row[-1][0] + 1, row[-1][1]))
            )
    edits, wrong = row[-1]
    return Alignment(len(said), -wrong, edits)
