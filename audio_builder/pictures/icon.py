"""The icons of the skill: pebbles in balance, a spine at rest. ``python -m audio_builder.pictures.icon``.

They hold no letter, since in a list of skills one is shown hardly larger than a thumbnail.
"""

from __future__ import annotations

import sys
from io import BytesIO
from math import sin
from pathlib import Path

from audio_builder.pictures.covers.canvas import PALETTES, SIDE, Canvas, Palette

SIDES = (108, 512)
"""Pixels each way, as Amazon asks for them."""
FOLDER = Path("skill-package/assets/images")
_PALETTE = "shore"
_SCALE = 3
_STONES = ((118, 38), (98, 33), (79, 29), (61, 25), (42, 21))
"""Half axes of the pebbles, from the foot up."""


def draw_icon(side: int) -> bytes:
    """The icon as PNG, ``side`` pixels each way."""
    from PIL import Image, ImageDraw, ImageOps

    palette = next(each for each in PALETTES if each.name == _PALETTE)
    fade = Image.linear_gradient("L").resize((1, SIDE * _SCALE)).resize((SIDE * _SCALE, SIDE * _SCALE))
    canvas = ImageOps.colorize(fade, palette.sky, palette.horizon)
    _picture(Canvas(ImageDraw.Draw(canvas), _SCALE), palette)
    file = BytesIO()
    small = canvas.resize((side, side), Image.Resampling.LANCZOS)
    small.quantize(256, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def write_icons(folder: Path) -> None:
    """Draw every icon into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for side in SIDES:
        (folder / f"icon-{side}.png").write_bytes(draw_icon(side))


def _picture(canvas: Canvas, palette: Palette) -> None:
    canvas.disc((392, 208), 132, palette.sun)
    canvas.ground(_shore(466, 10), palette.far)
    canvas.ground(_shore(508, 6), palette.middle)
    top = 514.0
    for index, (wide, high) in enumerate(_STONES):
        top -= high
        colour = palette.near if index % 2 == 0 else palette.middle
        canvas.oval((284 + 22 * sin(index * 1.25), top), wide, high, colour, 2.5)
        top -= high + 3


def _shore(height: float, rise: float) -> list[tuple[float, float]]:
    return [(SIDE * step / 60, height - rise * sin(step / 60 * 6.3)) for step in range(61)]


if __name__ == "__main__":
    write_icons(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
