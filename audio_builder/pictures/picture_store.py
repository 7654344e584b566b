"""Pictures are drawn once, and kept beside the clips under a key made of all that shapes them."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.files import write_if_changed
from audio_builder.installed import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_DIGEST_BYTES = 32
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class PictureStore:
    """The pictures of one kind."""

    folder: Path
    ending: str
    """Of their files, with its dot."""

    def file(self, *shaped_by: str) -> Path:
        """Where the picture that all of ``shaped_by`` shapes is kept."""
        key = sha256("\0".join(shaped_by).encode(errors="surrogatepass")).hexdigest()
        return self.folder / f"{key}{self.ending}"

    def get(self, file: Path, draw: Callable[[], bytes]) -> bytes:
        """The picture in ``file``; drawn, and kept there, if it has to be. Raises ``WriteError``."""
        picture = kept(file)
        if picture is None:
            picture = draw()
            packed = sha256(picture).digest() + picture
            write_if_changed(file, lambda: [packed])
        return picture

    def size(self) -> tuple[int, int]:
        """How many are kept, and their bytes."""
        sizes = [status.st_size for _, status in self._files()]
        return len(sizes), sum(sizes)

    def prune(self, unused_days: int) -> tuple[int, int]:
        """Remove those that were not used for so many days; returns how many, and their bytes."""
        count, freed = 0, 0
        for file, status in self._files():
            if time.time() - status.st_mtime >= unused_days * _DAY_S:
                file.unlink(missing_ok=True)
                count, freed = count + 1, freed + status.st_size
        return count, freed

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for file in sorted(self.folder.glob(f"*{self.ending}")):
            with suppress(FileNotFoundError):  # another process may prune, too
                yield file, file.stat()


def kept(file: Path) -> bytes | None:
    """The picture in ``file``; None when it is not there, or damaged."""
    try:
        data = file.read_bytes()
        if time.time() - file.stat().st_mtime > _DAY_S:
            os.utime(file)  # it is used: pruning goes by this
    except OSError:
        return None
    digest, picture = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    return picture if sha256(picture).digest() == digest else None


@cache
def version_of(package: str) -> str:
    """The version of what draws; empty where it is not installed, which is told when something is to be drawn."""
    try:
        return version(package)
    except ModuleNotFoundError:
        return ""
