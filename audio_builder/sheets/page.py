"""A sheet as HTML that needs nothing else: it prints on A4 and US Letter, in black and white, and reads on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from audio_builder.session.session import ALBUM, LICENCE_URLS
from audio_builder.sheets.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio_builder.sheets.sheet import Card, Row, Sheet

SVG = "http://www.w3.org/2000/svg"
FEW, SOME = 3, 7
"""Up to so many exercises one below the other; up to so many on one page in two columns, and smaller."""


def page(sheet: Sheet) -> str:
    root = Element("html", lang=sheet.language)
    _head(root, f"{sheet.title} - {ALBUM}")
    count = len(sheet.cards)
    body = SubElement(root, "body", {"class": "few" if count <= FEW else "some" if count <= SOME else "many"})
    header = SubElement(body, "header")
    _add(header, "h1", sheet.title)
    _add(header, "p", sheet.summary)
    main = SubElement(body, "main")
    _care(main, sheet)
    exercises = SubElement(main, "ol", {"class": "exercises"})
    for card in sheet.cards:
        _card(exercises, card)
    if sheet.get_up:
        _section(main, sheet.after, sheet.get_up)
    footer = SubElement(body, "footer")
    _add(footer, "p", ALBUM)
    _rows(footer, sheet.small_print)
    _link_licence(footer)
    return f"<!doctype html>\n{ElementTree.tostring(root, 'unicode', method='html')}\n"


def _head(root: Element, title: str) -> None:
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", title)
    _add(head, "style", STYLE)


def _care(main: Element, sheet: Sheet) -> None:
    section = _section(main, sheet.before, sheet.safety)
    section.set("class", "care")
    _rows(section, sheet.facts)


def _section(parent: Element, heading: str, sentences: Iterable[str]) -> Element:
    section = SubElement(parent, "section")
    _add(section, "h2", heading)
    _add(section, "p", " ".join(sentences))
    return section


def _card(exercises: Element, card: Card) -> None:
    item = SubElement(exercises, "li")
    item.append(_figure(card.figure))
    _add(item, "h2", card.name)
    _add(item, "p", card.dose).set("class", "dose")
    if card.warning:
        _add(item, "p", card.warning).set("class", "warning")
    _rows(item, card.rows)


def _figure(svg: str) -> Element:
    """``svg``, which says itself what it shows, as a part of a page: HTML knows its tags without a name space."""
    figure = ElementTree.fromstring(svg.replace(f' xmlns="{SVG}"', "", 1))  # noqa: S314 - drawn by us
    figure.set("class", "figure")
    return figure


def _rows(parent: Element, rows: Iterable[Row]) -> None:
    for label, told in rows:
        line = SubElement(parent, "p")
        _add(line, "b", f"{label}:").tail = f" {told}"


def _link_licence(footer: Element) -> None:
    """Make an address of a licence that has one."""
    label = footer[-1][0]
    licence = (label.tail or "").strip()
    if licence in LICENCE_URLS:
        label.tail = " "
        _add(footer[-1], "a", licence).set("href", LICENCE_URLS[licence])


def _add(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = text
    return element
