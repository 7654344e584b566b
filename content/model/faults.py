"""Faults of content: collected, never raised one by one, and printed as ``file:line: field: what to do``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import GentleBackError

if TYPE_CHECKING:
    from content.model.yaml_tree import Tree

Route = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and list positions."""
MAX_SHOWN = 40
"""Characters of a value that a fault repeats."""
MOST_FAULTS = 1_000
"""After so many, reading ends: a folder of something else could have a million."""


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

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        more = f" (and {len(self.faults) - 1} more: 'gentleback check DIR' shows all)" if len(self.faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}")


class TooManyFaultsError(GentleBackError):
    """More than ``MOST_FAULTS`` faults were found."""


@dataclass(slots=True)
class FaultReport:
    """The faults found so far."""

    faults: list[Fault] = field(default_factory=list)
    routes: list[tuple[Path, Route]] = field(default_factory=list)
    """Where the faults of files that could be read are."""

    def add(self, tree: Tree, route: Route, advice: str) -> None:
        """Note a fault at ``route``; its line is that of the nearest value that is there.

        Raises ``TooManyFaultsError``.
        """
        near = route
        while near and near not in tree.lines:
            near = near[:-1]
        self.faults.append(Fault(tree.file, tree.lines.get(near, 1), dotted(route), advice))
        self.routes.append((tree.file, route))
        if len(self.faults) > MOST_FAULTS:
            last = max(tree.lines.values(), default=1)
            self.faults.append(
                Fault(tree.file, last, "", f"there are more than {MOST_FAULTS:,} faults; correct those that are shown")
            )
            raise TooManyFaultsError

    def is_sound(self, tree: Tree, route: Route = ()) -> bool:
        """Whether no fault was found at ``route`` or below it; at the top: in the file at all."""
        if not route:
            return all(fault.file != tree.file for fault in self.faults)
        return all(file != tree.file or found[: len(route)] != route for file, found in self.routes)


def dotted(route: Route) -> str:
    """``("steps", 0)`` as people count: ``steps.1``."""
    return ".".join(str(part + 1) if isinstance(part, int) else short(part) for part in route)


def short(text: str) -> str:
    """``text``, cut where it is too long to read."""
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}..."


def one_line(text: str) -> str:
    """``text`` with line ends, control characters and lone surrogates escaped: ``\\n``, ``\\x1b``, ``\\udcff``."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
