"""The application behind a real socket, on a thread of this process."""

from __future__ import annotations

import http.client
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING

from waitress.wasyncore import close_all

from skill.hosting.server import open_server
from tests.skill.hosting.envelopes import SETTINGS
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from wsgiref.types import WSGIApplication

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over HTTP."""

    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """An application that listens on a free port."""

    port: int

    def post(self, body: bytes, headers: Mapping[str, str], path: str = "/alexa") -> Reply:
        return self.ask("POST", path, body, {**JSON, **headers})

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, response.read().decode(), dict(response.getheaders()))
        finally:
            connection.close()


@contextmanager
def running(app: WSGIApplication) -> Iterator[Server]:
    """``app`` on waitress, as ``serve`` starts it, on any free port."""
    listening = open_server(app, replace(SETTINGS, port=0))
    thread = Thread(target=listening.run, daemon=True)
    thread.start()
    try:
        yield Server(listening.effective_port)
    finally:
        listening.task_dispatcher.shutdown()  # first, since a worker that still answers would use a closed trigger
        with suppress(OSError):  # another wake-up was quicker, and has closed it
            listening.trigger.pull_trigger(lambda: close_all(listening._map))  # on the server's own thread
        thread.join(PATIENCE_S)
