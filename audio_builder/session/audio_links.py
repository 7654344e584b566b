"""The path of a session's audio on the web: its name with the beginning of its digest, never used for other audio.

``bridge.mp3`` is ``audio/bridge.1a2b3c4d.mp3``: a hard link, so that it takes no space. Players and feeds keep what
they once fetched from a URL, and some never check again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from audio_builder.files import BUFFER_BYTES, write_if_changed
from content.store import WriteError, write_atomically

FOLDER = "audio"
DIGITS = 8
_HASHED = re.compile(rf".+\.[0-9a-f]{{{DIGITS}}}\.\w+")


def address_of(file: str, sha256: str) -> str:
    """The path of ``file`` of the catalog, relative to ``out``, with forward slashes."""
    name = PurePosixPath(file)
    return f"{FOLDER}/{name.stem}.{sha256[:DIGITS]}{name.suffix}"


def link_audio(out: Path, digests: Mapping[str, str]) -> None:
    """Link every file of ``digests`` (file -> SHA-256), and remove links of earlier audio. Raises ``WriteError``."""
    wanted = {out / address_of(file, sha256): out / file for file, sha256 in digests.items()}
    for link, file in wanted.items():
        if not (link.exists() and link.samefile(file)):
            _link(link, file)
    for link in (out / FOLDER).glob("*"):
        if _HASHED.fullmatch(link.name) and link not in wanted:
            link.unlink(missing_ok=True)


def _link(link: Path, file: Path) -> None:
    try:
        with write_atomically(link) as draft:
            os.link(file, draft)
    except WriteError as error:
        if isinstance(error.cause, FileExistsError):
            raise
        write_if_changed(link, lambda: _chunks(file), file.stat().st_size)  # a disk without links


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while chunk := content.read(BUFFER_BYTES):
            yield chunk
