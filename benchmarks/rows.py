"""The rows of the table of figures, and the table as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = """\
# Performance

What `make bench` measures; `python -m benchmarks NAME` measures one part. Times are medians of several runs, side by
side on one machine. A value that does not reach its target is marked as missed.

The baseline is the script that people write today: every phrase to an MP3, decoded with pydub, joined with `+=` and
silence, exported at the end; it has the same voice and the same encoder.

| what | target | measured |
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
    """The whole of ``docs/performance.md``."""
    goals = "".join(f"{row}\n" for row in rows)
    told = "".join(f"{table}\n" for table in tables)
    return f"{HEAD}{goals}\n{told}" + "".join(f"* {fact}\n" for fact in facts)
