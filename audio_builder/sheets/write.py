"""``sheets/ROUTINE.html``: for A4 and US Letter in black and white, and for a screen; loads no other file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from audio_builder.session.session import ALBUM, LICENCE_URLS
from audio_builder.sheets.sheet import Card, LabelledText, Passage, Sheet, sheet_of

if TYPE_CHECKING:
    from audio_builder.pictures.kept import Figures
    from content.model.types import Document, Routine
    from content.output import OutputFolder

SVG = "http://www.w3.org/2000/svg"
FEW, SOME = 3, 5
"""Up to ``FEW`` exercises and talks one below the other; up to ``SOME`` in two columns; more in smaller letters."""


def sheet_file(routine: str, language: str) -> str:
    """The path of the sheet of ``routine``, relative to ``out``."""
    return f"sheets/{routine}.html" if language == "en" else f"sheets/{routine}--lang-{language}.html"


def write_sheets(
    out: OutputFolder, routines: Iterable[Routine], figures: Figures, documents: Mapping[str, Document]
) -> None:
    """Write the sheet of each routine, in the language of ``figures``. Raises ``WriteError``."""
    for routine in routines:
        html = sheet_html(sheet_of(routine, figures, documents))
        out.write_whole(sheet_file(routine.id, figures.words.language), html.encode(errors="replace"))


def sheet_html(sheet: Sheet) -> str:
    root = Element("html", lang=sheet.language)
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", f"{sheet.title} - {ALBUM}")
    _add(head, "style", _STYLE)
    count = len(sheet.cards) + len(sheet.talks)
    body = SubElement(root, "body", {"class": "few" if count <= FEW else "some" if count <= SOME else "many"})
    header = SubElement(body, "header")
    _add(header, "h1", sheet.title)
    _add(header, "p", sheet.summary)
    main = SubElement(body, "main")
    care = _section(main, sheet.before, sheet.safety, "ul")
    care.set("class", "care")
    _rows(care, sheet.facts)
    for heading, sentences in sheet.talks:
        _section(main, heading, sentences, "ul")
    _passage(main, sheet.down)
    exercises = SubElement(main, "ol", {"class": "exercises"})
    for card in sheet.cards:
        _card(exercises, card)
    _passage(main, sheet.up)
    footer = SubElement(body, "footer")
    _add(footer, "p", ALBUM)
    _rows(footer, sheet.small_print)
    label = footer[-1][0]
    licence = (label.tail or "").strip()
    if licence in LICENCE_URLS:  # a link instead of a name
        label.tail = " "
        _add(footer[-1], "a", licence).set("href", LICENCE_URLS[licence])
    return f"<!doctype html>\n{ElementTree.tostring(root, 'unicode', method='html')}\n"


def _section(parent: Element, heading: str, points: Iterable[str], kind: Literal["ul", "ol"]) -> Element:
    section = SubElement(parent, "section")
    _add(section, "h2", heading)
    listed = SubElement(section, kind)
    for point in points:
        _add(listed, "li", point).tail = " "  # where paper is short, one after the other
    return section


def _passage(parent: Element, passage: Passage | None) -> None:
    if passage is None:
        return
    section = _section(parent, passage.heading, passage.steps, "ol")
    section.set("class", "passage")
    if passage.note:
        note = Element("p")
        note.text = passage.note
        section.insert(1, note)


def _card(exercises: Element, card: Card) -> None:
    item = SubElement(exercises, "li")
    # it carries its own label; HTML needs no namespace for it
    figure = ElementTree.fromstring(card.figure.replace(f' xmlns="{SVG}"', "", 1))  # noqa: S314 - our own drawing
    figure.set("class", "figure")
    item.append(figure)
    _add(item, "h2", card.name)
    _add(item, "p", card.dose).set("class", "dose")
    if card.warning:
        _add(item, "p", card.warning).set("class", "warning")
    _rows(item, card.rows)


def _rows(parent: Element, rows: Iterable[LabelledText]) -> None:
    for label, text in rows:
        line = SubElement(parent, "p")
        _add(line, "b", f"{label}:").tail = f" {text}"


def _add(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = text
    return element


# Sizes in points and millimetres: for paper.
_STYLE = """
:root { color-scheme: light dark }
* { box-sizing: border-box; margin: 0 }
body { font: 11pt/1.35 system-ui, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; max-width: 190mm;
  margin: 0 auto; padding: 6mm }
h1 { font-size: 1.9em; line-height: 1.15 }
h2 { font-size: 1.15em; line-height: 1.25 }
header p { margin-top: 1mm }
.care { border: 1.5pt solid; border-radius: 2mm; padding: 2.5mm 3.5mm; margin: 3mm 0 }
.care p { margin-top: .8mm }
section ul, section ol { padding-inline-start: 1.6em; margin-top: .6mm }
section li::marker { font-weight: bold }
.exercises { list-style: none; padding: 0; counter-reset: exercise }
.exercises li { display: flow-root; padding-block: 2.5mm; border-top: .75pt solid; counter-increment: exercise;
  break-inside: avoid }
.exercises h2::before { content: counter(exercise) ". " }
.exercises p { margin-top: .6mm }
.figure { float: inline-start; width: 44mm; height: 33mm; margin: .5mm 4mm 1mm 0 }
@media (min-width: 130mm) {
  .exercises li { padding-inline-start: 48mm }
  .figure { margin-inline-start: -48mm }
}
li b { white-space: nowrap }
.dose { font-weight: bold }
.warning { font-style: italic; font-weight: bold }
main > section:not(.care) { padding-bottom: 2mm; break-inside: avoid }
main > section:last-child { border-top: .75pt solid; padding: 2mm 0 0 }
footer { border-top: .75pt solid; margin-top: 3mm; padding-top: 1.5mm; font-size: .8em }
@page { margin: 8mm 11mm }
@media print {
  :root { color-scheme: light }
  body { max-width: none; padding: 0; color: #000; background: #fff }
  a { color: inherit }
  .few { font-size: 9pt; line-height: 1.25 }
  .some, .many { font-size: 8.5pt; line-height: 1.2; columns: 2; column-gap: 6mm }
  .many { font-size: 8pt }
  .some h1, .many h1 { font-size: 1.6em }
  body p, .exercises p { margin-top: .3mm }
  header, .care, .care + .passage { column-span: all }
  footer { break-inside: avoid; margin-top: .5mm; padding-top: 1mm }
  footer p { display: inline; margin-inline-end: 1.5em }
  .care { padding: 1.6mm 3mm; margin: 2mm 0 }
  .exercises li { padding-block: 1.2mm }
  .some .exercises li, .many .exercises li { padding-inline-start: 0 }
  .few section ol { columns: 2; column-gap: 8mm }
  .some :is(section ol, .care ul), .many section :is(ul, ol) { padding: 0; counter-reset: point }
  .some :is(section ol, .care ul) li, .many section li { display: inline; counter-increment: point }
  :is(.some, .many) :is(.care p, .passage p, .passage ol) { display: inline; margin-inline-end: 1em }
  :is(.some, .many) section ol li::before { content: counter(point) ".\\a0"; font-weight: bold }
  .some li p:nth-last-child(-n+2), .many li p:nth-last-child(-n+2) { display: inline }
  .some li p:last-child::before, .many li p:last-child::before { content: " " }
  .figure > rect { display: none }
  .some .figure, .many .figure { width: 23mm; height: 17.25mm; margin-inline: 0 2.5mm }
}
"""
