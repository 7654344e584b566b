"""A folder that tests write into as a build does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.output import open_output

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from content.output import OutputFolder


def opened(folder: Path) -> AbstractContextManager[OutputFolder]:
    """``folder``, of which nobody else holds the lock."""

    def waiting(line: str) -> None:
        raise AssertionError(line)

    return open_output(folder, "a test", waiting)


def files_in(folder: Path) -> list[Path]:
    """What a person sees in ``folder``, relative to it, in order: all but what the builder keeps there for itself."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.parts[0] != ".gentle-back")
