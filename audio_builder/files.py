"""Write a file whole or not at all, and leave one alone that is already right.

The bytes come in chunks and are never held together, so memory does not grow with the file. They go to a file beside
the target that is renamed when it is complete: nobody ever sees half of one, and a file that is there is replaced at
once. There is no fsync: after a power cut the next run compares the bytes and writes again what is wrong.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, BinaryIO

from audio_builder.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Chunk = bytes | bytearray
BUFFER_BYTES = 256 * 1024
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class WriteError(BuildError):
    """``path`` could not be written."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path = path
        self.cause = cause
        super().__init__(f"cannot write {path}: {_advice(cause)}")


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a file now."""

    changed: bool
    """False: exactly these bytes were there before, and the file was left alone."""
    bytes: int
    sha256: str


def write_if_changed(path: Path, chunks: Callable[[], Iterable[Chunk]], size: int | None = None) -> Written:
    """Make ``path`` hold ``chunks()``, in a folder that is made if need be; raises ``WriteError``.

    ``chunks`` is called once more when a file there proves different, so it has to give the same bytes every time.
    ``size``, the count of those bytes if it is known, spares that: a file of another size is not read at all.
    """
    return _same(path, chunks, size) or _write(path, chunks)


def write_made(path: Path, make: Callable[[Path], object]) -> Written:
    """Make ``path`` hold what ``make`` writes into a file of another name; for what cannot be made in chunks.

    It is called in any case; a file that is right already is left alone. Raises ``WriteError``.
    """
    with _draft_path(path) as draft:
        with _told(path):
            make(draft)
            sha256, size = digest_of(draft)
        if digest_of(path) == (sha256, size):
            return Written(False, size, sha256)
        with _told(path):
            draft.replace(path)
    return Written(True, size, sha256)


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 and bytes of a file; an empty text and 0 where there is none that can be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError:
        return "", 0


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Text as the UTF-8 that ``write_if_changed`` takes."""
    return (line.encode(errors="replace") for line in lines)


def _same(path: Path, chunks: Callable[[], Iterable[Chunk]], size: int | None) -> Written | None:
    """What stands in ``path`` if it is what ``chunks()`` gives; None if it is not, or cannot be read."""
    try:
        if size is not None and path.stat().st_size != size:
            return None
        old = path.open("rb", buffering=BUFFER_BYTES)
    except OSError:
        return None
    digest, count = sha256(), 0
    with old:
        for chunk in chunks():
            if not _next_is(chunk, old):
                return None
            digest.update(chunk)
            count += len(chunk)
        return Written(False, count, digest.hexdigest()) if _next_is(b"", old, 1) else None


def _next_is(chunk: Chunk, old: BinaryIO, look: int = 0) -> bool:
    """Whether ``old`` goes on with ``chunk``; ``look`` bytes more are asked for, to see that it ends there."""
    try:
        return old.read(len(chunk) + look) == chunk
    except OSError:
        return False


def _write(path: Path, chunks: Callable[[], Iterable[Chunk]]) -> Written:
    digest, count = sha256(), 0
    with _draft(path) as new:
        for chunk in chunks():
            digest.update(chunk)
            count += len(chunk)
            try:
                new.write(chunk)
            except OSError as cause:
                raise WriteError(path, cause) from cause
    return Written(True, count, digest.hexdigest())


@contextmanager
def _draft(path: Path) -> Iterator[BinaryIO]:
    """A new file beside ``path`` that takes its place in the end; whatever happens, it does not stay."""
    with _draft_path(path) as draft:
        with _told(path):
            new = draft.open("xb", buffering=BUFFER_BYTES)
        try:
            yield new
            with _told(path):
                new.close()
        finally:
            with suppress(OSError):
                new.close()
        with _told(path):
            draft.replace(path)


@contextmanager
def _draft_path(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for a file that nobody sees; it does not stay."""
    draft = path.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with _told(path):
            _make_room(path)
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell of a failure with the name of the file that was wanted, not of the draft."""
    try:
        yield
    except OSError as cause:
        raise WriteError(path, cause) from cause


def _make_room(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder")
    path.parent.mkdir(parents=True, exist_ok=True)


def _advice(cause: OSError) -> str:
    match cause:
        case IsADirectoryError():
            return "a folder has that name; move it away, or choose another folder"
        case FileExistsError() | NotADirectoryError():
            return "a file stands where its folder should be; move it away, or choose another folder"
        case OSError(errno=code) if code in _FULL:
            return "the disk is full; free some space, or choose a folder on another disk"
        case OSError(errno=code) if code in _FORBIDDEN:
            return "that is not allowed there; choose a folder of your own"
        case _:
            return cause.strerror or str(cause)
