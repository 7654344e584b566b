"""DynamoDB: what its client must not do."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from skill.store import PersonRecord, StoreError, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PUT = "DynamoDB_20120810.PutItem"


@contextmanager
def bad_line(url: str, swallow: Callable[[Callable[[], object]], object]) -> Iterator[str]:
    """A connection to ``url`` that breaks once, in the first save; ``swallow`` may pass that save on first."""
    server_url = parse_qs(urlsplit(url).query)["endpoint"][0]
    broken: list[bool] = []

    class Line(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Request(server_url, body, dict(self.headers))  # noqa: S310 - our own server
            if self.headers["X-Amz-Target"] == PUT and not broken:
                broken.append(True)
                swallow(lambda: urlopen(asked).read())  # noqa: S310
                self.close_connection = True
                return
            self._answer(asked)

        def _answer(self, asked: Request) -> None:
            from urllib.error import HTTPError

            try:
                answer = urlopen(asked)  # noqa: S310
            except HTTPError as refused:
                answer = refused
            with answer:
                said = answer.read()
                self.send_response(answer.status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as line:
        thread = threading.Thread(target=line.serve_forever)
        thread.start()
        try:
            yield url.replace(server_url, f"http://127.0.0.1:{line.server_address[1]}")
        finally:
            line.shutdown()
            thread.join()
    assert broken


def test_a_save_whose_response_was_lost_is_recognised(dynamo_url: str, person: str) -> None:
    with bad_line(dynamo_url, lambda pass_on: pass_on()) as url:
        store = open_store(url)
        assert store.save(person, {"turn": 1}, 0) is True
        assert store.load(person) == PersonRecord({"turn": 1}, 1)
        store.close()


@pytest.mark.slow
def test_the_same_save_by_another_is_not(dynamo_url: str, person: str) -> None:
    other = open_store(dynamo_url)

    def be_quicker(_: object) -> None:
        while other.load(person).version == 0:  # a busy machine may need more than one try
            with suppress(StoreError):
                other.save(person, {"turn": 1}, 0)

    with bad_line(dynamo_url, be_quicker) as url:
        store = open_store(url)
        assert store.save(person, {"turn": 1}, 0) is False
        store.close()
    other.close()
