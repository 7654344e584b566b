"""Faults of content: gathered, never raised one by one, and printed as ``file:line: field: what to do``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.errors import GentleBackError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


MAX_SHOWN = 40
"""Characters of a value that a fault repeats."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    file: Path
    line: int
    """Counted from 1."""
    field: str
    """Dotted path of the field, such as ``steps.2.hold_s``; empty for the file as a whole."""
    advice: str
    """What is wrong, and what to do."""

    def __str__(self) -> str:
        field = f" {self.field}:" if self.field else ""
        return one_line(f"{self.file}:{self.line}:{field} {self.advice}")


class ContentError(GentleBackError):
    """A folder of content has faults; ``faults`` has them all, in order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults)
        more = f" (and {len(self.faults) - 1} more: 'gentleback check DIR' tells all)" if len(self.faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}")


def short(text: str) -> str:
    """``text``, cut where it is too long to read."""
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}..."


def one_line(text: str) -> str:
    """``text`` with all that would break a line or steer a terminal spelt out: ``\\n``, ``\\x1b``, half characters."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
