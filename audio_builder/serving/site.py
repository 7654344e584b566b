"""The WSGI application: GET and HEAD for the files of one folder."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from werkzeug.wrappers import Request, Response

from audio_builder.feed.site import FIGURES
from audio_builder.serving.file_response import OpenFile, refusal, respond
from audio_builder.serving.files import FileType, find
from audio_builder.serving.security import HEADERS, policy
from audio_builder.session.audio_links import DIGITS, FOLDER

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


HEALTH = "/healthz"
METHODS = ("GET", "HEAD")
MAX_TEXT = 4 * 1024 * 1024
"""Bytes of a text that is read whole; a larger one is sent uncompressed, piece by piece."""
MAX_CACHED = 16 * 1024 * 1024
"""Bytes of compressed texts."""

_CONTENT_ADDRESSED = re.compile(rf"/({FOLDER}|player|{FIGURES})/[^/]+\.[0-9a-f]{{{DIGITS}}}\.\w+")
"""Paths with a digest of the content in them: sessions, their cues, figures of chapters."""
_DEFAULTS = {**HEADERS, "Cache-Control": "no-cache", "Content-Security-Policy": policy()}


@dataclass(frozen=True, slots=True)
class CompressedText:
    tag: str
    """Of the file that it was read from."""
    gzipped: bytes
    policy: str
    """The Content-Security-Policy for it."""


class Site:
    """Serves the folder ``root`` as it is at the moment of each request."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[Path, CompressedText] = {}
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        response = self._respond(Request(environ))
        for name, value in _DEFAULTS.items():
            response.headers.setdefault(name, value)
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        if request.method not in METHODS:
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": ", ".join(METHODS)})
        path_info = request.environ.get("PATH_INFO", "")
        if path_info == HEALTH:
            return Response('{"status":"ok"}\n', content_type="application/json")
        found = find(self._root, path_info)
        if found is None:
            return refusal(HTTPStatus.NOT_FOUND)
        try:
            response = respond(request, self._opened(request, *found))
        except OSError:  # removed a moment ago, or not readable
            return refusal(HTTPStatus.NOT_FOUND)
        if response.status_code < HTTPStatus.BAD_REQUEST and _CONTENT_ADDRESSED.fullmatch(path_info):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    def _opened(self, request: Request, file: Path, kind: FileType) -> OpenFile:
        """``file``, compressed if that helps and the client accepts it. Raises ``OSError``."""
        stream: BinaryIO = file.open("rb")
        status = os.fstat(stream.fileno())
        size, tag = status.st_size, f"{status.st_mtime_ns:x}-{status.st_ino:x}-{status.st_size:x}"
        headers = {"Content-Type": kind.content_type, "Cross-Origin-Resource-Policy": "same-origin"}
        if kind.is_shared:
            headers |= {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
        if not kind.is_text or size > MAX_TEXT:
            return OpenFile(stream, size, tag, headers)
        text = self._text(file, tag, stream)
        headers |= {"Vary": "Accept-Encoding", "Content-Security-Policy": text.policy}
        if "Range" in request.headers or not request.accept_encodings["gzip"]:
            return OpenFile(stream, size, tag, headers)
        stream.close()
        headers["Content-Encoding"] = "gzip"
        return OpenFile(BytesIO(text.gzipped), len(text.gzipped), f"{tag}-gz", headers)

    def _text(self, file: Path, tag: str, stream: BinaryIO) -> CompressedText:
        """The text of ``file``, kept for as long as that has the same ``tag``; safe for many threads.

        When too much is kept, what was compressed first is dropped.
        """
        cached = self._texts.get(file)
        if cached is not None and cached.tag == tag:
            return cached
        content = stream.read()
        html = content.decode(errors="replace") if file.suffix == ".html" else ""
        text = CompressedText(tag, gzip.compress(content, compresslevel=9, mtime=0), policy(html))
        with self._lock:
            self._texts.pop(file, None)
            self._texts[file] = text
            while sum(len(each.gzipped) for each in self._texts.values()) > MAX_CACHED:
                del self._texts[next(iter(self._texts))]
        return text
