"""A server on this computer that sends whatever bytes a test wants, as slowly and as long as it wants; a proxy, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    import socket
    import ssl
    from types import TracebackType


class Asked(NamedTuple):
    url: str
    """With the host that the client names."""
    begin: int
    """Of the wanted range; 0 without one."""


Send = Callable[[bytes], None]
Script = Callable[[Asked, Send, Event], None]
"""Answers a request; the event is set when the server stops."""


def answer(body: bytes = b"", status: str = "200 OK", *headers: str) -> bytes:
    """A whole answer; without a Content-Length among the ``headers`` it has the right one."""
    if not any(header.startswith(("Content-Length", "Transfer-Encoding")) for header in headers):
        headers = (*headers, f"Content-Length: {len(body)}")
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode("latin-1") + body


def redirect(to: str) -> bytes:
    return answer(b"", "302 Found", f"Location: {to}")


def dripping(head: bytes, drop: bytes = b"x") -> Script:
    """``head`` at once, then ``drop`` again and again, byte after byte."""
    drops = [drop[at : at + 1] for at in range(max(1, len(drop)))]

    def script(_asked: Asked, send: Send, over: Event) -> None:
        send(head)
        for each in cycle(drops):
            if over.wait(0.02):
                return
            send(each)

    return script


def endless(head: bytes, piece: bytes) -> Script:
    """``head``, then ``piece`` after ``piece`` as quickly as they are taken."""

    def script(_asked: Asked, send: Send, over: Event) -> None:
        send(head)
        while not over.is_set():
            send(piece)

    return script


def always(whole: bytes) -> Script:
    return lambda _asked, send, _over: send(whole)


class ScriptedServer(ThreadingTCPServer):
    """``script`` answers each request. As a proxy, which clients ask for a tunnel, it is itself what is behind it."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None, *, is_proxy: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script, self.tls, self.is_proxy = script, tls, is_proxy
        self.asked: list[Asked] = []
        self.over = Event()
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}"

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """The client may have closed the connection: that is what is tested."""


class _Handler(BaseRequestHandler):
    def handle(self) -> None:
        server, connection = cast("ScriptedServer", self.server), cast("socket.socket", self.request)
        if server.is_proxy:
            _head(connection)
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        if server.tls:
            connection = server.tls.wrap_socket(connection, server_side=True)
        head = _head(connection)
        path, host = re.findall(r"^GET (\S+) .*^Host: (\S+)", head, re.MULTILINE | re.DOTALL)[0]
        begin = re.findall(r"^Range: bytes=(\d+)-", head, re.MULTILINE)
        asked = Asked(f"{'https' if server.tls else 'http'}://{host}{path}", int(begin[0]) if begin else 0)
        server.asked.append(asked)
        server.script(asked, connection.sendall, server.over)
        with suppress(OSError):
            connection.close()


def _head(connection: socket.socket) -> str:
    """What the client sends before its first blank line."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        received = connection.recv(1)
        if not received:
            raise ConnectionError
        head += received
    return head.decode("latin-1").replace("\r\n", "\n")
