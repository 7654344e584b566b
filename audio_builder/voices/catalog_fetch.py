"""Fetch a large file so that it is safe to interrupt: into a part beside it, which the next attempt goes on with.

The part takes the file's name only when its size and hash are right. Every byte is written at its own place, so two
that fetch the same file at once do each other no harm.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from content.store import WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Progress = Callable[[int], None]
    """Called with the count of bytes that are there."""

PATIENCE_S = 30
CHUNK_BYTES = 1 << 18
LARGEST_BYTES = 20_000_000
"""Of what is fetched into memory."""
ATTEMPTS = 3
"""For a file whose transfer is cut off, each going on where the last one ended."""


@dataclass(frozen=True, slots=True)
class Wanted:
    url: str
    bytes: int
    digest: str
    """In hexadecimal."""
    algorithm: str = "md5"
    """As ``hashlib`` names it; Piper's index has MD5."""


def fetch_bytes(url: str) -> bytes:
    """The small file at ``url``. Raises ``VoiceError``."""
    with _opened(url, 0) as answer:
        return bytes(answer.read(LARGEST_BYTES))


def is_right(file: Path, wanted: Wanted) -> bool:
    """Whether ``file`` is there, as the index wants it."""
    try:
        return file.stat().st_size == wanted.bytes and _digest(file, wanted.algorithm) == wanted.digest
    except OSError:
        return False


def fetch(wanted: Wanted, file: Path, progress: Progress) -> None:
    """Make ``file`` hold what is ``wanted``. Raises ``VoiceError``; what has come by then is gone on with next time."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        if part.stat().st_size >= wanted.bytes and not is_right(part, wanted):
            part.write_bytes(b"")  # it cannot become right any more
        for _ in range(ATTEMPTS):
            if part.stat().st_size < wanted.bytes:
                _go_on(wanted, part, progress)
        _check(wanted, part)
        part.replace(file)
    except OSError as cause:
        if not is_right(file, wanted):  # another fetch of the same may have been quicker
            raise WriteError(file, cause) from cause


def _go_on(wanted: Wanted, part: Path, progress: Progress) -> None:
    begin = part.stat().st_size
    with _opened(wanted.url, begin) as answer, part.open("r+b") as file:
        at = begin if answer.status == http.HTTPStatus.PARTIAL_CONTENT else 0  # some servers begin anew
        file.seek(at)
        while at < wanted.bytes and (chunk := answer.read(min(CHUNK_BYTES, wanted.bytes - at))):
            file.write(chunk)
            at += len(chunk)
            progress(at)


def _check(wanted: Wanted, part: Path) -> None:
    there = part.stat().st_size
    if there < wanted.bytes:
        size = f"{there} of {wanted.bytes} bytes"
        raise VoiceError(f"{wanted.url} was cut off after {size}; ask again, and it goes on from there")
    if not is_right(part, wanted):
        part.unlink()
        raise VoiceError(f"{wanted.url} is not what the index of voices says it is (another hash); ask again later")


@contextmanager
def _opened(url: str, begin: int) -> Iterator[http.client.HTTPResponse]:
    """The answer from ``url``, from the byte ``begin`` on; whatever goes wrong inside becomes a ``VoiceError``."""
    if not url.startswith(("https://", "http://")):
        raise VoiceError(f"{url} is not an address that begins with https:// or http://")
    asked = urllib.request.Request(url, headers={"Range": f"bytes={begin}-"} if begin else {})  # noqa: S310 - see above
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310
            yield answer
    except urllib.error.HTTPError as error:
        error.close()
        raise _failed(url, f"{error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise _failed(url, str(error.reason)) from error
    except (TimeoutError, ConnectionError, ssl.SSLError, http.client.HTTPException) as error:
        raise _failed(url, str(error) or type(error).__name__) from error


def _failed(url: str, cause: str) -> VoiceError:
    return VoiceError(f"cannot fetch {url}: {cause}; look at the network and ask again, what has come is kept")


def _digest(file: Path, algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with file.open("rb") as content:
        while chunk := content.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
