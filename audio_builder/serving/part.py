"""A part of a file that reads as a file of its own: servers send it as they send files, from the disk in pieces."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from audio_builder.serving.ranges import Span

PIECE_BYTES = 64 * 1024


class Part(io.RawIOBase):
    """The bytes ``span`` of ``whole``, which belongs to this part from now on and is closed with it."""

    def __init__(self, whole: BinaryIO, span: Span) -> None:
        self._whole, self._span = whole, span
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._span.bytes}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, never more than ``PIECE_BYTES``: waitress asks for as much as a socket could ever take."""
        left = max(0, self._span.bytes - self._at)
        self._whole.seek(self._span.start + self._at)
        found = self._whole.read(min(left, PIECE_BYTES, size if size >= 0 else left))
        self._at += len(found)
        return found

    def close(self) -> None:
        self._whole.close()
        super().close()
