"""Write a file completely or not at all, and do not touch one that is already right.

The bytes come in chunks and are never held together, so memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from content.store import write_atomically

Chunk = bytes | bytearray
BUFFER_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What is in a file now."""

    changed: bool
    """False: exactly these bytes were there before, and the file was not touched."""
    bytes: int
    sha256: str


def write_if_changed(path: Path, chunks: Callable[[], Iterable[Chunk]], size: int | None = None) -> WrittenFile:
    """Make ``path`` hold ``chunks()``, in a folder that is made if need be; raises ``WriteError``.

    ``chunks`` is called once more when a file there proves different, so it has to give the same bytes every time.
    ``size``, the count of those bytes if it is known, spares that: a file of another size is not read at all.
    """
    return _same(path, chunks, size) or _write(path, chunks)


def write_whole(path: Path, content: bytes) -> WrittenFile:
    """``write_if_changed`` for ``content`` that is in memory."""
    return write_if_changed(path, lambda: [content], len(content))


def write_made(path: Path, make: Callable[[Path], object]) -> WrittenFile:
    """Make ``path`` hold what ``make`` writes into a file of another name; for what cannot be made in chunks.

    It is called in any case; a file that is right already is not touched. Raises ``WriteError``.
    """
    with write_atomically(path) as draft:
        make(draft)
        sha256, size = digest_of(draft)
        is_same = digest_of(path) == (sha256, size)
        if is_same:
            draft.unlink()
    return WrittenFile(not is_same, size, sha256)


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file; an empty text and 0 if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError:
        return "", 0


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Text as the UTF-8 that ``write_if_changed`` takes."""
    return (line.encode(errors="replace") for line in lines)


def _same(path: Path, chunks: Callable[[], Iterable[Chunk]], size: int | None) -> WrittenFile | None:
    """The file ``path`` if it holds what ``chunks()`` gives; None if it does not, or cannot be read."""
    digest, count = sha256(), 0
    with suppress(OSError):
        if size is not None and path.stat().st_size != size:
            return None
        with path.open("rb", buffering=BUFFER_BYTES) as old:
            for chunk in chunks():
                if old.read(len(chunk)) != chunk:
                    return None
                digest.update(chunk)
                count += len(chunk)
            if not old.read(1):
                return WrittenFile(False, count, digest.hexdigest())
    return None


def _write(path: Path, chunks: Callable[[], Iterable[Chunk]]) -> WrittenFile:
    digest, count = sha256(), 0
    with write_atomically(path) as draft, draft.open("xb", buffering=BUFFER_BYTES) as new:
        for chunk in chunks():
            digest.update(chunk)
            count += len(chunk)
            new.write(chunk)
    return WrittenFile(True, count, digest.hexdigest())
