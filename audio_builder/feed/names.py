"""The names of the feed's files, and of the namespaces in it."""

from __future__ import annotations

FEED = "feed.xml"
ARTWORK = "feed/artwork.png"
CHAPTERS = ".chapters.json"
FIGURES = "feed/figures"

ATOM = "http://www.w3.org/2005/Atom"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"


def chapters_file(name: str) -> str:
    """The chapters of the session ``name``, relative to ``out``."""
    return f"feed/{name}{CHAPTERS}"
