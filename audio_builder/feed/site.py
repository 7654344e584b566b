"""The address on the web under which ``out`` can be reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audio_builder.feed.names import ATOM, FEED
from gentleback_cli import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_PLAIN = re.compile(r"[!-~]+")
_NO_ADDRESS = re.compile(r'[<>"\\^`{|}]')


def site_url(text: str) -> str:
    """``text`` as the address of a folder, with a slash at its end. Raises ``UsageError``."""
    if trouble := _trouble(text):
        raise UsageError(f"--site '{text}' {trouble}")
    return text if text.endswith("/") else f"{text}/"


def _trouble(text: str) -> str | None:
    if not _PLAIN.fullmatch(text) or _NO_ADDRESS.search(text):
        return "is no web address: write it as a browser's address line copies it, without blanks or accents"
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_host = False
    if not has_host or parts.scheme not in ("http", "https"):
        return "is no web address: it begins with https:// or http:// and names a server"
    if parts.username is not None or "?" in text or "#" in text:
        return "has more than an address: leave out names, '?' and '#'"
    if parts.path.endswith((".xml", ".html")):
        return "is a file: give the address of the folder that it lies in"
    return None


def site_of(out: Path) -> str | None:
    """The site for which the feed in ``out`` was written; None if there is no feed, or none of ours."""
    if not (out / FEED).is_file():
        return None
    from xml.etree import ElementTree  # for few of the folders

    try:
        link = ElementTree.parse(out / FEED).find(f"channel/{{{ATOM}}}link[@rel='self']")  # noqa: S314 - our own file
    except (OSError, ElementTree.ParseError):
        return None
    address = "" if link is None else link.get("href", "")
    try:
        return site_url(address.removesuffix(FEED)) if address.endswith(f"/{FEED}") else None
    except UsageError:
        return None
