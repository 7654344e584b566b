"""The feed itself: RSS 2.0 with what Apple and the Podcasting 2.0 namespace add to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from audio_builder.feed.names import ARTWORK, ATOM, FEED, ITUNES, PODCAST, chapters_file
from audio_builder.session.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.feed.episode import Episode

CATEGORY, SUBCATEGORY = "Health & Fitness", "Fitness"
"""Of Apple's list."""
PODCAST_SPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The name space that the ids of all podcasts are made in."""


@dataclass(frozen=True, slots=True)
class Show:
    site: str
    """With a slash at its end."""
    title: str
    description: str
    language: str
    licence: str
    """As SPDX has it; empty where episodes differ."""
    licence_url: str

    def url(self, file: str) -> str:
        """The address of ``file`` of ``out``."""
        return self.site + quote(file)


def rss(show: Show, episodes: Sequence[Episode]) -> bytes:
    for prefix, space in (("atom", ATOM), ("itunes", ITUNES), ("podcast", PODCAST)):
        ElementTree.register_namespace(prefix, space)
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
    category = SubElement(channel, f"{{{ITUNES}}}category", text=CATEGORY)
    SubElement(category, f"{{{ITUNES}}}category", text=SUBCATEGORY)
    for name, value in (("author", show.title), ("type", "serial"), ("explicit", "false")):
        _text(channel, f"{{{ITUNES}}}{name}", value)
    _text(channel, f"{{{PODCAST}}}guid", str(uuid5(PODCAST_SPACE, show.url(FEED).split("://", 1)[1])))
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
    _text(item, "guid", episode.guid)
    item[-1].set("isPermaLink", "false")
    _text(item, "pubDate", episode.date)
    audio = show.url(address_of(session["file"], session["sha256"]))
    SubElement(item, "enclosure", url=audio, length=str(session["bytes"]), type="audio/mpeg")
    seconds = (session["duration_ms"] + 500) // 1000
    for name, value in (
        ("duration", str(seconds)),
        ("episode", str(episode.number)),
        ("episodeType", "full"),
        ("explicit", "false"),
    ):
        _text(item, f"{{{ITUNES}}}{name}", value)
    chapters = show.url(chapters_file(episode.name))
    SubElement(item, f"{{{PODCAST}}}chapters", url=chapters, type="application/json+chapters")
    captions = {"url": show.url(session["captions"]), "type": "text/vtt", "language": session["language"]}
    SubElement(item, f"{{{PODCAST}}}transcript", captions, rel="captions")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
