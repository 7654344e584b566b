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


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that are no goal each, but are told side by side."""

    title: str
    columns: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    note: str

    def __str__(self) -> str:
        rows = (self.columns, ("---",) * len(self.columns), *self.lines)
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        return f"## {self.title}\n\n{self.note}\n\n{table}"


def report(rows: Sequence[Row], tables: Sequence[Table], facts: Sequence[str]) -> str:
    """The whole of ``RESULTS.md``."""
    goals = "".join(f"{row}\n" for row in rows)
    told = "".join(f"{table}\n" for table in tables)
    return f"{HEAD}{goals}\n{told}" + "".join(f"* {fact}\n" for fact in facts)
