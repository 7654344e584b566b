"""The response to a request for an open file: all of it, a range of bytes, or the news that it has not changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO, cast

from werkzeug.datastructures import ContentRange
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_range_header
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import wrap_file

PIECE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file, or its compressed form, ready to be sent."""

    stream: BinaryIO
    bytes: int
    tag: str
    """Its ETag, a strong one: other bytes have another tag."""
    headers: Mapping[str, str]


def respond(request: Request, file: OpenFile) -> Response:
    """The response to GET or HEAD, with conditions in the order of RFC 9110, 13.2.2; it closes ``file``.

    Werkzeug reads the headers. Its ``make_conditional`` and ``send_file`` do not follow the RFC: with a range they
    ignore If-None-Match; they answer 416 where Range is to be ignored (several ranges, another unit, a malformed one)
    or to be clipped (``-N`` of a shorter file); and they accept a weak ETag in If-Range.
    """
    if request.if_match and not request.if_match.contains(file.tag):
        response = refusal(HTTPStatus.PRECONDITION_FAILED)
    elif request.if_none_match.contains_weak(file.tag):
        response = _described(Response(status=HTTPStatus.NOT_MODIFIED), file)
    else:
        try:
            response = _described(_content(request, file), file)
        except RequestedRangeNotSatisfiable as error:
            response = refusal(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{error.length}"})
    response.call_on_close(file.stream.close)
    return response


def refusal(status: HTTPStatus, headers: Mapping[str, str] | None = None) -> Response:
    """A response of one short line."""
    return Response(f"{status.phrase.lower()}\n", status, headers, content_type="text/plain; charset=utf-8")


def requested_bytes(header: str, size: int) -> range | None:
    """The bytes of a file of ``size`` that ``header``, a Range, asks for; None where it is to be ignored.

    Several ranges may be ignored; no player asks for them. Raises ``RequestedRangeNotSatisfiable``.
    """
    if header.strip().lower() == "bytes=-0":  # for Werkzeug malformed
        raise RequestedRangeNotSatisfiable(size)
    asked = parse_range_header(header)
    if asked is None or asked.units != "bytes" or len(asked.ranges) > 1:
        return None
    start, end = asked.ranges[0]
    found = range(max(0, start + size) if start < 0 else start, size if end is None else min(end, size))
    if not found:
        raise RequestedRangeNotSatisfiable(size)
    return found


def _content(request: Request, file: OpenFile) -> Response:
    header, only_of = request.headers.get("Range"), request.headers.get("If-Range")
    has_range = request.method == "GET" and header is not None and only_of in (None, f'"{file.tag}"')
    part = requested_bytes(str(header), file.bytes) if has_range else None
    sent = range(file.bytes) if part is None else part
    body = wrap_file(request.environ, cast("BinaryIO", FileRange(file.stream, sent)), PIECE_BYTES)
    response = Response(body, direct_passthrough=True)
    response.content_length = len(sent)
    if part is not None:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.content_range = ContentRange("bytes", part.start, part.stop, file.bytes)
    return response


def _described(response: Response, file: OpenFile) -> Response:
    response.headers.update(file.headers)
    response.headers["Accept-Ranges"] = "bytes"
    response.set_etag(file.tag)
    return response


class FileRange(io.RawIOBase):
    """The bytes ``part`` of ``whole`` as a file, which closes ``whole`` with itself.

    A server with a ``wsgi.file_wrapper`` sends it from the disk piece by piece. Werkzeug's ``LimitedStream`` cannot
    seek, so that waitress would copy all of it through buffers first.
    """

    def __init__(self, whole: BinaryIO, part: range) -> None:
        self._whole, self._part = whole, part
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._part)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most ``PIECE_BYTES``: waitress asks for as much as the buffer of its socket holds."""
        left = max(0, len(self._part) - self._at)
        self._whole.seek(self._part.start + self._at)
        found = self._whole.read(min(left, PIECE_BYTES, size if size >= 0 else left))
        self._at += len(found)
        return found

    def close(self) -> None:
        self._whole.close()
        super().close()
