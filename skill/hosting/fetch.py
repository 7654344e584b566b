"""Fetching a certificate chain: https only, no redirect, no proxy, little, and quickly."""

from __future__ import annotations

import ssl
import time
from functools import cache
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.request import HTTPSHandler, OpenerDirector

from skill.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse

MAX_BYTES = 64 * 1024
TIMEOUT_S = 3.0
HTTP_OK = 200

if TYPE_CHECKING:
    Fetch = Callable[[str], bytes]
    """From a normalised URL to what lies there; raises ``RefusedError``."""


def fetch(url: str) -> bytes:
    """What lies at the https address ``url``. Raises ``RefusedError``."""
    return fetch_with(_opener(), url)


def fetch_with(opener: OpenerDirector, url: str, max_bytes: int = MAX_BYTES, timeout_s: float = TIMEOUT_S) -> bytes:
    """As ``fetch``, through ``opener``; ``timeout_s`` is for all of it."""
    until = time.monotonic() + timeout_s
    try:
        response = opener.open(url, timeout=timeout_s)
        if response is None:  # no handler for that scheme
            raise RefusedError("the certificate's URL cannot be fetched")
        with response:
            if response.status != HTTP_OK:
                raise RefusedError("the certificate is not where its URL says")
            return _read(response, max_bytes, until)
    except (OSError, HTTPException) as trouble:
        raise RefusedError("the certificate could not be fetched") from trouble


def opener_for(context: ssl.SSLContext) -> OpenerDirector:
    """An opener that knows https and nothing else: no other scheme, no redirect, no proxy, no password."""
    opener = OpenerDirector()
    opener.add_handler(HTTPSHandler(context=context))
    return opener


@cache
def _opener() -> OpenerDirector:
    import certifi

    return opener_for(ssl.create_default_context(cafile=certifi.where()))


def _read(response: HTTPResponse, max_bytes: int, until: float) -> bytes:
    """The whole body, piece by piece, so that a trickle of single bytes cannot outlast the time."""
    pieces, size = [], 0
    while piece := response.read1(max_bytes + 1 - size):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise RefusedError("the certificate chain is too large")
        if time.monotonic() > until:
            raise RefusedError("the certificate took too long to fetch")
    return b"".join(pieces)
