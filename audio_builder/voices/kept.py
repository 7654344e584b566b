"""What is dear to find out about a voice, found out once: a line of text in the user's cache."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from content.store import WriteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHUNK_BYTES = 1 << 20


def kept(question: str, find_out: Callable[[], str]) -> str:
    """``find_out()``, or what it answered to ``question`` before. A cache that cannot be written is no fault."""
    from platformdirs import user_cache_path

    from audio_builder.files import write_if_changed

    name = sha256(question.encode(errors="surrogateescape")).hexdigest()
    file = user_cache_path("gentle-back", appauthor=False) / "voices" / f"{name}.txt"
    with suppress(OSError, UnicodeDecodeError):
        return file.read_text(encoding="utf-8")
    answer = find_out()
    with suppress(WriteError):
        write_if_changed(file, lambda: [answer.encode()])
    return answer


def digest_of(file: Path) -> str:
    """The SHA-256 of ``file``, read once for each of its states."""
    about = file.stat()
    return kept(f"sha256 of {file.resolve()}, {about.st_size}, {about.st_mtime_ns}", lambda: _read_digest(file))


def _read_digest(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
