"""Which files of a folder are served, and as what; a file of any other type is not found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FIRST_PAGE = "index.html"
TEXT, SHARED = True, True

_NAME = re.compile(r'[^.\x00-\x1f\x7f/\\:*?"<>|][^\x00-\x1f\x7f/\\:*?"<>|]*')
"""A segment of a path: no parent folder, no drive, no hidden file, no draft that is still being written."""


@dataclass(frozen=True, slots=True)
class FileType:
    content_type: str
    is_text: bool = False
    """Worth compressing."""
    is_shared: bool = False
    """Part of the feed: players on other sites may load it."""


FILE_TYPES = {
    ".html": FileType("text/html; charset=utf-8", TEXT),
    ".js": FileType("text/javascript; charset=utf-8", TEXT),
    ".css": FileType("text/css; charset=utf-8", TEXT),
    ".json": FileType("application/json", TEXT),
    ".webmanifest": FileType("application/manifest+json", TEXT),
    ".svg": FileType("image/svg+xml", TEXT),
    ".txt": FileType("text/plain; charset=utf-8", TEXT),
    ".m3u8": FileType("application/vnd.apple.mpegurl", TEXT),
    ".vtt": FileType("text/vtt; charset=utf-8", TEXT, SHARED),
    ".xml": FileType("application/rss+xml; charset=utf-8", TEXT, SHARED),
    ".chapters.json": FileType("application/json+chapters", TEXT, SHARED),
    ".mp3": FileType("audio/mpeg", is_shared=SHARED),
    ".m4b": FileType("audio/mp4", is_shared=SHARED),
    ".opus": FileType("audio/ogg", is_shared=SHARED),
    ".png": FileType("image/png", is_shared=SHARED),
    ".jpg": FileType("image/jpeg", is_shared=SHARED),
    ".webp": FileType("image/webp"),
    ".ico": FileType("image/x-icon"),
    ".woff2": FileType("font/woff2"),
    ".zip": FileType("application/zip"),
}
"""By suffix; the longest that matches counts. Not ``mimetypes``, whose table differs from system to system."""


def find(root: Path, path_info: str) -> tuple[Path, FileType] | None:
    """The file at ``path_info`` of a WSGI environment, and its type; None for whatever is not to be served.

    Symlinks are followed, but never out of ``root``.
    """
    try:
        path = path_info.encode("latin-1").decode()  # WSGI passes bytes as Latin-1
    except UnicodeError:
        return None
    segments = [FIRST_PAGE] if path == "/" else path.split("/")[1:]
    if not path.startswith("/") or not all(map(_NAME.fullmatch, segments)) or file_type(segments[-1]) is None:
        return None
    try:
        base = root.resolve(strict=True)
        file = base.joinpath(*segments).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # RuntimeError: a symlink loop, before Python 3.13
        return None
    kind = file_type(file.name)
    return (file, kind) if kind and file.is_relative_to(base) and file.is_file() else None


def file_type(name: str) -> FileType | None:
    """The type of a file called ``name``; None for one that is not served."""
    suffixes = (name[at:].lower() for at, letter in enumerate(name) if letter == ".")
    return next((FILE_TYPES[suffix] for suffix in suffixes if suffix in FILE_TYPES), None)
