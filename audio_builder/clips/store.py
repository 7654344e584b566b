"""The clip store: a folder of clips under their keys, safe for several processes at once.

One file a clip, in at most 256 folders named by the first two digits of the key. A file that is damaged, cut short or
not ours counts as missing, and the clip is made again.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.clips.clip_file import packed, unpacked, write_whole
from audio_builder.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_builder.clips.clip import Clip

_FOLDER = re.compile(r"[0-9a-f]{2}")
_CLIP = re.compile(r"[0-9a-f]{62}\.clip")
_PART = re.compile(r"[0-9a-f]{62}\.clip\.\w+\.part")
_DAY_S = 86_400
_STALE_S = 3_600
"""A part that has lain for so long was left by a process that died."""


class ClipStore:
    """The clips in ``folder``, which is made when the first one is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Clip | None:
        """The clip, or None when it is not there as it was put."""
        path = self._path(key)
        try:
            with path.open("rb", buffering=0) as file:
                data = file.readall()
                unused_s = time.time() - os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if unused_s > _DAY_S:
            _mark_as_used(path)
        return unpacked(key, data)

    def contains(self, key: str) -> bool:
        """Whether ``get`` would return a clip."""
        return self.get(key) is not None

    def put(self, key: str, clip: Clip) -> None:
        """Keep ``clip``, whole or not at all. Raises ``BuildError`` when the folder cannot take it."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, packed(key, clip))
        except OSError as error:
            if not self.contains(key):  # Windows replaces no file that another process is reading
                raise BuildError(
                    f"cannot keep clips in {self.folder}: {error.strerror or error}; --clips names another folder"
                ) from error

    def size(self) -> tuple[int, int]:
        """How many clips there are, and their bytes."""
        sizes = [status.st_size for path, status in self._files() if _CLIP.fullmatch(path.name)]
        return len(sizes), sum(sizes)

    def prune(self, unused_days: float = 0) -> tuple[int, int]:
        """Remove the clips that were not used for so many days, by default all, and parts left by dead processes.

        Returns how many files went, and their bytes. Files that are not the store's own stay.
        """
        now, count, freed = time.time(), 0, 0
        for path, status in self._files():
            keep_s = unused_days * _DAY_S if _CLIP.fullmatch(path.name) else _STALE_S
            if now - status.st_mtime >= keep_s and _removed(path):
                count, freed = count + 1, freed + status.st_size
        return count, freed

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.clip"

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """The store's own files. Another process may remove some of them meanwhile."""
        for folder in _listed(self.folder):
            if _FOLDER.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False):
                for entry in _listed(folder.path):
                    if _CLIP.fullmatch(entry.name) or _PART.fullmatch(entry.name):
                        with suppress(FileNotFoundError):
                            yield Path(entry.path), entry.stat()


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []


def _mark_as_used(path: Path) -> None:
    with suppress(OSError):  # a store may be read-only
        os.utime(path)


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:  # another process was quicker, or is reading it
        return False
    return True
