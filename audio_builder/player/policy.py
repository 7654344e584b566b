"""The Content Security Policy that the page works under: nothing from elsewhere, nothing inline but its own."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
"""Data blocks have a type, and are never run."""
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def content_policy(html: bytes) -> str:
    """The value of ``Content-Security-Policy`` for ``html``, as ``index_html`` made it.

    For any other file the same with ``html`` empty does: then nothing inline is allowed.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *_hashes(_SCRIPT, html)]),
            " ".join(["style-src", *(_hashes(_STYLE, html) or ["'none'"])]),
            "img-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _hashes(block: re.Pattern[bytes], html: bytes) -> list[str]:
    return [f"'sha256-{base64.b64encode(sha256(text).digest()).decode()}'" for text in _texts(block, html)]


def _texts(block: re.Pattern[bytes], html: bytes) -> Iterator[bytes]:
    return (match[1] for match in block.finditer(html))
