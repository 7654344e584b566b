"""The one store for what is expensive to make, and the one way to write a file atomically.

A store is a folder of entries. Each entry is a file named by its kind and its key, a digest of all that shapes what is
in it, so no entry is ever out of date. An entry that is damaged, cut short or another key's counts as missing, and is
made again. Several processes may use a folder at once.
"""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from content.errors import GentleBackError

MAGIC = b"GBSTORE1"
"""An entry begins with it; a CRC-32 of key and data follows, then the data."""
HEAD_BYTES = len(MAGIC) + 4
DAY_S = 86_400
STALE_S = 3_600
"""A draft that is this old was left by a process that died."""
_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{62}\.([a-z]+)|\.[0-9a-f]{16}\.part")
"""An entry of some kind, or a draft."""
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class WriteError(GentleBackError):
    """``path`` could not be written."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path = path
        self.cause = cause
        super().__init__(f"cannot write {path}: {_advice(cause)}")


class KeyedStoreError(GentleBackError):
    """The store in ``folder`` could not take an entry."""

    def __init__(self, folder: Path, cause: OSError) -> None:
        self.folder = folder
        self.cause = cause
        super().__init__(f"cannot keep clips in {folder}: {cause.strerror or cause}")


@dataclass(frozen=True, slots=True)
class Amount:
    """Of entries of one kind."""

    count: int
    bytes: int


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """Give a draft to write; once the body is done, it takes the place of ``path``, whole and at once.

    The draft is beside ``path``, in a folder that is made if need be, and never stays. If the body fails or removes the
    draft, ``path`` stays as it was. Raises ``WriteError`` for any ``OSError``, also one of the body's. There is no
    fsync: after a power failure a file may be damaged, so readers compare or check what they read.
    """
    draft = path.with_name(f".{os.urandom(8).hex()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        if draft.exists():
            draft.replace(path)
    except OSError as cause:
        raise WriteError(path, cause) from cause
    finally:
        with suppress(OSError):
            draft.unlink()


def key_of(*shaped_by: object) -> str:
    """The key of what is shaped by all of these values, which are told apart by their ``repr``: 64 hex digits."""
    return sha256(repr(shaped_by).encode()).hexdigest()


def user_store() -> Path:
    """The folder of the store in the user's cache."""
    from platformdirs import user_cache_path  # not before it is asked for

    return user_cache_path("gentle-back", appauthor=False) / "clips"


@dataclass(frozen=True, slots=True)
class KeyedStore:
    """The entries of one kind in ``folder``, which is made when the first one is put there."""

    folder: Path
    kind: str
    """Small letters: the ending of its files."""

    def get(self, key: str) -> bytes | None:
        """What was put under ``key``; None when it is not there, or damaged."""
        path = self.path(key)
        try:
            with path.open("rb", buffering=0) as file:
                entry = file.readall()
                unused_s = time.time() - os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if unused_s > DAY_S:
            with suppress(OSError):  # a store may be read-only
                os.utime(path)  # ``prune`` goes by the last use
        head, data = entry[:HEAD_BYTES], entry[HEAD_BYTES:]
        return data if head == _head(key, data) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep ``data``, whole or not at all. Raises ``KeyedStoreError``."""
        path = self.path(key)
        try:
            with write_atomically(path) as draft, draft.open("xb") as file:
                file.write(_head(key, data))
                file.write(data)
        except WriteError as error:
            if self.get(key) is None:  # Windows replaces no file that another process is reading
                raise KeyedStoreError(self.folder, error.cause) from error

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under ``key``, or what ``make`` makes, which is then kept. Raises ``KeyedStoreError``."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def path(self, key: str) -> Path:
        """The file of ``key``."""
        return self.folder / key[:2] / f"{key[2:]}.{self.kind}"


def sizes(folder: Path) -> dict[str, Amount]:
    """What the store in ``folder`` holds, by kind."""
    return _summed((kind, status.st_size) for kind, _, status in _files(folder) if kind)


def prune(folder: Path, unused_days: float = 0) -> dict[str, Amount]:
    """Remove the entries that were not used for so many days, by default all, and the drafts of dead processes.

    Returns what was removed, by kind; the kind of a draft is empty. Files that are not the store's own stay.
    """
    now = time.time()
    removed = []
    for kind, path, status in _files(folder):
        keep_s = unused_days * DAY_S if kind else STALE_S
        if now - status.st_mtime >= keep_s:
            with suppress(OSError):  # another process was quicker, or is reading it
                path.unlink()
                removed.append((kind, status.st_size))
    return _summed(removed)


def _head(key: str, data: bytes) -> bytes:
    return MAGIC + crc32(data, crc32(key.encode())).to_bytes(4, "little")


def _summed(files: Iterable[tuple[str, int]]) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for kind, size in files:
        before = found.get(kind, Amount(0, 0))
        found[kind] = Amount(before.count + 1, before.bytes + size)
    return found


def _files(folder: Path) -> Iterator[tuple[str, Path, os.stat_result]]:
    """Kind, path and status of the store's own files; a draft has no kind. Others may remove some meanwhile."""
    for inner in _listed(folder):
        if _FOLDER.fullmatch(inner.name) and inner.is_dir(follow_symlinks=False):
            for file in _listed(Path(inner)):
                if found := _FILE.fullmatch(file.name):
                    with suppress(FileNotFoundError):
                        yield found[1] or "", Path(file), file.stat()


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _advice(cause: OSError) -> str:
    match cause:
        case IsADirectoryError():
            return "a folder has that name; move it away, or choose another folder"
        case FileExistsError() | NotADirectoryError():
            return "there is a file where its folder should be; move it away, or choose another folder"
        case OSError(errno=code) if code in _FULL:
            return "the disk is full; free some space, or choose a folder on another disk"
        case OSError(errno=code) if code in _FORBIDDEN:
            return "that is not allowed there; choose a folder of your own"
        case _:
            return cause.strerror or str(cause)
