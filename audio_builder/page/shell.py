"""What makes the page an app: its manifest, and the service worker that keeps the shell in one version."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.page.page import BUILT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audio_builder.page.page import PageWords

ICONS = (192, 512)
"""Sides in pixels, as browsers ask for them."""
_COLOUR = "#eef6f6"
"""Behind the page while it opens; ``--ground`` in its style."""


def manifest(words: PageWords) -> bytes:
    """``manifest.webmanifest``: with it a phone puts the page among its apps."""
    icons = [
        {"src": f"player/icon-{side}.png", "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
        for side in ICONS
        for purpose in ("any", "maskable")
    ]
    fields = {
        "id": "./",
        "name": words.lines["name"],
        "short_name": words.lines["name"],
        "description": words.lines["motto"],
        "lang": words.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": _COLOUR,
        "theme_color": _COLOUR,
        "categories": ["health", "fitness"],
        "icons": icons,
    }
    return json.dumps(fields, ensure_ascii=False, indent=1).encode()


def worker(shell: Mapping[str, bytes]) -> bytes:
    """``sw.js``, which keeps the files of ``shell`` (address -> content), and takes no others for them.

    A new version of any of them is a new worker.
    """
    entries = [
        {"url": url, "revision": digest.hex()[:16], "integrity": f"sha256-{base64.b64encode(digest).decode()}"}
        for url, digest in ((url, sha256(content).digest()) for url, content in shell.items())
    ]
    listed = json.dumps(entries, separators=(",", ":"))
    return f"const SHELL={listed};\n".encode() + (BUILT / "sw.js").read_bytes()


def icon(side: int) -> bytes:
    """The icon as PNG; drawn by ``make player``, so that a build draws nothing."""
    return (BUILT / f"icon-{side}.png").read_bytes()
