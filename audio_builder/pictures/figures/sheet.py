"""All figures on one sheet, each with its name: as a PNG, or as an HTML page on which they move."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from audio_builder.pictures.figures import figure_png, figure_svg

if TYPE_CHECKING:
    from content.model.types import Content, Exercise
    from content.model.words import Words

COLUMNS, WIDE, HIGH, GAP, LINE = 5, 320, 240, 16, 34
"""Pixels of one figure, between two of them, and of its name."""
COLOURS = 96
"""Of the palette: the picture is a third as large."""
DRAWN_FROM = "Drawn-From"
"""The name of the note in a sheet that says what it was drawn from."""
INK, LETTERS = "#3d3833", 20
"""The colour and the size of the names."""


def drawn_from(content: Content, words: Words) -> str:
    """A digest of all that a sheet shows: it changes with any figure or name."""
    rows = (f"{words.exercises[each.id].name}\n{figure_svg(each, words)}\n" for each in exercises_of(content))
    return sha256("".join(rows).encode()).hexdigest()


def exercises_of(content: Content) -> list[Exercise]:
    return [content.exercises[name] for name in sorted(content.exercises)]


def sheet_png(content: Content, words: Words) -> bytes:
    """The sheet as PNG."""
    from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

    from audio_builder.pictures.covers.lettering import written

    exercises = exercises_of(content)
    rows = -(-len(exercises) // COLUMNS)
    canvas = Image.new("RGB", (COLUMNS * (WIDE + GAP) + GAP, rows * (HIGH + LINE + GAP) + GAP), "white")
    ink, font = ImageDraw.Draw(canvas), ImageFont.load_default(LETTERS)
    for index, exercise in enumerate(exercises):
        left = GAP + index % COLUMNS * (WIDE + GAP)
        top = GAP + index // COLUMNS * (HIGH + LINE + GAP)
        figure = Image.open(BytesIO(figure_png(exercise, words, size=(WIDE, HIGH)))).convert("RGBA")
        canvas.paste(figure, (left, top), figure)
        middle, name = (left + WIDE / 2, top + HIGH + LINE / 2), written(words.exercises[exercise.id].name).base
        ink.text(middle, name, fill=INK, font=font, anchor="mm", stroke_width=0.4, stroke_fill=INK)
    note = PngImagePlugin.PngInfo()
    note.add_text(DRAWN_FROM, drawn_from(content, words))
    out = BytesIO()
    canvas.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True, pnginfo=note)
    return out.getvalue()


def sheet_page(content: Content, words: Words) -> str:
    """The sheet as an HTML page, on which the figures move."""
    cards = "".join(
        f"<figure>{figure_svg(exercise, words, moving=True)}"
        f"<figcaption>{escape(words.exercises[exercise.id].name)}</figcaption></figure>\n"
        for exercise in exercises_of(content)
    )
    return (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8"><title>Figures</title><style>'
        "body{margin:1rem;font:1rem/1.4 system-ui,sans-serif;color-scheme:light dark;background:Canvas;"
        "color:CanvasText;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))}"
        f"figure{{margin:0;text-align:center}}svg{{width:100%;height:auto}}</style>{cards}</html>\n"
    )
