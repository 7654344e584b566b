"""The path of a session's audio on the web: its name with the beginning of its digest, never used for other audio.

``bridge.mp3`` is ``audio/bridge.1a2b3c4d.mp3``: a hard link, so that it takes no space. Players and feeds keep what
they once fetched from a URL, and some never check again.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from audio_builder.files import BUFFER_BYTES, write_if_changed
from content.store import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = "audio"
DIGITS = 8
_HASHED = re.compile(rf".+\.[0-9a-f]{{{DIGITS}}}\.\w+")


def address_of(file: str, sha256: str) -> str:
    """Where ``file`` of the catalog is found, relative to ``out``, with forward slashes."""
    name = PurePosixPath(file)
    return f"{FOLDER}/{name.stem}.{sha256[:DIGITS]}{name.suffix}"


def link_audio(out: Path, digests: Mapping[str, str]) -> None:
    """Give every file of ``digests`` (file -> SHA-256) its address, and take away those of earlier audio.

    Raises ``WriteError``.
    """
    wanted = {out / address_of(file, sha256): out / file for file, sha256 in digests.items()}
    for address, file in wanted.items():
        _link(address, file)
    for left in _hashed(out / FOLDER):
        if left not in wanted:
            left.unlink(missing_ok=True)


def _link(address: Path, file: Path) -> None:
    try:
        if address.exists() and address.samefile(file):
            return
        address.parent.mkdir(parents=True, exist_ok=True)
        draft = address.with_name(f".{os.urandom(8).hex()}.part")
        os.link(file, draft)
        draft.replace(address)  # where both were the same file already, the draft would stay
        draft.unlink(missing_ok=True)
    except FileExistsError as cause:
        raise WriteError(address, cause) from cause
    except OSError:  # a disk without links
        write_if_changed(address, lambda: _chunks(file), file.stat().st_size)


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while chunk := content.read(BUFFER_BYTES):
            yield chunk


def _hashed(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if _HASHED.fullmatch(path.name)) if folder.is_dir() else []
