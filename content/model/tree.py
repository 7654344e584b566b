"""One file, read: plain values, and the line of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from content.model.faults import short

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
    """The line of each value (of its name, where it has one), counted from 1; empty when it comes from the cache."""
    is_readable: bool = True
    """False when the file could not be read, which is a fault of its own: nothing is known of what it holds."""


def dotted(route: Route) -> str:
    """``("steps", 0)`` as people count: ``steps.1``."""
    return ".".join(str(part + 1) if isinstance(part, int) else short(part) for part in route)
