"""The simplest server that serves the page: content types, ranges, compressed text, the page's policy.

It can be stopped and started again at the same port, and it can simulate a slow connection.
"""

from __future__ import annotations

import gzip
import re
import threading
import time
from contextlib import suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from audio_builder.serving.security import policy

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".png": "image/png",
    ".mp3": "audio/mpeg",
}
COMPRESSED = (".html", ".js", ".webmanifest", ".txt", ".vtt")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_PIECE_BYTES = 4_096


class Line:
    """The latency and rate of the connection, shared by all requests; 0 without a limit."""

    def __init__(self, latency_s: float = 0, bytes_per_s: float = 0) -> None:
        self.latency_s, self.bytes_per_s = latency_s, bytes_per_s
        self.sent = 0
        """Bytes of all bodies."""
        self._free_at_s = 0.0
        self._lock = threading.Lock()

    def carry(self, count: int) -> None:
        """Wait until ``count`` more bytes are sent."""
        with self._lock:
            self.sent += count
            if not self.bytes_per_s:
                return
            self._free_at_s = max(time.monotonic(), self._free_at_s) + count / self.bytes_per_s
            until_s = self._free_at_s
        time.sleep(max(0.0, until_s - time.monotonic()))


class Server:
    """Serves ``root`` on a free port of 127.0.0.1."""

    def __init__(self, root: Path, line: Line | None = None) -> None:
        self.root, self.line = root, line or Line()
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    def start(self) -> None:
        handler = type("Handler", (_Handler,), {"server_of_files": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._http.daemon_threads = True
        self._port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """From now on, connections are refused."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of_files: ClassVar[Server]

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser closes connections when it seeks
            super().handle()

    def do_GET(self) -> None:
        server = self.server_of_files
        path = unquote(self.path.split("?")[0])
        time.sleep(server.line.latency_s)
        file = server.root / (path.lstrip("/") or "index.html")
        if ".." in path or not file.is_file() or file.suffix not in TYPES:
            self._answer(404, b"", {})
        elif file.suffix in COMPRESSED:
            body = _compressed(file, file.stat().st_mtime_ns)
            headers = {"Content-Encoding": "gzip", "Content-Type": TYPES[file.suffix], "Cache-Control": "no-cache"}
            if file.suffix == ".html":
                headers["Content-Security-Policy"] = policy(file.read_text(encoding="utf-8"))
            self._answer(200, body, headers)
        else:
            self._answer_part(file)

    def _answer_part(self, file: Path) -> None:
        whole = file.read_bytes()
        headers = {"Content-Type": TYPES[file.suffix], "Accept-Ranges": "bytes", "Cache-Control": "no-cache"}
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        if asked is None:
            return self._answer(200, whole, headers)
        first = int(asked[1])
        last = min(int(asked[2]) if asked[2] else len(whole) - 1, len(whole) - 1)
        headers["Content-Range"] = f"bytes {first}-{last}/{len(whole)}"
        return self._answer(206, whole[first : last + 1], headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        line = self.server_of_files.line
        step = _PIECE_BYTES if line.bytes_per_s else 1 << 20
        for start in range(0, len(body), step):
            piece = body[start : start + step]
            line.carry(len(piece))
            self.wfile.write(piece)

    def log_message(self, *_: object) -> None:
        pass


@cache
def _compressed(file: Path, _changed_ns: int) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)
