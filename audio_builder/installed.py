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


def version(package: str) -> str:
    """Raises ``PackageNotFoundError``, a ``ModuleNotFoundError``, if ``package`` is not installed."""
    if about := _about(package):
        return about.name.removesuffix(".dist-info").partition("-")[2]
    from importlib.metadata import version

    return version(package)


def entry_points(package: str, group: str) -> dict[str, str]:
    """The entry points of ``package`` in ``group``: ``module:function`` by name; empty if it has none, or no folder."""
    text = ""
    if about := _about(package):
        with suppress(OSError):
            text = (about / "entry_points.txt").read_text(encoding="utf-8")
    section = text.partition(f"[{group}]\n")[2].partition("\n[")[0]
    lines = (line.partition("=") for line in section.splitlines() if not line.startswith(("#", ";")))
    return {name.strip(): where.strip() for name, equals, where in lines if equals}


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
        abouts = sorted((name for name in names if name.endswith(".dist-info")), reverse=True)
        return {_plain(name.partition("-")[0]): name for name in abouts}
    return {}


def _plain(name: str) -> str:
    """``name`` in the form that all of its spellings have in common."""
    return name.lower().replace("-", "_").replace(".", "_")
