"""Fetching a certificate chain from where Amazon keeps it: https only, no redirect, no proxy, small, and quick."""

from __future__ import annotations

import re
import ssl
import time
from functools import cache
from http.client import HTTPException
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.request import HTTPSHandler, OpenerDirector

from skill.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse

    Fetch = Callable[[str], bytes]
    """From a normalised URL to the bytes there; raises ``RefusedError``."""

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
MAX_CHARACTERS = 512
MAX_BYTES = 64 * 1024
TIMEOUT_S = 3.0
HTTP_OK = 200

# Scheme and host in any case, port 443 or none; no query, fragment, user, escape, backslash, space or foreign letter.
_URL = re.compile(rf"https://{re.escape(HOST)}(?::443)?(/[a-z0-9._~+/-]+)", re.IGNORECASE | re.ASCII)


def normalised(url: str) -> str:
    """``url``, a header ``SignatureCertChainUrl``, in one form. Raises ``RefusedError`` if Amazon's rules forbid it."""
    found = _URL.fullmatch(url) if len(url) <= MAX_CHARACTERS else None
    path = normpath(found[1]) if found else ""
    if not path.startswith(FOLDER):
        raise RefusedError("the certificate's URL is not one of Amazon's")
    return f"https://{HOST}{path}"


def fetch(url: str) -> bytes:
    """The bytes at the https address ``url``. Raises ``RefusedError``."""
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
    """An opener for https and nothing else: no other scheme, no redirect, no proxy, no password."""
    opener = OpenerDirector()
    opener.add_handler(HTTPSHandler(context=context))
    return opener


@cache
def _opener() -> OpenerDirector:
    import certifi

    return opener_for(ssl.create_default_context(cafile=certifi.where()))


def _read(response: HTTPResponse, max_bytes: int, until: float) -> bytes:
    """The whole body, piece by piece, so that a trickle of single bytes cannot exceed the time."""
    pieces, size = [], 0
    while piece := response.read1(max_bytes + 1 - size):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise RefusedError("the certificate chain is too large")
        if time.monotonic() > until:
            raise RefusedError("the certificate took too long to fetch")
    return b"".join(pieces)
