"""Compressed text files, kept in memory for as long as their file stays as it is."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from audio_builder.serving.security import policy

MAX_TEXT = 4 * 1024 * 1024
"""Bytes of a text that is read whole; a larger one is sent uncompressed, piece by piece."""
MAX_CACHED = 16 * 1024 * 1024
"""Bytes of compressed texts."""


@dataclass(frozen=True, slots=True)
class CompressedText:
    tag: str
    """Of the file that it was read from."""
    gzipped: bytes
    policy: str
    """The Content-Security-Policy for it."""


class TextCache:
    """Safe for many threads. When it is full, what was compressed first is dropped."""

    def __init__(self) -> None:
        self._texts: dict[Path, CompressedText] = {}
        self._lock = Lock()

    def get(self, file: Path, tag: str, stream: BinaryIO) -> CompressedText:
        """The text of ``file``, read from ``stream`` where ``tag`` is not that of the cached text."""
        cached = self._texts.get(file)
        if cached is not None and cached.tag == tag:
            return cached
        content = stream.read()
        html = content.decode(errors="replace") if file.suffix == ".html" else ""
        text = CompressedText(tag, gzip.compress(content, compresslevel=9, mtime=0), policy(html))
        with self._lock:
            self._texts.pop(file, None)
            self._texts[file] = text
            while sum(len(each.gzipped) for each in self._texts.values()) > MAX_CACHED:
                del self._texts[next(iter(self._texts))]
        return text
