"""Where content comes from: compiled where it is fresh, or else read from folders of YAML, checked and compiled."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from content.model.compiled import COMPILED, OURS, compiled, read_compiled

if TYPE_CHECKING:
    from content.model.types import Content


def load(folder: Path | None = None, store: Path | None = None) -> Content:
    """Our content, and on top of it that of ``folder``.

    ``store`` is the folder of the store for compiled content (by default in the user's cache).
    Raises ``ContentError`` with every fault, ``NoContentError`` when ``folder`` is not there.
    """
    has_yaml = folder is not None or (OURS / "sources.yaml").exists()
    if not has_yaml and (content := read_compiled(COMPILED.read_bytes())):
        return content  # as on AWS Lambda, where nothing of what follows is there or changes
    from content.model.files import content_key, read_files
    from content.store import KeyedStore, KeyedStoreError, user_store

    files = read_files(folder)
    key = content_key(files)
    if folder is None and COMPILED.exists() and (content := read_compiled(COMPILED.read_bytes(), key)):
        return content
    kept = KeyedStore(store or user_store(), "content")
    if (data := kept.get(key)) and (content := read_compiled(data, key)):
        return content
    from content.model.assemble import assemble
    from content.model.faults import ContentError

    content, faults = assemble(files)
    if faults:
        raise ContentError(faults)
    with suppress(KeyedStoreError):  # where nothing can be kept, YAML is read again next time
        kept.put(key, compiled(content, key))
    return content
