"""The one way to fetch anything: ``pieces``, which is bounded in bytes, time, schemes, hosts and redirects.

A server may be hostile, or another one than was meant. So time is limited for the whole transfer, not for each silence
in it; a redirect, which is refused unless it stays on its host, never leads away from https; and no answer is read that
is longer than it may be. Proxies are those of the environment, as for ``urllib.request``.
"""

from __future__ import annotations

import socket
import string
import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from threading import Event, Lock, Thread
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from audio_builder.errors import VoiceError

CHUNK_BYTES = 1 << 18
MOST_REDIRECTS = 5
REDIRECTED_TO = {
    "huggingface.co": ("huggingface.co", "hf.co"),
    "github.com": ("githubusercontent.com",),
}
"""A host that sends large files from others -> the domains of those. To them it may redirect, by https."""
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_SHOWN = 200
"""Characters of a URL or a server's words in an error."""


@dataclass(frozen=True, slots=True)
class Patience:
    """The limits of time for one request: ``base_s``, and another second for each ``bytes_a_second`` that arrive.

    They hold once there is a connection; to look up a name and to connect take as long as the system lets them.
    """

    base_s: float = 60.0
    bytes_a_second: int = 5_000
    silence_s: float = 30.0
    """The longest time without a byte."""


PATIENCE = Patience()
Pieces = Generator[tuple[int, bytes], None, None]
"""Parts of a file, each with its place in it."""


class CutOffError(VoiceError):
    """The connection ended before the file."""


def pieces(url: str, most_bytes: int, begin: int = 0, patience: Patience = PATIENCE) -> Pieces:
    """The file at ``url`` from the byte ``begin`` on, in pieces, each with its place in the file.

    A server that cannot continue begins anew, at 0. Raises ``VoiceError``, also for a file of more than ``most_bytes``,
    and ``CutOffError``.
    """
    if not url.startswith(("https://", "http://")):
        raise VoiceError(f"{_shown(url)} is not an address that begins with https:// or http://")
    with _Watch(patience) as watch:
        try:
            with closing(_answer(url, begin, watch)) as answer:
                at = begin if answer.status == HTTPStatus.PARTIAL_CONTENT else 0
                end = None if answer.length is None else at + answer.length
                if end is not None and end > most_bytes:
                    raise _too_long(url, most_bytes)
                while at != end and (piece := answer.read1(CHUNK_BYTES)):
                    watch.received(len(piece))
                    if at + len(piece) > most_bytes:
                        raise _too_long(url, most_bytes)
                    yield at, piece
                    at += len(piece)
                if at != end and (end is not None or watch.is_over):
                    raise IncompleteRead(b"")
        except (OSError, HTTPException, ValueError) as error:  # ValueError: urllib's, for what is not a URL
            if watch.is_over:
                raise _cannot_fetch(url, _slow(watch)) from error
            if isinstance(error, IncompleteRead):
                raise CutOffError(f"{_shown(url)} was cut off; try again") from error
            raise _cannot_fetch(url, _cause(error)) from error


def fetch_bytes(url: str, most_bytes: int, patience: Patience = PATIENCE) -> bytes:
    """The small file at ``url``. Raises ``VoiceError``, also where it has more than ``most_bytes``."""
    return b"".join(piece for _, piece in pieces(url, most_bytes, patience=patience))


def base_address(named: str | None, usual: Callable[[], str]) -> str:
    """The address of a mirror that somebody has ``named``, or else ``usual()``, which has to be https."""
    address = (named or "").rstrip("/") or usual().rstrip("/")
    if not named and not address.startswith("https://"):
        raise VoiceError(f"{_shown(address)} is not an address that begins with https://")
    return address


def _answer(url: str, begin: int, watch: _Watch) -> HTTPResponse:
    """The answer from ``url``, or from where it redirects. Raises ``VoiceError``, and what urllib raises.

    Redirects are followed here: urllib's own handler would read the whole body of each, however long it is.
    """
    opener, here = _opener(watch), url
    for _ in range(MOST_REDIRECTS + 1):
        request = Request(here, headers={"Range": f"bytes={begin}-"} if begin else {})  # noqa: S310 - the caller checks
        answer: HTTPResponse = opener.open(request, timeout=watch.patience.silence_s)
        if answer.status in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
            return answer
        answer.close()
        if answer.status not in REDIRECTS:
            raise _cannot_fetch(url, f"{answer.status} {answer.reason[:LONGEST_SHOWN]}".strip())
        location = quote(answer.headers.get("Location", ""), safe=string.punctuation, encoding="latin-1")
        before, here = here, urljoin(here, location)
        if not _may_redirect(url, before, here):
            raise VoiceError(f"{_shown(before)} redirects to {_shown(here)}, another host or scheme; not followed")
    raise VoiceError(f"{_shown(url)} redirects more than {MOST_REDIRECTS} times")


def _may_redirect(first: str, before: str, now: str) -> bool:
    """Whether ``before``, where the request for ``first`` has led, may lead to ``now``. Raises ``ValueError``."""
    old, new = urlsplit(before), urlsplit(now)
    host = new.hostname or ""
    if "@" in new.netloc or new.scheme not in ("https", old.scheme):
        return False
    domains = REDIRECTED_TO.get(urlsplit(first).hostname or "", ()) if old.scheme == "https" else ()
    return host == old.hostname or any(f".{host}".endswith(f".{domain}") for domain in domains)


def _cannot_fetch(url: str, cause: str) -> VoiceError:
    advice = "check the network and try again; what has arrived is kept"
    return VoiceError(f"cannot fetch {_shown(url)}: {cause}; {advice}")


def _cause(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    return str(reason)[:LONGEST_SHOWN] or type(error).__name__


def _slow(watch: _Watch) -> str:
    return f"it is too slow, {watch.bytes:,} bytes in {time.monotonic() - watch.began_s:.0f} seconds"


def _too_long(url: str, most_bytes: int) -> VoiceError:
    return VoiceError(f"{_shown(url)} is longer than the {most_bytes:,} bytes that it may have")


def _shown(url: str) -> str:
    return url if len(url) <= LONGEST_SHOWN else f"{url[:LONGEST_SHOWN]}..."


class _Watch:
    """Ends the connection when its time is over, whatever it is doing: TLS's handshake, headers, or the body."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self.began_s = time.monotonic()
        self.bytes = 0
        self.is_over = False
        self._socket: socket.socket | None = None
        self._lock, self._done = Lock(), Event()
        self._thread = Thread(target=self._wait, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        if self._socket:
            self._socket.close()

    def take(self, connected: socket.socket) -> None:
        """Watch this connection, in place of the last one. Raises ``TimeoutError`` if the time is over."""
        with self._lock:
            if self._socket:
                self._socket.close()
            self._socket = connected.dup()  # TLS takes the connection away from the object ``connected``
        if self.is_over:
            raise TimeoutError

    def received(self, count: int) -> None:
        self.bytes += count

    def _wait(self) -> None:
        while not self._done.wait(max(0.0, self._left_s)):
            with self._lock:
                self.is_over = self._left_s <= 0
                if self.is_over and self._socket:
                    with suppress(OSError):
                        self._socket.shutdown(socket.SHUT_RDWR)
            if self.is_over:
                return

    @property
    def _left_s(self) -> float:
        allowed_s = self.patience.base_s + self.bytes / self.patience.bytes_a_second
        return self.began_s + allowed_s - time.monotonic()


def _opener(watch: _Watch) -> OpenerDirector:
    """For http and https, through a proxy where the environment names one; without redirects, files or passwords."""

    class Connection(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watch.take(self.sock)

    class TlsConnection(HTTPSConnection, Connection):
        """Watched from before TLS's handshake on: ``HTTPSConnection`` connects through ``Connection``."""

    class Http(HTTPHandler):
        def http_open(self, request: Request) -> HTTPResponse:
            return self.do_open(Connection, request)

    class Https(HTTPSHandler):
        def https_open(self, request: Request) -> HTTPResponse:
            return self.do_open(TlsConnection, request)

    opener = OpenerDirector()
    for handler in (ProxyHandler(), UnknownHandler(), Http(), Https()):
        opener.add_handler(handler)
    return opener
