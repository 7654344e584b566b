"""What kinds of files are served, and as what; a file of any other kind is not there."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, SHARED = True, True


@dataclass(frozen=True, slots=True)
class Medium:
    type: str
    is_text: bool = False
    """Worth compressing."""
    is_shared: bool = False
    """Part of the feed: players on other sites may load it."""


MEDIA = {
    ".html": Medium("text/html; charset=utf-8", TEXT),
    ".js": Medium("text/javascript; charset=utf-8", TEXT),
    ".css": Medium("text/css; charset=utf-8", TEXT),
    ".json": Medium("application/json", TEXT),
    ".webmanifest": Medium("application/manifest+json", TEXT),
    ".svg": Medium("image/svg+xml", TEXT),
    ".txt": Medium("text/plain; charset=utf-8", TEXT),
    ".m3u8": Medium("application/vnd.apple.mpegurl", TEXT),
    ".vtt": Medium("text/vtt; charset=utf-8", TEXT, SHARED),
    ".xml": Medium("application/rss+xml; charset=utf-8", TEXT, SHARED),
    ".chapters.json": Medium("application/json+chapters", TEXT, SHARED),
    ".mp3": Medium("audio/mpeg", is_shared=SHARED),
    ".m4b": Medium("audio/mp4", is_shared=SHARED),
    ".opus": Medium("audio/ogg", is_shared=SHARED),
    ".png": Medium("image/png", is_shared=SHARED),
    ".jpg": Medium("image/jpeg", is_shared=SHARED),
    ".webp": Medium("image/webp"),
    ".ico": Medium("image/x-icon"),
    ".woff2": Medium("font/woff2"),
    ".zip": Medium("application/zip"),
}
"""By the end of the name; the longest end that is here counts."""


def medium_of(name: str) -> Medium | None:
    """What a file called ``name`` is; None for a kind that is not served."""
    ends = (name[at:].lower() for at, letter in enumerate(name) if letter == ".")
    return next((MEDIA[end] for end in ends if end in MEDIA), None)
