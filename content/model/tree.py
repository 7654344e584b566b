"""One file, read: plain values, and the line of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Value = str | int | bool | list["Value"] | dict[str, "Value"] | None
Route = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One file."""

    file: Path
    value: Value
    lines: dict[Route, int] = field(default_factory=dict)
    """The line of each value, counted from 1; empty when the value comes from the cache."""


def dotted(route: Route) -> str:
    """``("steps", 0)`` as people count: ``steps.1``."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in route)
