"""Sessions as the episodes of a podcast: RSS 2.0 with the namespaces of Apple and of Podcasting 2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from audio_builder.feed.site import ARTWORK, ATOM, FEED, chapters_file
from audio_builder.session.audio_links import address_of
from content.clock_text import clock

if TYPE_CHECKING:
    from audio_builder.session.catalog import CatalogSession

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PODCAST_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""In which Podcasting 2.0 makes the UUIDs of all podcasts."""
MAX_DESCRIPTION = 4_000
"""Apple's limit, in bytes."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Ours have none, but a catalog may have been changed."""


@dataclass(frozen=True, slots=True)
class Show:
    site: str
    """With a slash at its end."""
    title: str
    description: str
    language: str
    licence: str
    """SPDX identifier; empty where episodes differ."""
    licence_url: str

    def url(self, file: str) -> str:
        """The URL of ``file``, a path relative to ``out``."""
        return self.site + quote(file)


@dataclass(frozen=True, slots=True)
class Episode:
    session: CatalogSession
    number: int
    published: datetime

    @property
    def name(self) -> str:
        """The name of its files, without suffix."""
        return PurePosixPath(self.session["file"]).stem

    @property
    def date(self) -> str:
        """In the format of RFC 2822."""
        return format_datetime(self.published, usegmt=True)

    @property
    def description(self) -> str:
        """The summary, and where each chapter begins: apps without chapters make links of such times."""
        text = self.session["summary"] or self.session["title"]
        for line in ("", *(f"({clock(each['start_ms'])}) {each['title']}" for each in self.session["chapters"])):
            if len(f"{text}\n{line}".encode()) > MAX_DESCRIPTION:
                break
            text += f"\n{line}"
        return text


def episodes(sessions: Iterable[CatalogSession], routines: Sequence[str]) -> Iterator[Episode]:
    """``sessions`` in the order of ``routines``, numbered; those of unknown routines come last.

    Dates do not come from the clock, so that the same input gives the same bytes on any day. Each is the first of
    January of the year of the content, a minute after the one before: apps that sort by date keep the order, and no
    date lies in the future, where apps would hide the episode. The years never decrease.
    """
    places = {routine: place for place, routine in enumerate(routines)}
    ordered = sorted(
        sessions, key=lambda each: (places.get(each["routine"], len(places)), PurePosixPath(each["file"]).stem)
    )
    year = 0
    for number, session in enumerate(ordered, start=1):
        year = max(year, session["year"])
        yield Episode(session, number, datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=number))


def rss(show: Show, episodes: Sequence[Episode]) -> bytes:
    for prefix, namespace in (("atom", ATOM), ("itunes", ITUNES), ("podcast", PODCAST)):
        ElementTree.register_namespace(prefix, namespace)
    root = Element("rss", version="2.0")
    channel = _channel(root, show)
    if episodes:
        _text(channel, "pubDate", episodes[-1].date)
    for episode in episodes:
        _item(channel, show, episode)
    ElementTree.indent(root, " ")
    text: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _channel(root: Element, show: Show) -> Element:
    channel = SubElement(root, "channel")
    _text(channel, "title", show.title)
    _text(channel, "link", show.site)
    _text(channel, "description", show.description)
    _text(channel, "language", show.language)
    SubElement(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=show.url(FEED))
    image = SubElement(channel, "image")
    for name, value in (("url", show.url(ARTWORK)), ("title", show.title), ("link", show.site)):
        _text(image, name, value)
    SubElement(channel, f"{{{ITUNES}}}image", href=show.url(ARTWORK))
    category = SubElement(channel, f"{{{ITUNES}}}category", text="Health & Fitness")  # from Apple's list
    SubElement(category, f"{{{ITUNES}}}category", text="Fitness")
    for name, value in (("author", show.title), ("type", "serial"), ("explicit", "false")):
        _text(channel, f"{{{ITUNES}}}{name}", value)
    _text(channel, f"{{{PODCAST}}}guid", str(uuid5(PODCAST_NAMESPACE, show.url(FEED).split("://", 1)[1])))
    _text(channel, f"{{{PODCAST}}}medium", "podcast")
    if show.licence:
        _text(channel, "copyright", f"{show.title}, {show.licence}")
        _text(channel, f"{{{PODCAST}}}license", show.licence.lower())
        if show.licence_url:
            channel[-1].set("url", show.licence_url)
    return channel


def _item(channel: Element, show: Show, episode: Episode) -> None:
    item, session = SubElement(channel, "item"), episode.session
    _text(item, "title", session["title"])
    _text(item, "link", show.site)
    _text(item, "description", episode.description)
    _text(item, "guid", f"{episode.name}:{session['sha256']}")  # with other audio another, which apps fetch
    item[-1].set("isPermaLink", "false")
    _text(item, "pubDate", episode.date)
    audio = show.url(address_of(session["file"], session["sha256"]))
    SubElement(item, "enclosure", url=audio, length=str(session["bytes"]), type="audio/mpeg")
    _text(item, f"{{{ITUNES}}}duration", str((session["duration_ms"] + 500) // 1000))
    for name, value in (("episode", str(episode.number)), ("episodeType", "full"), ("explicit", "false")):
        _text(item, f"{{{ITUNES}}}{name}", value)
    chapters = show.url(chapters_file(episode.name))
    SubElement(item, f"{{{PODCAST}}}chapters", url=chapters, type="application/json+chapters")
    captions = {"url": show.url(session["captions"]), "type": "text/vtt", "language": session["language"]}
    SubElement(item, f"{{{PODCAST}}}transcript", captions, rel="captions")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_IN_XML.sub(" ", text)
