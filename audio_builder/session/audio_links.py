"""The path of a session's audio on the web: its name with the beginning of its digest, never used for other audio.

``bridge.mp3`` is ``audio/bridge.1a2b3c4d.mp3``: a hard link, so that it takes no space. Players and feeds keep what
they once fetched from a URL, and some never check again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from content.files import digest_of

if TYPE_CHECKING:
    from content.output import OutputFolder

FOLDER = "audio"
DIGITS = 8


def address_of(file: str, sha256: str) -> str:
    """The path of ``file`` of the catalog, relative to ``out``, with forward slashes."""
    name = PurePosixPath(file)
    return f"{FOLDER}/{name.stem}.{sha256[:DIGITS]}{name.suffix}"


def link_audio(out: OutputFolder, digests: Mapping[str, str]) -> None:
    """Give every file of ``digests`` (file -> the SHA-256 of its bytes) its address. Raises ``WriteError``."""
    for file, sha256 in digests.items():
        out.link(address_of(file, sha256), file, sha256)


def placed_at(out: OutputFolder, file: str) -> Callable[[str], str]:
    """The address for other bytes of ``file``, by their SHA-256; a name for what was changed in place is removed.

    Nothing is lost with it: ``file`` is another name of the same.
    """

    def place(sha256: str) -> str:
        address = address_of(file, sha256)
        _remove_twin(out, address, file)
        return address

    return place


def is_intact(out: OutputFolder, file: str, sha256: str) -> bool:
    """Whether ``file`` is there with the bytes that the catalog names; if not, it has no address any more."""
    if digest_of(out.root / file)[0] == sha256:
        return True
    _remove_twin(out, address_of(file, sha256), file)
    return False


def _remove_twin(out: OutputFolder, address: str, file: str) -> None:
    with suppress(OSError):
        if (out.root / address).samefile(out.root / file):
            (out.root / address).unlink()
