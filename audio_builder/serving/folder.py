"""From the address in a request to a file of one folder, and never to anything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audio_builder.serving.media import medium_of

if TYPE_CHECKING:
    from pathlib import Path

FIRST_PAGE = "index.html"

_NAME = re.compile(r'[^.\x00-\x1f\x7f/\\:*?"<>|][^\x00-\x1f\x7f/\\:*?"<>|]*')
"""A part of an address: no way up, no drive, nothing hidden, no draft that is still being written."""


def find(root: Path, address: str) -> Path | None:
    """The file at ``address`` (as it stands in ``PATH_INFO``); None if it is not there, or nobody's business.

    A link counts as what it leads to, so one that leads out of ``root`` leads nowhere.
    """
    parts = _parts(address)
    if not parts or not all(map(_NAME.fullmatch, parts)) or medium_of(parts[-1]) is None:
        return None
    try:
        base = root.resolve(strict=True)
        file = base.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # RuntimeError: a link to itself, before Python 3.13
        return None
    return file if file.is_relative_to(base) and file.is_file() else None


def _parts(address: str) -> list[str]:
    try:
        path = address.encode("latin-1").decode()  # WSGI gives bytes, each as a letter
    except UnicodeError:
        return []
    if not path.startswith("/"):
        return []
    return [FIRST_PAGE] if path == "/" else path[1:].split("/")
