"""A small folder of sessions, and a plain HTTP client for it."""

from __future__ import annotations

import http.client
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.serving.site import Site
from tests.skill.hosting.server import running
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

AUDIO = bytes(range(256)) * 400
HASHED = "audio/bridge.1a2b3c4d.mp3"
PAGE = '<!doctype html><html lang="en"><style>p{margin:0}</style><p>Hello</p><script>"use strict"</script>' * 20
FILES = {
    "catalog.json": b'{"schema_version":1}',
    "index.html": PAGE.encode(),
    "sw.js": b"self.x = 1\n" * 50,
    "manifest.webmanifest": b"{}",
    "player/player.css": b"p{}",
    "bridge.mp3": AUDIO,
    "bridge.vtt": b"WEBVTT\n",
    "bridge.m4b": b"m4b",
    "bridge.opus": b"OggS",
    "sessions.m3u8": b"#EXTM3U\n",
    "feed.xml": b"<rss/>",
    "feed/bridge.chapters.json": b"{}",
    "feed/artwork.png": b"\x89PNG",
    "gentle-back.zip": b"PK",
    HASHED: AUDIO,
    "player/bridge.1a2b3c4d.js": b"gentleBack()",
    "feed/figures/bridge.1a2b3c4d.png": b"\x89PNG",
    ".hidden.json": b"secret",
    ".0123456789abcdef.part": b"secret",
    ".git/config.json": b"secret",
    "notes.py": b"secret",
    "no-ending": b"secret",
}


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes
    headers: Message
    """Case-insensitive."""


@dataclass(frozen=True, slots=True)
class Client:
    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Response:
        """Send a request with ``headers``, whose names have _ in place of -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Response(response.status, response.read(), response.headers)
        finally:
            connection.close()


def write_files(out: Path) -> None:
    for name, content in FILES.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)


@contextmanager
def served(out: Path) -> Iterator[Client]:
    """``out`` on the web server of the command ``serve``."""
    with running(Site(out)) as server:
        yield Client(server.port)
