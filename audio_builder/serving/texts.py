"""The texts that were asked for, compressed once and kept while their file stays as it is."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from audio_builder.serving.security import policy

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

MAX_TEXT = 4 * 1024 * 1024
"""Bytes of a text that is read whole; a larger one is sent as it is, a piece at a time."""
MAX_KEPT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Text:
    tag: str
    """Of the file that it was read from."""
    packed: bytes
    policy: str
    """What the browser is to forbid in it."""


class Texts:
    """Safe for many threads. When it is full, what was packed first is forgotten."""

    def __init__(self) -> None:
        self._kept: dict[Path, Text] = {}
        self._lock = Lock()

    def get(self, file: Path, tag: str, content: BinaryIO) -> Text:
        """What stands in ``file``, packed; it is read from ``content`` where ``tag``, its mark, is a new one."""
        kept = self._kept.get(file)
        if kept is None or kept.tag != tag:
            kept = _packed(file, tag, content.read())
            self._keep(file, kept)
        return kept

    def _keep(self, file: Path, text: Text) -> None:
        with self._lock:
            self._kept.pop(file, None)
            self._kept[file] = text
            while sum(len(each.packed) for each in self._kept.values()) > MAX_KEPT:
                del self._kept[next(iter(self._kept))]


def _packed(file: Path, tag: str, content: bytes) -> Text:
    html = content.decode(errors="replace") if file.suffix == ".html" else ""
    return Text(tag, gzip.compress(content, compresslevel=9, mtime=0), policy(html))
