"""A folder that we write into: only what we made there is ever replaced or removed.

Its private folder ``.gentle-back`` has ``made``, a line with SHA-256 and path for every file, which is written before
the file takes its place; ``lock`` while somebody writes; and ``drafts``. A file is ours if ``made`` has its path with
the digest of what is in it: one of another hand, one that was changed since, and whatever a link leads to are not.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from content.errors import GentleBackError
from content.files import (
    Chunks,
    WriteError,
    WrittenFile,
    chunks_of,
    digest,
    digest_of,
    fill,
    read_bounded,
    replacing,
    unchanged,
)
from content.locks import Waiting, locked

PRIVATE = ".gentle-back"
HEAD = b"gentle-back made 1\n"
MOST_BYTES = 64_000_000
"""Of ``made``: some 600,000 files."""
_LINE = re.compile(rb"([0-9a-f]{64}) ([^\x00-\x1f\\]{1,1000})")
_DRAFT = re.compile(r"[0-9a-f]{16}\.part")
MOST_NAMED = 12
"""Of the files in the way, besides the first."""
NOT_OURS = "was not made by gentleback, or was changed since"


class ForeignFileError(GentleBackError):
    """Something is in the way that we did not make, or that was changed since."""

    exit_code = 2

    def __init__(self, path: Path, what: str = NOT_OURS, others: Sequence[str] = ()) -> None:
        self.path = path
        more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
        like = f", like {', '.join(others[:MOST_NAMED])}{more}" if others else ""
        super().__init__(f"{path} {what}{like}; move {'them' if others else 'it'} away, or choose another folder")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that is complete, but not yet in its place."""

    name: str
    draft: Path | None
    """None where it was right already."""
    written: WrittenFile
    """What is in it once it is published."""


@dataclass(slots=True)
class OutputFolder:
    """The folder ``root``, locked. Paths in it are relative, with forward slashes."""

    root: Path
    made: dict[str, set[str]]
    """What we put at each path, by SHA-256; more than one where a process was killed while it replaced a file."""
    journal: int
    """The descriptor of ``made``, to which lines are appended."""
    current: set[str] = field(default_factory=set)
    """What was written or found right since the folder was opened."""

    def write(self, name: str, chunks: Chunks, size: int | None = None) -> WrittenFile:
        """Make ``name`` hold ``chunks()``; ``size`` is the count of those bytes, if it is known.

        A file that is right already is not touched, and counts as ours. Raises ``ForeignFileError``, ``WriteError``.
        """
        return self.publish(self.prepare(name, chunks, size))

    def write_whole(self, name: str, content: bytes) -> WrittenFile:
        """``write`` for ``content`` that is in memory."""
        return self.write(name, lambda: [content], len(content))

    def make(self, name: str, make: Callable[[Path], object], place: Callable[[str], str] | None = None) -> WrittenFile:
        """Make ``name``, or the path that ``place`` has for its SHA-256, hold what ``make`` writes into a new file.

        Raises ``ForeignFileError``, ``WriteError``.
        """
        return self.publish(self._prepared(name, make, place))

    def prepare(self, name: str, chunks: Chunks, size: int | None = None) -> Prepared:
        """``write``, up to the moment when the file would take its place. Raises ``WriteError``."""
        if same := unchanged(self.root / name, chunks, size):
            return Prepared(name, None, same)
        return self._prepared(name, lambda draft: fill(draft, chunks))

    def publish(self, prepared: Prepared) -> WrittenFile:
        """Let the file take its place. Raises ``ForeignFileError``, ``WriteError``."""
        name = prepared.name
        try:
            if prepared.draft:
                self._put(prepared.draft, name, prepared.written.sha256)
            elif self._is_file(name):
                self._note(name, prepared.written.sha256)
                self.made[name] = {prepared.written.sha256}
        except OSError as cause:
            raise WriteError(self.root / name, cause) from cause
        self.current.add(name)
        return prepared.written

    def link(self, name: str, to: str, sha256: str) -> None:
        """Make ``name`` another name of ``to``, whose bytes have the digest ``sha256``, so that it takes no space.

        Where a disk has no links, it is a copy. Raises ``ForeignFileError``, ``WriteError``.
        """
        path, file = self.root / name, self.root / to

        def make(draft: Path) -> None:
            try:
                os.link(file, draft)
            except OSError:
                fill(draft, lambda: chunks_of(file))

        def place(found: str) -> str:
            if found != sha256:
                raise ForeignFileError(file)
            return name

        if not (path.exists() and path.samefile(file)) and digest_of(path)[0] != sha256:
            self.make(name, make, place)
        self.current.add(name)

    def adopt(self, name: str) -> None:
        """Take ``name`` as it is for ours, after its content has proved to be; it may then be replaced."""
        self._note(name, digest_of(self.root / name)[0])

    def is_ours(self, name: str) -> bool:
        """Whether ``name`` is there, and as we made it."""
        return self._is_file(name) and digest_of(self.root / name)[0] in self.made.get(name, ())

    def refuse_foreign(self, names: Iterable[str]) -> None:
        """Raises ``ForeignFileError`` if any of ``names`` is there and not ours."""
        self._refuse(name for name in names if os.path.lexists(self._guarded(name)) and not self.is_ours(name))

    def refuse_unlisted(self, names: Iterable[str]) -> None:
        """``refuse_foreign`` without reading files: one of ours that was changed is not found."""
        self._refuse(name for name in names if os.path.lexists(self._guarded(name)) and name not in self.made)

    def _refuse(self, foreign: Iterable[str]) -> None:
        names = list(dict.fromkeys(foreign))
        if names:
            raise ForeignFileError(self.root / names[0], others=names[1:])

    def remove(self, name: str) -> None:
        """Remove ``name`` if it is ours. What cannot be removed now stays ours, for the next time."""
        if self.is_ours(name):
            with suppress(OSError):  # another program has it open, on Windows
                (self.root / name).unlink()

    def remove_others(self, folder: str) -> None:
        """Remove what we made below ``folder`` before, and not since the folder was opened."""
        for name in [name for name in self.made if name.startswith(f"{folder}/") and name not in self.current]:
            self.remove(name)

    def foreign(self) -> Iterator[Path]:
        """Everything in the folder that is not ours; the caches of Python count as nothing."""
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root)
            if name.parts[0] == PRIVATE or "__pycache__" in name.parts:
                continue
            if path.is_symlink() or not (path.is_dir() or self.is_ours(name.as_posix())):
                yield path

    def _is_file(self, name: str) -> bool:
        """Whether ``name`` is a file of this folder, and no link."""
        try:
            return stat.S_ISREG(self._guarded(name).lstat().st_mode)
        except (OSError, ForeignFileError):
            return False

    def _guarded(self, name: str) -> Path:
        """The path of ``name``. Raises ``ForeignFileError`` where a link leads away on the way there."""
        path = self.root
        for part in PurePosixPath(name).parts[:-1]:
            path /= part
            if path.is_symlink():
                raise ForeignFileError(path, "is a link to another place")
        return self.root / name

    def _prepared(
        self, name: str, make: Callable[[Path], object], place: Callable[[str], str] | None = None
    ) -> Prepared:
        drafts = self.root / PRIVATE / "drafts"
        try:
            drafts.mkdir(exist_ok=True)
            draft = drafts / f"{os.urandom(8).hex()}.part"
            make(draft)
            sha256, size = digest(draft)
            name = place(sha256) if place else name
            if digest_of(self.root / name) != (sha256, size):
                return Prepared(name, draft, WrittenFile(True, size, sha256))
            draft.unlink()
            return Prepared(name, None, WrittenFile(False, size, sha256))
        except OSError as cause:
            raise WriteError(self.root / name, cause) from cause

    def _put(self, draft: Path, name: str, sha256: str) -> None:
        """Let ``draft`` take the place of ``name``."""
        path = self._guarded(name)
        if path.is_dir() and not path.is_symlink():
            raise IsADirectoryError(errno.EISDIR, "a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        self.refuse_foreign([name])
        self._note(name, sha256)
        draft.replace(path)
        self.made[name] = {sha256}

    def _note(self, name: str, sha256: str) -> None:
        if sha256 not in self.made.setdefault(name, set()):
            line = f"{sha256} {name}\n".encode()
            if os.write(self.journal, line) != len(line):
                raise OSError(errno.ENOSPC, "the disk is full")
            self.made[name].add(sha256)


@contextmanager
def open_output(root: Path, purpose: str, waiting: Waiting) -> Iterator[OutputFolder]:
    """The folder ``root``, made if need be, and locked for ``purpose``; ``waiting`` is called if that takes a while.

    Drafts of processes that were killed are removed. Raises ``ForeignFileError`` if the private folder is not ours,
    ``WriteError`` if there can be none.
    """
    private = root / PRIVATE
    with ExitStack() as stack:
        stack.callback(_remove_empty, [private] if root.exists() else [private, root])
        try:
            _lock(private, purpose, waiting, stack)
            made, journal = _opened(private / "made")
        except OSError as cause:
            raise WriteError(root, cause) from cause
        stack.callback(os.close, journal)
        _remove_drafts(private / "drafts")
        output = OutputFolder(root, made, journal)
        try:
            yield output
            _compact(output, private)
        finally:
            _remove_drafts(private / "drafts")
            if not any(output.made.values()):
                (private / "made").unlink(missing_ok=True)


def _lock(private: Path, purpose: str, waiting: Waiting, stack: ExitStack) -> None:
    while True:
        if private.is_symlink() or (private.exists() and not private.is_dir()):
            raise ForeignFileError(private, "is not a folder of gentleback's")
        private.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # who held it made nothing, and removed the folder
            stack.enter_context(locked(private.parent, private / "lock", purpose, waiting))
            return


def _opened(file: Path) -> tuple[dict[str, set[str]], int]:
    """What ``file`` says that we made, and its descriptor, to append to it."""
    try:
        old = b"" if not os.path.lexists(file) else read_bounded(file, MOST_BYTES)
    except OSError:
        old = None
    if old is None or file.is_symlink() or not (old.startswith(HEAD) or HEAD.startswith(old)):
        raise ForeignFileError(file)
    made: dict[str, set[str]] = {}
    for line in old[len(HEAD) :].split(b"\n"):
        if (found := _LINE.fullmatch(line)) and _is_inside(name := found[2].decode(errors="replace")):
            made.setdefault(name, set()).add(found[1].decode())
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    journal = os.open(file, flags | (0 if old.startswith(HEAD) else os.O_TRUNC), 0o644)
    if not old.startswith(HEAD):
        os.write(journal, HEAD)
    elif not old.endswith(b"\n"):  # killed within a line
        os.write(journal, b"\n")
    return made, journal


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and ":" not in name


def _compact(output: OutputFolder, private: Path) -> None:
    """Write ``made`` anew, with a line for each file that is there; if that fails, it says the same in more lines."""
    there = [name for name in sorted(output.made) if os.path.lexists(output.root / name)]
    lines = [f"{sha256} {name}\n".encode() for name in there for sha256 in sorted(output.made[name])]
    content = b"".join([HEAD, *lines])
    if there and not unchanged(private / "made", lambda: [content], len(content)):
        with suppress(WriteError), replacing(private / "made", private / "drafts") as draft:
            fill(draft, lambda: [content])
    output.made = {name: output.made[name] for name in there}


def _remove_drafts(drafts: Path) -> None:
    with suppress(OSError):
        if not drafts.is_symlink():
            for draft in drafts.iterdir():
                if _DRAFT.fullmatch(draft.name):
                    draft.unlink()
            drafts.rmdir()


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # there is something in it
            folder.rmdir()
