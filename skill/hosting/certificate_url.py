"""Where a signing certificate may come from: Amazon's rules for the header ``SignatureCertChainUrl``."""

from __future__ import annotations

import re
from posixpath import normpath

from skill.errors import RefusedError

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
MAX_CHARACTERS = 512

# Scheme and host in any case, port 443 or none; no query, fragment, user, escape, backslash, blank or foreign letter.
_URL = re.compile(rf"https://{re.escape(HOST)}(?::443)?(/[a-z0-9._~+/-]+)", re.IGNORECASE | re.ASCII)


def normalised(url: str) -> str:
    """``url`` in the one form that is fetched and remembered. Raises ``RefusedError`` if it is not Amazon's."""
    found = _URL.fullmatch(url) if len(url) <= MAX_CHARACTERS else None
    path = normpath(found[1]) if found else ""
    if not path.startswith(FOLDER):
        raise RefusedError("the certificate's URL is not one of Amazon's")
    return f"https://{HOST}{path}"
