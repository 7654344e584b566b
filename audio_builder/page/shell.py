"""The files of the page that do not depend on a session's cues: ``index.html``, manifest, service worker and icons."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.model.lines import PageLine

BUILT = Path(__file__).with_name("built")
"""What ``make player`` makes of ``web``."""
ICONS = (192, 512)
"""Sides in pixels that browsers ask for."""
_GROUND = "#eef6f6"
"""Behind the page while it opens; ``--ground`` in its style."""
_PLACEHOLDER = re.compile(r"\{\{(language|name|motto|noscript|links|data)\}\}")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The text of the page itself, and its language, which may differ from that of the sessions."""

    language: str
    lines: Mapping[PageLine, str]


def index_html(words: PageWords, rows: Sequence[Mapping[str, object]]) -> bytes:
    """One response with style, script, words and the list of sessions; ``rows`` are ``Row`` in ``src/types.ts``."""
    data = {"language": words.language, "words": dict(words.lines), "sessions": rows}
    links = (f'<li><a href="{escape(str(row["audio"]))}">{escape(str(row["title"]))}</a></li>' for row in rows)
    values = {
        "name": escape(words.lines["name"]),
        "motto": escape(words.lines["motto"]),
        "noscript": escape(words.lines["noscript"]),
        "language": escape(words.language),
        "links": "".join(links),
        "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),  # ends no script
    }
    template = (BUILT / "page.html").read_text(encoding="utf-8")
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template).encode()


def manifest(words: PageWords) -> bytes:
    """``manifest.webmanifest``, with which a phone installs the page as an app."""
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
        "background_color": _GROUND,
        "theme_color": _GROUND,
        "categories": ["health", "fitness"],
        "icons": icons,
    }
    return json.dumps(fields, ensure_ascii=False, indent=1).encode()


def worker(shell: Mapping[str, bytes]) -> bytes:
    """``sw.js``, which caches exactly the files of ``shell`` (path -> content).

    A new version of any of them makes a new worker.
    """
    entries = [
        {"url": url, "revision": digest.hex()[:16], "integrity": f"sha256-{base64.b64encode(digest).decode()}"}
        for url, digest in ((url, sha256(content).digest()) for url, content in shell.items())
    ]
    listed = json.dumps(entries, separators=(",", ":"))
    return f"const SHELL={listed};\n".encode() + (BUILT / "sw.js").read_bytes()


def icon_file(side: int) -> Path:
    """The icon as PNG; drawn by ``make player``, so that a build draws nothing."""
    return BUILT / f"icon-{side}.png"


if __name__ == "__main__":  # a step of ``make player``
    from audio_builder.pictures.icon import draw_icon

    for side in ICONS:
        icon_file(side).write_bytes(draw_icon(side))
