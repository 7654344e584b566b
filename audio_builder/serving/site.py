"""The WSGI application: GET and HEAD for the files of one folder."""

from __future__ import annotations

import os
import re
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

from audio_builder.feed.site import FIGURES
from audio_builder.serving.conditional import Content, refusal, respond
from audio_builder.serving.folder import find
from audio_builder.serving.media import medium_of
from audio_builder.serving.security import HEADERS, policy
from audio_builder.serving.texts import MAX_TEXT, Texts
from audio_builder.session.addresses import DIGITS, FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO
    from wsgiref.types import StartResponse, WSGIEnvironment

    from audio_builder.serving.media import Medium

HEALTH = "/healthz"
METHODS = ("GET", "HEAD")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

_NEVER_REUSED = re.compile(rf"/({FOLDER}|player|{FIGURES})/[^/]+\.[0-9a-f]{{{DIGITS}}}\.\w+")
"""Addresses made of what is there: sessions, their cues, pictures of chapters."""
_USUAL = {**HEADERS, "Cache-Control": ASK_AGAIN, "Content-Security-Policy": policy()}


class Site:
    """Serves the folder ``root`` as it is at the moment of each request."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts = Texts()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        response = self._answer(Request(environ))
        for name, value in _USUAL.items():
            response.headers.setdefault(name, value)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.method not in METHODS:
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": ", ".join(METHODS)})
        address = request.environ.get("PATH_INFO", "")
        if address == HEALTH:
            return Response('{"status":"ok"}\n', content_type="application/json")
        file = find(self._root, address)
        medium = medium_of(file.name) if file else None
        if file is None or medium is None:
            return refusal(HTTPStatus.NOT_FOUND)
        try:
            response = respond(request, self._content(request, file, medium))
        except OSError:  # it has just gone, or may not be read
            return refusal(HTTPStatus.NOT_FOUND)
        if response.status_code < 400 and _NEVER_REUSED.fullmatch(address):
            response.headers["Cache-Control"] = FOR_EVER
        return response

    def _content(self, request: Request, file: Path, medium: Medium) -> Content:
        """What stands in ``file``, compressed where that helps and is wanted. Raises ``OSError``."""
        stream: BinaryIO = file.open("rb")
        size, tag = _mark(stream)
        headers = _headers(medium)
        if not medium.is_text or size > MAX_TEXT:
            return Content(stream, size, tag, headers)
        text = self._texts.get(file, tag, stream)
        headers |= {"Vary": "Accept-Encoding", "Content-Security-Policy": text.policy}
        if "Range" in request.headers or not request.accept_encodings["gzip"]:
            return Content(stream, size, tag, headers)
        stream.close()
        headers["Content-Encoding"] = "gzip"
        return Content(BytesIO(text.packed), len(text.packed), f"{tag}-gz", headers)


def _mark(file: BinaryIO) -> tuple[int, str]:
    """The size of an open file, and what changes as soon as another file stands in its place."""
    status = os.fstat(file.fileno())
    return status.st_size, f"{status.st_mtime_ns:x}-{status.st_ino:x}-{status.st_size:x}"


def _headers(medium: Medium) -> dict[str, str]:
    if medium.is_shared:
        shared = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
        return {"Content-Type": medium.type, **shared}
    return {"Content-Type": medium.type, "Cross-Origin-Resource-Policy": "same-origin"}
