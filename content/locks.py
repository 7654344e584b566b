"""A lock on a folder that is in use: who holds it, and since when.

The operating system releases it when its holder ends, however that comes about, so that none is ever stale.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Waiting = Callable[[str], None]
"""Called once with a line about who holds the lock, when one has to wait."""
POLL_S = 0.05
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_LONGEST = 200
"""Bytes of a line about a holder."""

if sys.platform == "win32":
    import msvcrt

    def _try(fd: int, shared: bool) -> None:
        """Windows has no shared locks for this; there a file in use cannot be removed anyway."""
        if not shared:
            os.lseek(fd, 1 << 20, os.SEEK_SET)  # beyond the line, which stays readable
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(fd: int, shared: bool) -> None:
        fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path, file: Path, purpose: str, waiting: Waiting | None, *, shared: bool = False) -> Iterator[bool]:
    """Hold the lock of ``folder``, which is ``file``, for ``purpose``: alone, or ``shared`` with others.

    Waits while it is held otherwise; without ``waiting`` it does not, and gives False. Who held it alone removes the
    file. Where a disk has no locks, nothing is locked. Raises ``OSError`` if the file cannot be made.
    """
    fd = _acquired(folder, file, waiting, shared)
    if fd is None:
        yield False
        return
    try:
        with suppress(OSError):
            os.ftruncate(fd, 0)
            os.pwrite(fd, _about(purpose), 0) if hasattr(os, "pwrite") else os.write(fd, _about(purpose))
        yield True
    finally:
        if not shared:
            with suppress(OSError):  # Windows removes no open file
                file.unlink()
        os.close(fd)


def _acquired(folder: Path, file: Path, waiting: Waiting | None, shared: bool) -> int | None:
    is_reported = False
    while True:
        fd = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            _try(fd, shared)
            if _is_at(file, fd):
                return fd
        except OSError as error:
            if error.errno not in _HELD:
                return fd  # a disk without locks
            if waiting is None:
                os.close(fd)
                return None
            if not is_reported:
                is_reported = True
                waiting(f"waiting for {_holder(file)}, which is using {folder}")
            time.sleep(POLL_S)
        except BaseException:
            os.close(fd)
            raise
        os.close(fd)


def _is_at(file: Path, fd: int) -> bool:
    """False when the holder before removed the file: then another one may be there already."""
    try:
        return os.path.samestat(file.stat(), os.fstat(fd))
    except OSError:
        return False


def _about(purpose: str) -> bytes:
    since = time.strftime("%Y-%m-%d %H:%M:%S %z")
    return f"{purpose} (process {os.getpid()}, since {since})\n".encode()[:_LONGEST]


def _holder(file: Path) -> str:
    try:
        with file.open("rb") as about:
            line = about.read(_LONGEST).decode(errors="replace").strip()
    except OSError:
        line = ""
    return line if line.isprintable() and line else "another process"
