"""Covers are drawn once, and kept beside the clips under a key made of all that shapes them."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from audio_builder.cover import COVER_VERSION, draw_artwork, draw_cover
from audio_builder.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "covers"
_DIGEST_BYTES = 32
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class CoverWish:
    title: str
    subtitle: str
    key: str
    """The routine's id: it chooses colours and motif."""
    is_large: bool = False
    """Drawn as the artwork of a podcast."""


class Covers:
    """The covers that a build needs, out of the folder ``store`` or newly drawn, two at a time."""

    def __init__(self, store: Path, wishes: Sequence[CoverWish]) -> None:
        self.store = store
        missing = [wish for wish in dict.fromkeys(wishes) if _kept(_file(store, wish)) is None]
        if len(missing) > 1:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(max_workers=2) as threads:  # Pillow lets others run while it works
                list(threads.map(self.get, missing))

    def get(self, wish: CoverWish) -> bytes:
        """The cover as PNG; raises ``WriteError``."""
        file = _file(self.store, wish)
        kept = _kept(file)
        if kept is None:
            draw = draw_artwork if wish.is_large else draw_cover
            kept = draw(wish.title, wish.subtitle, wish.key)
            packed = sha256(kept).digest() + kept
            write_if_changed(file, lambda: [packed])
        return kept


def _file(store: Path, wish: CoverWish) -> Path:
    size = ["large"] if wish.is_large else []
    shaped_by = "\0".join((str(COVER_VERSION), _pillow(), wish.title, wish.subtitle, wish.key, *size))
    return store / FOLDER / f"{sha256(shaped_by.encode()).hexdigest()}.cover"


@cache
def _pillow() -> str:
    return version("pillow")


def covers_kept(store: Path) -> tuple[int, int]:
    """How many covers are kept, and their bytes."""
    sizes = [status.st_size for _, status in _covers(store)]
    return len(sizes), sum(sizes)


def prune_covers(store: Path, unused_days: int) -> tuple[int, int]:
    """Remove the covers that were not used for so many days; returns how many, and their bytes."""
    count, freed = 0, 0
    for file, status in _covers(store):
        if time.time() - status.st_mtime >= unused_days * _DAY_S:
            file.unlink(missing_ok=True)
            count, freed = count + 1, freed + status.st_size
    return count, freed


def _covers(store: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for file in sorted((store / FOLDER).glob("*.cover")):
        with suppress(FileNotFoundError):  # another process may prune, too
            yield file, file.stat()


def _kept(file: Path) -> bytes | None:
    """The picture in ``file``; None when it is not there, or damaged."""
    try:
        data = file.read_bytes()
        if time.time() - file.stat().st_mtime > _DAY_S:
            os.utime(file)  # it is used: pruning goes by this
    except OSError:
        return None
    digest, picture = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    return picture if sha256(picture).digest() == digest else None
