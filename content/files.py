"""Read only regular files, and write a file completely or not at all, without touching one that is already right.

What is written comes in chunks and is never held together, so memory does not grow with the file.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import GentleBackError

if TYPE_CHECKING:
    from io import BufferedRandom, FileIO

Chunk = bytes | bytearray
Chunks = Callable[[], Iterable[Chunk]]
"""Called once more when a file that is there proves different, so it has to give the same bytes every time."""
BUFFER_BYTES = 256 * 1024
STALE_S = 3_600
"""A draft that nobody has written to for so long was left by a process that died."""
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_SAFE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""Windows has no such flag, and few links."""
_DRAFT = ".gentleback-"


class WriteError(GentleBackError):
    """``path`` could not be written."""

    def __init__(self, path: Path, cause: OSError) -> None:
        self.path = path
        self.cause = cause
        super().__init__(f"cannot write {path}: {_advice(cause)}")


class NotRegularError(OSError):
    """A pipe, a device, a folder, or a link where none may be."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What is in a file now."""

    changed: bool
    """False: exactly these bytes were there before, and the file was not touched."""
    bytes: int
    sha256: str


def open_regular(path: Path, *, is_link_followed: bool = True) -> FileIO:
    """``path``, for reading. Raises ``OSError``, also for a pipe or a device, which might never end."""
    return os.fdopen(_opened(path, os.O_RDONLY | (0 if is_link_followed else _NO_LINK)), "rb", buffering=0)


def open_part(path: Path) -> BufferedRandom:
    """``path``, for reading and writing; it is made if need be. Raises ``OSError``, also for what is no regular file,
    and for one with a second name: nothing is written through a link.
    """
    return os.fdopen(_opened(path, os.O_RDWR | os.O_CREAT | _NO_LINK), "r+b")


def _opened(path: Path, flags: int) -> int:
    with suppress(FileNotFoundError):  # before it is opened, since that alone has effects on some devices
        _check(path, path.stat(follow_symlinks=not flags & _NO_LINK), flags)
    number = os.open(path, flags | _SAFE, 0o666)
    try:
        _check(path, os.fstat(number), flags)
    except OSError:
        os.close(number)
        raise
    return number


def _check(path: Path, status: os.stat_result, flags: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(errno.EINVAL, "not a regular file", str(path))
    if flags & os.O_RDWR and status.st_nlink > 1:
        raise NotRegularError(errno.EMLINK, "a hard link", str(path))


def read_bounded(path: Path, most_bytes: int, *, is_link_followed: bool = True) -> bytes:
    """The bytes of the regular file ``path``. Raises ``OSError``, also where there are more than ``most_bytes``."""
    with open_regular(path, is_link_followed=is_link_followed) as file:
        if os.fstat(file.fileno()).st_size > most_bytes:
            raise OSError(errno.EFBIG, f"larger than {most_bytes:,} bytes", str(path))
        return file.read(most_bytes)


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file. Raises ``OSError``."""
    with open_regular(path) as file:
        return file_digest(file, "sha256").hexdigest(), file.tell()


def digest_of(path: Path) -> tuple[str, int]:
    """``digest``; an empty text and 0 if the file cannot be read."""
    try:
        return digest(path)
    except OSError:
        return "", 0


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Text as UTF-8 chunks."""
    return (line.encode(errors="replace") for line in lines)


def chunks_of(path: Path) -> Iterator[bytes]:
    with open_regular(path) as content:
        while chunk := content.read(BUFFER_BYTES):
            yield chunk


def write_if_changed(path: Path, chunks: Chunks, size: int | None = None) -> WrittenFile:
    """Make ``path`` hold ``chunks()``, in a folder that is made if need be; raises ``WriteError``.

    ``size``, the count of those bytes if it is known, spares reading a file of another size.
    """
    if same := unchanged(path, chunks, size):
        return same
    with write_atomically(path) as draft:
        return fill(draft, chunks)


def write_whole(path: Path, content: bytes) -> WrittenFile:
    """``write_if_changed`` for ``content`` that is in memory."""
    return write_if_changed(path, lambda: [content], len(content))


def unchanged(path: Path, chunks: Chunks, size: int | None) -> WrittenFile | None:
    """The file ``path`` if it holds what ``chunks()`` gives; None if it does not, or cannot be read."""
    digest, count = sha256(), 0
    with suppress(OSError), open_regular(path) as file:
        if size is not None and os.fstat(file.fileno()).st_size != size:
            return None
        with open(file.fileno(), "rb", buffering=BUFFER_BYTES, closefd=False) as old:
            for chunk in chunks():
                if old.read(len(chunk)) != chunk:
                    return None
                digest.update(chunk)
                count += len(chunk)
            if not old.read(1):
                return WrittenFile(False, count, digest.hexdigest())
    return None


def fill(draft: Path, chunks: Chunks) -> WrittenFile:
    """Write ``chunks()`` into the new file ``draft``. Raises ``OSError``."""
    digest, count = sha256(), 0
    with draft.open("xb", buffering=BUFFER_BYTES) as new:
        for chunk in chunks():
            digest.update(chunk)
            count += len(chunk)
            new.write(chunk)
    return WrittenFile(True, count, digest.hexdigest())


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """Give a draft to write; once the body is done, it takes the place of ``path``, whole and at once.

    The draft is beside ``path``, in a folder that is made if need be, and never stays; those of processes that were
    killed are removed. If the body fails or removes the draft, ``path`` stays as it was. Raises ``WriteError`` for any
    ``OSError``, also one of the body's. There is no fsync: after a power failure a file may be damaged, so readers
    compare or check what they read.
    """
    with replacing(path, path.parent, f"{_DRAFT}{os.getpid()}-") as draft:
        _remove_drafts_of_the_dead(path.parent)
        yield draft


@contextmanager
def replacing(path: Path, drafts: Path, prefix: str = "") -> Iterator[Path]:
    """``write_atomically`` with a draft in the folder ``drafts``, on the same disk, which is made if need be."""
    draft = drafts / f"{prefix}{os.urandom(8).hex()}.part"
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder")
        drafts.mkdir(parents=True, exist_ok=True)
        yield draft
        if draft.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(path)
    except OSError as cause:
        raise WriteError(path, cause) from cause
    finally:
        with suppress(OSError):
            draft.unlink()


def _remove_drafts_of_the_dead(folder: Path) -> None:
    with suppress(OSError):
        for draft in folder.glob(f"{_DRAFT}*-????????????????.part"):
            maker, age_s = draft.name[len(_DRAFT) :].partition("-")[0], time.time() - draft.lstat().st_mtime
            if age_s > STALE_S or not _is_running(maker):
                draft.unlink()


def _is_running(pid: str) -> bool:
    if sys.platform == "win32" or not (pid.isascii() and pid.isdigit()):  # there, asking would end the process
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def _advice(cause: OSError) -> str:
    match cause:
        case IsADirectoryError():
            return "a folder has that name; move it away, or choose another folder"
        case FileExistsError() | NotADirectoryError():
            return "there is a file where its folder should be; move it away, or choose another folder"
        case NotRegularError():
            return f"it is {cause.strerror}; move it away"
        case OSError(errno=code) if code in _FULL:
            return "the disk is full; free some space, or choose a folder on another disk"
        case OSError(errno=code) if code in _FORBIDDEN:
            return "that is not allowed there; choose a folder of your own"
        case _:
            return cause.strerror or str(cause)
