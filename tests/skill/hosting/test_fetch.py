"""Fetching, from a real HTTPS server of this test."""

from __future__ import annotations

import ssl
import time
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization

from skill.errors import RefusedError
from skill.hosting.certificates import fetch, fetch_with, opener_for
from tests.skill.hosting.chains import TODAY, Leaf, intermediate, leaf, pem, root, rsa_key
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from urllib.request import OpenerDirector


class Answers(BaseHTTPRequestHandler):
    """The responses by path."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/good")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/missing" else 200)
        self.end_headers()
        size = {"/large": 65 * 1024, "/full": 64 * 1024}.get(self.path, 4)
        if self.path == "/slow":
            self._trickle()
        else:
            self.wfile.write(b"x" * size)

    def _trickle(self) -> None:
        with suppress(OSError):  # the reader disconnects, as it should
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)

    def log_message(self, *arguments: object) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    listening.socket = _server_context(tmp_path_factory.mktemp("tls")).wrap_socket(listening.socket, server_side=True)
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"https://localhost:{listening.server_port}"
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture(scope="module")
def opener() -> OpenerDirector:
    return opener_for(ssl.create_default_context(cadata=pem(root().certificate).decode()))


def _server_context(folder: Path) -> ssl.SSLContext:
    key = rsa_key("localhost")
    certificate = leaf(Leaf(names=["localhost"], key=key, begins=TODAY - timedelta(days=1)), intermediate())
    pkcs8 = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, pkcs8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(private + pem(certificate, intermediate().certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


@pytest.mark.parametrize(("path", "size"), [("/good", 4), ("/full", 64 * 1024)])
def test_what_is_there(path: str, size: int, server: str, opener: OpenerDirector) -> None:
    assert fetch_with(opener, server + path, timeout_s=PATIENCE_S) == b"x" * size


@pytest.mark.parametrize(
    ("path", "reason", "timeout_s"),
    [
        ("/missing", "the certificate is not where its URL says", PATIENCE_S),
        ("/moved", "the certificate is not where its URL says", PATIENCE_S),
        ("/large", "the certificate chain is too large", PATIENCE_S),
        pytest.param("/slow", "the certificate took too long to fetch", 5, marks=pytest.mark.slow),
    ],
)
def test_what_is_refused(path: str, reason: str, timeout_s: float, server: str, opener: OpenerDirector) -> None:
    with pytest.raises(RefusedError, match=reason):
        fetch_with(opener, server + path, timeout_s=timeout_s)


@pytest.mark.parametrize(
    "scheme", ["http://localhost:{port}/good", "file:///etc/hostname", "data:,x", "ftp://localhost/x"]
)
def test_nothing_but_https(scheme: str, server: str, opener: OpenerDirector) -> None:
    with pytest.raises(RefusedError, match="cannot be fetched"):
        fetch_with(opener, scheme.format(port=server.rpartition(":")[2]))


def test_a_server_with_an_untrusted_certificate(server: str) -> None:
    with pytest.raises(RefusedError, match="could not be fetched"):
        fetch(f"{server}/good")


def test_a_proxy_is_not_used(server: str, opener: OpenerDirector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    assert fetch_with(opener, f"{server}/good", timeout_s=PATIENCE_S) == b"xxxx"


def test_a_port_where_nothing_listens(opener: OpenerDirector) -> None:
    with pytest.raises(RefusedError, match="could not be fetched"):
        fetch_with(opener, "https://127.0.0.1:1/good")
