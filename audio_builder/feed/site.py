"""Where the feed is: the paths of its files below ``out``, and the URL at which ``out`` is found on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audio_builder.errors import BuildError

if TYPE_CHECKING:
    from content.output import OutputFolder

FEED = "feed.xml"
ARTWORK = "feed/artwork.png"
FIGURES = "feed/figures"
ATOM = "http://www.w3.org/2005/Atom"

_PRINTABLE_ASCII = re.compile(r"[!-~]+")
_NOT_IN_URLS = re.compile(r'[<>"\\^`{|}]')


class SiteError(BuildError):
    """A text is not the URL of a folder."""

    exit_code = 2


def chapters_file(name: str) -> str:
    """The chapters of the session ``name``, relative to ``out``."""
    return f"feed/{name}.chapters.json"


def site_url(text: str) -> str:
    """``text`` as the URL of a folder, with a slash at its end. Raises ``SiteError``."""
    if reason := _fault(text):
        raise SiteError(f"'{text}' {reason}")
    return text if text.endswith("/") else f"{text}/"


def _fault(text: str) -> str | None:
    if not _PRINTABLE_ASCII.fullmatch(text) or _NOT_IN_URLS.search(text):
        return "is not a web address: write it as a browser's address line copies it, without spaces or accents"
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_host = False
    if not has_host or parts.scheme not in ("http", "https"):
        return "is not a web address: it begins with https:// or http:// and names a server"
    if parts.username is not None or "?" in text or "#" in text:
        return "is more than an address: leave out user names, '?' and '#'"
    if parts.path.endswith((".xml", ".html")):
        return "is a file: give the address of the folder that it lies in"
    return None


def site_of(out: OutputFolder) -> str | None:
    """The site for which the feed in ``out`` was written; None without a feed of ours."""
    if not out.is_ours(FEED):
        return None
    from xml.etree import ElementTree  # most folders have no feed

    try:
        link = ElementTree.parse(out.root / FEED).find(f"channel/{{{ATOM}}}link[@rel='self']")  # noqa: S314 - our own file
    except (OSError, ElementTree.ParseError):
        return None
    address = "" if link is None else link.get("href", "")
    try:
        return site_url(address.removesuffix(FEED)) if address.endswith(f"/{FEED}") else None
    except SiteError:
        return None
