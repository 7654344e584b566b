"""The one store for what is expensive to make.

A store is a folder of entries. Each entry is a file named by its kind and its key, a digest of all that shapes what is
in it, so no entry is ever out of date. An entry that is damaged, cut short or another key's counts as missing, and is
made again. Several processes may use a folder at once.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from content.errors import GentleBackError
from content.files import WriteError, open_regular, replacing
from content.locks import Waiting, locked

MAGIC = b"GBSTORE1"
"""An entry begins with it; a CRC-32 of key and data follows, then the data."""
HEAD_BYTES = len(MAGIC) + 4
DAY_S = 86_400
StoreFile = tuple[str, Path, os.stat_result]
"""Kind, path and status; a draft has no kind."""
MOST_BYTES = 64_000_000
"""Of an entry: many times the longest clip."""
_LOCK, _DRAFTS = ".lock", ".drafts"
_FOLDER = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(r"[0-9a-f]{62}\.([a-z]+)")
_DRAFT = re.compile(r"[0-9a-f]{16}\.part")


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
            with open_regular(path) as file:
                about = os.fstat(file.fileno())
                entry = file.read() if about.st_size <= MOST_BYTES else b""
                unused_s = time.time() - about.st_mtime
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
            with replacing(path, self.folder / _DRAFTS) as draft, draft.open("xb") as file:
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


@contextmanager
def in_use(folder: Path, purpose: str, waiting: Waiting) -> Iterator[None]:
    """While the store in ``folder`` is used for ``purpose``, nobody prunes it. Several may use it at once.

    Drafts of processes that were killed are removed, unless others use the store. Where no file can be made, as in a
    store that is read-only, there is no lock.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with locked(folder, folder / _LOCK, purpose, None) as is_alone:
                if is_alone:
                    _removed(_files(folder / _DRAFTS, _DRAFT))
            stack.callback(_leave, folder)
            stack.enter_context(locked(folder, folder / _LOCK, purpose, waiting, shared=True))
        yield


def _leave(folder: Path) -> None:
    """Remove what only those who use the store need, unless others do."""
    with suppress(OSError), locked(folder, folder / _LOCK, "", None):
        pass
    for empty in (folder / _DRAFTS, folder):
        with suppress(OSError):
            empty.rmdir()


def sizes(folder: Path) -> dict[str, Amount]:
    """What the store in ``folder`` holds, by kind."""
    return _summed((kind, status.st_size) for kind, _, status in _entries(folder))


def prune(folder: Path, waiting: Waiting, unused_days: float = 0) -> dict[str, Amount]:
    """Remove the entries that were not used for so many days, by default all, once nobody uses the store.

    Returns what was removed, by kind. Files that are not the store's own stay.
    """
    if not folder.is_dir():
        return {}
    with ExitStack() as stack:
        with suppress(OSError):  # a store that is read-only
            stack.enter_context(locked(folder, folder / _LOCK, "gentleback clips --prune", waiting))
        _removed(_files(folder / _DRAFTS, _DRAFT))
        until_s = time.time() - unused_days * DAY_S
        unused = (each for each in _entries(folder) if each[2].st_mtime <= until_s and _has_mark(each[1]))
        return _summed(_removed(unused))


def _removed(files: Iterable[StoreFile]) -> list[tuple[str, int]]:
    """Kind and size of those that could be removed."""
    removed = []
    for kind, path, status in files:
        with suppress(OSError):  # another process was quicker, or is reading it
            path.unlink()
            removed.append((kind, status.st_size))
    return removed


def _has_mark(path: Path) -> bool:
    """Whether the file begins as an entry does, or has lost its content."""
    try:
        with open_regular(path) as file:
            return file.read(len(MAGIC)) in (MAGIC, b"")
    except OSError:
        return False


def _head(key: str, data: bytes) -> bytes:
    return MAGIC + crc32(data, crc32(key.encode())).to_bytes(4, "little")


def _summed(files: Iterable[tuple[str, int]]) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for kind, size in files:
        before = found.get(kind, Amount(0, 0))
        found[kind] = Amount(before.count + 1, before.bytes + size)
    return found


def _entries(folder: Path) -> Iterator[StoreFile]:
    for inner in _listed(folder):
        if _FOLDER.fullmatch(inner.name) and inner.is_dir(follow_symlinks=False):
            yield from _files(Path(inner), _ENTRY)


def _files(folder: Path, name: re.Pattern[str]) -> Iterator[StoreFile]:
    """The files that are called ``name``. Others may remove some meanwhile."""
    for file in () if folder.is_symlink() else _listed(folder):
        if found := name.fullmatch(file.name):
            with suppress(FileNotFoundError):
                status = file.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode):
                    yield found[1] if found.re.groups else "", Path(file), status


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
