"""Add a voice: fetch its files so that the download may be interrupted at any time.

A file is fetched into a part beside it, which the next attempt continues. The part takes the file's name only when its
size and hash are right. Every byte is written at its own place, so two processes may fetch the same file at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.fetching import PATIENCE, CutOffError, Patience, pieces
from content.files import WriteError, open_part, open_regular, write_whole

if TYPE_CHECKING:
    from io import BufferedRandom, FileIO

FetchProgress = Callable[[str, int, int], None]
"""Called with a file's name, the count of bytes that are there, and of all."""
ATTEMPTS = 3
"""For a file whose transfer is cut off, each continuing where the last one ended."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    url: str
    bytes: int
    digest: str
    """In hexadecimal."""
    algorithm: str = "md5"
    """As ``hashlib`` names it; Piper's index has MD5."""

    def is_in(self, file: Path) -> bool:
        """Whether ``file`` holds it already."""
        with suppress(OSError), open_regular(file) as content:
            return self.is_content_of(content)
        return False

    def is_content_of(self, file: FileIO | BufferedRandom) -> bool:
        """Raises ``OSError``."""
        if _size(file) != self.bytes:
            return False
        file.seek(0)
        digest = hashlib.file_digest(file, lambda: hashlib.new(self.algorithm, usedforsecurity=False))
        return digest.hexdigest() == self.digest


@dataclass(frozen=True, slots=True)
class VoiceOffer:
    """A voice that can be added."""

    spec: str
    """As ``--voice`` takes it."""
    licence: str
    files: tuple[tuple[RemoteFile, Path], ...] = ()
    """What is fetched, and where to, in order; a voice is installed once the last of them is. Empty for one that is
    in a package."""
    card: tuple[Path, str] | None = None
    """A text that names the licence, and where it is kept."""


def add(voice: VoiceOffer, progress: FetchProgress) -> bool:
    """Fetch the files of ``voice`` that are missing or wrong; False when all were right. Raises ``VoiceError``."""
    wrong = [(remote, file) for remote, file in voice.files if not remote.is_in(file)]
    for remote, file in wrong:
        fetch(remote, file, progress)
    if voice.card:
        file, text = voice.card
        write_whole(file, text.encode())
    return bool(wrong)


def fetch(remote: RemoteFile, file: Path, progress: FetchProgress, patience: Patience = PATIENCE) -> None:
    """Make ``file`` hold ``remote``. Raises ``VoiceError``, and ``WriteError``; a next attempt continues this one."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = open_part(part)
    except OSError as cause:
        raise WriteError(part, cause) from cause
    try:
        with draft:
            _fill(draft, remote, lambda count: progress(file.name, count, remote.bytes), patience)
            is_right = remote.is_content_of(draft)
        if not is_right:
            part.unlink()
            raise VoiceError(f"{remote.url} does not have the hash that the index of voices gives; try again later")
        part.replace(file)
    except OSError as cause:
        if not remote.is_in(file):  # another process that fetches the same may have been quicker
            raise WriteError(file, cause) from cause


def _fill(draft: BufferedRandom, remote: RemoteFile, progress: Callable[[int], None], patience: Patience) -> None:
    """Continue ``draft`` to the size of ``remote``. Raises ``VoiceError`` and ``OSError``."""
    if _size(draft) >= remote.bytes and not remote.is_content_of(draft):
        draft.truncate(0)  # it cannot become right any more
    for _ in range(ATTEMPTS):
        if (begin := _size(draft)) >= remote.bytes:
            return
        with suppress(CutOffError), closing(pieces(remote.url, remote.bytes, begin, patience)) as found:
            for at, piece in found:
                draft.seek(at)
                draft.write(piece)
                progress(at + len(piece))
            break  # there is no more of it
    if (done := _size(draft)) < remote.bytes:
        size = f"{done} of {remote.bytes} bytes"
        raise VoiceError(f"{remote.url} was cut off after {size}; try again to continue from there")


def _size(file: FileIO | BufferedRandom) -> int:
    return file.seek(0, os.SEEK_END)
