"""An open file as the conditions of a request want it: all of it, a part, or only the word that nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

from audio_builder.serving.part import PIECE_BYTES, Part
from audio_builder.serving.ranges import Span, UnsatisfiableError, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from werkzeug.wrappers import Request


@dataclass(frozen=True, slots=True)
class Content:
    """A file, or the compressed form of one, open."""

    stream: BinaryIO
    bytes: int
    tag: str
    """Its ETag: strong, since other bytes have another one."""
    headers: Mapping[str, str]


def respond(request: Request, content: Content) -> Response:
    """The answer to GET or HEAD; it closes ``content``."""
    if request.if_match and not request.if_match.contains(content.tag):
        return _closing(content, refusal(HTTPStatus.PRECONDITION_FAILED))
    if request.if_none_match.contains_weak(content.tag):
        return _closing(content, _described(Response(status=HTTPStatus.NOT_MODIFIED), content))
    try:
        span = _asked_span(request, content)
    except UnsatisfiableError:
        outside = {"Content-Range": f"bytes */{content.bytes}"}
        return _closing(content, refusal(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, outside))
    return _closing(content, _described(_part(request, content, span), content))


def refusal(status: HTTPStatus, headers: Mapping[str, str] | None = None) -> Response:
    """One short line."""
    return Response(f"{status.phrase.lower()}\n", status, headers, content_type="text/plain; charset=utf-8")


def _asked_span(request: Request, content: Content) -> Span | None:
    """The part that is asked for; None for the whole. Raises ``UnsatisfiableError``."""
    wished, only_of = request.headers.get("Range"), request.headers.get("If-Range")
    if request.method != "GET" or wished is None or only_of not in (None, f'"{content.tag}"'):
        return None
    return span_of(wished, content.bytes)


def _part(request: Request, content: Content, span: Span | None) -> Response:
    sent = span or Span(0, content.bytes)
    body = wrap_file(request.environ, cast("BinaryIO", Part(content.stream, sent)), PIECE_BYTES)
    response = Response(body, direct_passthrough=True)
    response.content_length = sent.bytes
    if span:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{content.bytes}"
    return response


def _described(response: Response, content: Content) -> Response:
    response.headers.update(content.headers)
    response.headers["Accept-Ranges"] = "bytes"
    response.set_etag(content.tag)
    return response


def _closing(content: Content, response: Response) -> Response:
    response.call_on_close(content.stream.close)
    return response
