"""Folders as values: what is in every file, copies that keep hard links, and what changed."""

from __future__ import annotations

import os
import shutil
import stat
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PRIVATE = ".gentle-back"
"""The folder in each output folder that is ours alone."""
DRAFTS = ".drafts"
"""That of the store."""
EMPTY = "an empty folder"
LOCK = ".lock"
"""Also of the store."""


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below ``folder`` by its path, without our private folder; of others what they are."""
    return {
        str(path.relative_to(folder)): _digest(path)
        for path in _below(folder)
        if path.relative_to(folder).parts[0] != PRIVATE
    }


def copy(source: Path, target: Path) -> None:
    """Make ``target`` a copy of the folder ``source``; what are two names of one file there are so in the copy."""
    remove(target)
    first: dict[int, str] = {}

    def copy_file(old: str, new: str) -> None:
        inode = Path(old).stat().st_ino
        if inode in first:
            os.link(first[inode], new)
        else:
            first[inode] = new
            shutil.copy2(old, new)

    if source.exists():
        shutil.copytree(source, target, symlinks=True, copy_function=copy_file)


def remove(path: Path) -> None:
    """Remove whatever is at ``path``."""
    if path.is_dir() and not path.is_symlink():
        path.chmod(0o755)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def size_of(*folders: Path) -> int:
    """Bytes of all files below ``folders``, each counted once whatever its names."""
    found = [path.lstat() for folder in folders for path in _below(folder)]
    return sum({each.st_ino: each.st_size for each in found if stat.S_ISREG(each.st_mode)}.values())


def snapshot(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything below ``folder``: kind and mode, time of change, and what is in it or where it leads to."""
    return {str(path.relative_to(folder)): _about(path) for path in _below(folder)}


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """What of ``before`` is gone or is not the same; new things do not count."""
    gone = [f"{path} was removed" for path in before if path not in after]
    return gone + [f"{path} was changed" for path, was in before.items() if path in after and after[path] != was]


def _below(folder: Path) -> Iterator[Path]:
    """All that are not real folders, and folders that are empty."""
    for root, folders, files in os.walk(folder):
        here = Path(root)
        yield from (here / name for name in files)
        yield from (here / name for name in folders if (here / name).is_symlink())
        if not folders and not files and here != folder:
            yield here


def _digest(path: Path) -> str:
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        return "a link" if stat.S_ISLNK(mode) else EMPTY if stat.S_ISDIR(mode) else "no regular file"
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _about(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        return mode, path.readlink()
    if stat.S_ISREG(mode):
        return mode, status.st_mtime_ns, sha256(path.read_bytes()).hexdigest()
    return (mode,)
