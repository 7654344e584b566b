"""Let the n-th call of the operating system fail that concerns a file below some folders.

As SQLite's tests do (https://sqlite.org/testing.html, "I/O Error Testing" and "Crash Testing"): a fault at the first
call, at the second, and so on, until a run comes to its end without one. An error comes once, or, as on a full disk,
again from then on; a kill comes before the call, or when half of what it writes is written.

It is for a fork that ends soon: what it replaces stays replaced. The files and the code that writes them are real.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

SPACE = ("create", "write", "mkdir", "link", "symlink")
"""What needs space on the disk."""
CHANGES = (*SPACE, "replace", "rename", "unlink", "remove", "rmdir", "truncate", "sync", "utime", "chmod")
READS = ("open", "read", "list")
_AT_PATHS = {name: name for name in ("mkdir", "unlink", "remove", "rmdir", "truncate", "utime", "chmod")}
_AT_PATHS |= {"replace": "replace", "rename": "rename", "link": "link", "symlink": "symlink"}
_AT_PATHS |= {"scandir": "list", "listdir": "list"}
_AT_FILES = {"read": "read", "pread": "read", "readv": "read", "sendfile": "write", "copy_file_range": "write"}
_AT_FILES |= {"write": "write", "pwrite": "write", "fsync": "sync", "fdatasync": "sync", "ftruncate": "truncate"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    calls: tuple[str, ...]
    """The kinds of calls that it comes at."""
    error: int = 0
    """An ``errno``; 0: the process is killed."""
    stays: bool = False
    """It comes at every later call, too."""


FAULTS = (
    Fault("full disk", SPACE, errno.ENOSPC, stays=True),
    Fault("input/output error", (*CHANGES, *READS), errno.EIO),
    Fault("kill", CHANGES),
)


@dataclass(slots=True)
class Injector:
    """Lets ``fault`` come at the call with the number ``at``, counted from 0, below ``folders``."""

    folders: Sequence[Path]
    fault: Fault
    at: int
    told: Path
    """A file outside that says afterwards where it came; where it did not come, there is how often it might have."""
    count: int = field(default=0, init=False)
    _has_come: bool = field(default=False, init=False)

    def install(self) -> None:
        """Replace what Python calls the operating system with. Only for a process that ends soon."""
        self.folders = [folder.resolve() for folder in self.folders]
        for name, kind in _AT_PATHS.items():
            self._wrap(name, partial(self._by_path, kind))
        for name, kind in _AT_FILES.items():
            if hasattr(os, name):
                self._wrap(name, partial(self._by_descriptor, kind, getattr(os, name)))
        self._wrap("open", self._by_open)
        io.open = builtins.open = self._opener(io.open)

    def finish(self) -> None:
        """Say how often it might have come."""
        if not self._has_come:
            self._tell(str(self.count))

    def reached(self, kind: str, path: str, half: Callable[[], object] = lambda: None) -> None:
        """A call of ``kind`` is about to be made; ``half`` does the first half of it."""
        if kind not in self.fault.calls:
            return
        is_due = self.count == self.at or (self._has_come and self.fault.stays)
        self.count += 1
        if not is_due:
            return
        if not self._has_come:
            self._has_come = True
            self._tell(f"{kind} {path}")
            half()
        if not self.fault.error:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.fault.error, os.strerror(self.fault.error), path)

    def below(self, file: Any, folder: int | None = None) -> str:
        """The path of ``file`` (a path or a descriptor) if it is below our folders, else an empty text."""
        try:
            if isinstance(file, int):
                path = os.readlink(f"/proc/self/fd/{file}")  # noqa: PTH115 - of a descriptor
            else:
                start = os.readlink(f"/proc/self/fd/{folder}") if folder is not None else os.getcwd()  # noqa: PTH109, PTH115
                path = os.path.normpath(os.path.join(start, os.fsdecode(file)))  # noqa: PTH118
        except (OSError, TypeError):
            return ""
        return path if any(path == str(each) or path.startswith(f"{each}/") for each in self.folders) else ""

    def _wrap(self, name: str, check: Callable[..., None]) -> None:
        real = getattr(os, name)

        def counted(*words: Any, **more: Any) -> Any:
            check(*words, **more)
            return real(*words, **more)

        setattr(os, name, counted)

    def _by_path(self, kind: str, first: Any = ".", *words: Any, **more: Any) -> None:
        ends = [self.below(first, more.get("dir_fd", more.get("src_dir_fd")))]
        if kind in ("replace", "rename", "link", "symlink"):
            ends.append(self.below(words[0], more.get("dst_dir_fd", more.get("dir_fd"))))
        if path := next(filter(None, reversed(ends)), ""):
            self.reached(kind, path)

    def _by_descriptor(self, kind: str, real: Callable[..., Any], file: int, *words: Any, **_: Any) -> None:
        if path := self.below(file):
            is_plain = kind == "write" and words and isinstance(words[0], bytes | bytearray | memoryview)
            half = (lambda: real(file, words[0][: len(words[0]) // 2], *words[1:])) if is_plain else lambda: None
            self.reached(kind, path, half)

    def _by_open(self, path: Any, flags: int, *_: Any, **more: Any) -> None:
        if found := self.below(path, more.get("dir_fd")):
            self.reached("create" if flags & _WRITES else "open", found)

    def _opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        injector = self

        class CountedFile(io.FileIO):
            def readinto(self, buffer: Any) -> Any:
                injector.reached("read", self.path)
                return super().readinto(buffer)

            def readall(self) -> bytes:
                injector.reached("read", self.path)
                return super().readall()

            def read(self, size: int | None = -1) -> Any:
                injector.reached("read", self.path)
                return super().read(-1 if size is None else size)

            def write(self, data: Any) -> Any:
                injector.reached("write", self.path, lambda: super(CountedFile, self).write(data[: len(data) // 2]))
                return super().write(data)

            def truncate(self, size: int | None = None) -> int:
                injector.reached("truncate", self.path)
                return super().truncate(size)

            path = ""

        def counted_open(file: Any, mode: str = "r", buffering: int = -1, *words: Any, **more: Any) -> Any:
            path = injector.below(file)
            if not path:
                return real(file, mode, buffering, *words, **more)
            named = dict(zip(("encoding", "errors", "newline", "closefd", "opener"), words, strict=False)) | more
            writes = bool(set(mode) & set("wax+"))
            if not isinstance(file, int):
                injector.reached("create" if writes else "open", path)
            bare = mode.replace("b", "").replace("t", "")
            raw = CountedFile(file, bare, named.get("closefd", True), named.get("opener"))
            raw.path = path
            if buffering == 0:
                return raw
            buffer: Any = io.BufferedReader
            if writes:
                buffer = io.BufferedRandom if "+" in mode else io.BufferedWriter
            whole = buffer(raw, buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE)
            if "b" in mode:
                return whole
            encoding = named.get("encoding") or "utf-8"
            return io.TextIOWrapper(whole, encoding, named.get("errors"), named.get("newline"))

        return counted_open

    def _tell(self, text: str) -> None:
        file = os.open(self.told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(file, text.encode(errors="replace"))
        os.close(file)
