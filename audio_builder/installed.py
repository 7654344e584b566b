"""Versions and entry points of installed packages, read from the names of their folders.

``importlib.metadata`` answers the same, but its import alone (``email``, ``zipfile``, ``csv``) took a seventh of a
build whose clips are all there. It is used where no folder is found: for a package in a zip file, or a missing one.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_ABOUT = ".dist-info"


def version(package: str) -> str:
    """Raises ``PackageNotFoundError``, a ``ModuleNotFoundError``, if ``package`` is not installed."""
    if about := _about(package):
        return about.name.removesuffix(_ABOUT).partition("-")[2]
    from importlib.metadata import version

    return version(package)


def entry_points(package: str, group: str) -> dict[str, str]:
    """The entry points of ``package`` in ``group``: ``module:function`` by name; empty if it has none, or no folder."""
    about = _about(package)
    found: dict[str, str] = {}
    with suppress(OSError):
        lines = (about / "entry_points.txt").read_text(encoding="utf-8").splitlines() if about else []
        section = ""
        for line in filter(None, map(str.strip, lines)):
            if line.startswith("["):
                section = line[1:-1].strip()
            elif section == group and not line.startswith(("#", ";")):
                name, _, where = line.partition("=")
                found[name.strip()] = where.strip()
    return found


def _about(package: str) -> Path | None:
    """The dist-info folder of ``package``: the first one on the path."""
    name = _plain(package)
    for folder in sys.path:
        if about := _abouts(folder).get(name):
            return Path(folder, about)
    return None


@cache
def _abouts(folder: str) -> dict[str, str]:
    """The dist-info folders in ``folder``, by the name of their package."""
    with suppress(OSError):
        names = os.listdir(folder or os.curdir)  # noqa: PTH208 - names alone, of hundreds
        return {_plain(name.partition("-")[0]): name for name in sorted(names, reverse=True) if name.endswith(_ABOUT)}
    return {}


def _plain(name: str) -> str:
    """``name`` in the form that all of its spellings have in common."""
    return name.lower().replace("-", "_").replace(".", "_")
