"""The rows of the table of figures, and the table as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = """\
# Figures

What `make bench` printed: medians of several runs, side by side on one machine.

| figure | to reach | measured |
| --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Row:
    figure: str
    to_reach: str
    measured: str
    is_reached: bool

    def __str__(self) -> str:
        return f"| {self.figure} | {self.to_reach} | {'' if self.is_reached else '**missed**: '}{self.measured} |"


def report(rows: Sequence[Row], facts: Sequence[str]) -> str:
    """The whole of ``RESULTS.md``."""
    table = "".join(f"{row}\n" for row in rows)
    return f"{HEAD}{table}\n" + "".join(f"* {fact}\n" for fact in facts)
