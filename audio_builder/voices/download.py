"""Add a voice: fetch its files so that the download may be interrupted at any time.

A file is fetched into a part beside it, which the next attempt continues. The part takes the file's name only when its
size and hash are right. Every byte is written at its own place, so two processes may fetch the same file at once.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audio_builder.errors import VoiceError
from content.files import WriteError, write_whole

FetchProgress = Callable[[str, int, int], None]
"""Called with a file's name, the count of bytes that are there, and of all."""
TIMEOUT_S = 30
CHUNK_BYTES = 1 << 18
LARGEST_BYTES = 20_000_000
"""Of what is fetched into memory."""
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
        try:
            if file.stat().st_size != self.bytes:
                return False
            with file.open("rb") as content:
                digest = hashlib.file_digest(content, lambda: hashlib.new(self.algorithm, usedforsecurity=False))
        except OSError:
            return False
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


def fetch_bytes(url: str) -> bytes:
    """The small file at ``url``. Raises ``VoiceError``."""
    with _opened(url, 0) as answer:
        return bytes(answer.read(LARGEST_BYTES))


def fetch(remote: RemoteFile, file: Path, progress: FetchProgress) -> None:
    """Make ``file`` hold ``remote``. Raises ``VoiceError``, and ``WriteError``; a next attempt continues this one."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        if part.stat().st_size >= remote.bytes and not remote.is_in(part):
            part.write_bytes(b"")  # it cannot become right any more
        for _ in range(ATTEMPTS):
            if (begin := part.stat().st_size) >= remote.bytes:
                break
            with _opened(remote.url, begin) as answer, part.open("r+b") as draft:
                at = begin if answer.status == http.HTTPStatus.PARTIAL_CONTENT else 0  # some servers begin anew
                draft.seek(at)
                while at < remote.bytes and (chunk := answer.read(min(CHUNK_BYTES, remote.bytes - at))):
                    draft.write(chunk)
                    at += len(chunk)
                    progress(file.name, at, remote.bytes)
        if (done := part.stat().st_size) < remote.bytes:
            size = f"{done} of {remote.bytes} bytes"
            raise VoiceError(f"{remote.url} was cut off after {size}; try again to continue from there")
        if not remote.is_in(part):
            part.unlink()
            raise VoiceError(f"{remote.url} does not have the hash that the index of voices gives; try again later")
        part.replace(file)
    except OSError as cause:
        if not remote.is_in(file):  # another process that fetches the same may have been quicker
            raise WriteError(file, cause) from cause


@contextmanager
def _opened(url: str, begin: int) -> Iterator[http.client.HTTPResponse]:
    """The answer from ``url``, from the byte ``begin`` on; whatever goes wrong inside becomes a ``VoiceError``."""
    if not url.startswith(("https://", "http://")):
        raise VoiceError(f"{url} is not an address that begins with https:// or http://")
    request = urllib.request.Request(url, headers={"Range": f"bytes={begin}-"} if begin else {})  # noqa: S310 - see above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            yield answer
    except (urllib.error.URLError, TimeoutError, ConnectionError, ssl.SSLError, http.client.HTTPException) as error:
        cause = str(error.reason if isinstance(error, urllib.error.URLError) else error) or type(error).__name__
        if isinstance(error, urllib.error.HTTPError):
            error.close()
            cause = f"{error.code} {error.reason}"
        advice = "check the network and try again; what has arrived is kept"
        raise VoiceError(f"cannot fetch {url}: {cause}; {advice}") from error
