"""The YAML files of a folder, and their bytes; whatever stands in the place of one."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 100_000
DEEPEST = 4
"""Content stands three folders deep; one more finds what slipped down."""


def yaml_files(folder: Path) -> list[Path]:
    """What is called ``.yaml`` or ``.yml`` in ``folder``, relative to it, in order; hidden names are left out.

    Links are followed, but never in a circle. A folder that cannot be looked into is among them.
    """
    return sorted(_found(folder, Path(), ()))


def _found(root: Path, below: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path]:
    try:
        about = (root / below).stat()
        here = (about.st_dev, about.st_ino)
        if here in above or len(below.parts) > DEEPEST:
            return
        names = sorted(os.listdir(root / below))  # noqa: PTH208 - names alone: paths are made for few of them
    except OSError:
        yield below
        return
    for name in names:
        if name.startswith("."):
            continue
        path = below / name
        if path.suffix.lower() in SUFFIXES:
            yield path
        elif os.path.isdir(root / path):  # noqa: PTH112 - False, where Path's would raise
            yield from _found(root, path, (*above, here))


def read_bytes(file: Path) -> bytes | str:
    """The bytes of ``file`` (never many more than it may have), or advice when it cannot be read."""
    try:
        mode = file.stat().st_mode
        if S_ISDIR(mode):
            os.listdir(file)  # noqa: PTH208 - it is here because of its name, or because this raises
        if not S_ISREG(mode):
            return "is no plain file; give it another name, or take it away"
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        return f"cannot be read ({error.strerror}); mend that, or take it away"
