"""Facts about a voice that are expensive to compute, such as its gain: computed once, then kept in the user's store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from content.files import open_regular


def computed_once(question: str, compute: Callable[[], str]) -> str:
    """``compute()``, or what it returned for ``question`` before. A store that cannot be written is not an error."""
    from content.store import KeyedStore, KeyedStoreError, key_of, user_store

    store, key = KeyedStore(user_store(), "voice"), key_of(question)
    if (kept := store.get(key)) is not None:
        return kept.decode()
    answer = compute()
    with suppress(KeyedStoreError):
        store.put(key, answer.encode())
    return answer


def model_digest(file: Path) -> str:
    """The SHA-256 of ``file``, computed once for each of its states."""

    def digest() -> str:
        with open_regular(file) as content:
            return file_digest(content, "sha256").hexdigest()

    status = file.stat()
    return computed_once(f"sha256 of {file.resolve()}, {status.st_size}, {status.st_mtime_ns}", digest)
