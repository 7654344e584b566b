"""Paint a cover: sky, motif, letters, figure. Imports Pillow, so it is imported only when a cover is painted."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from audio_builder.pictures.covers.easel import SIDE, Easel
from audio_builder.pictures.covers.lettering import draw_block, fit
from audio_builder.pictures.covers.motifs import MOTIFS
from audio_builder.pictures.covers.palette import PALETTES
from audio_builder.pictures.figures.png import png_of

if TYPE_CHECKING:
    from audio_builder.pictures.covers.palette import Palette

_SALT = b"1223455"
"""Found by trial: with it our nine routines have nine palettes and every motif, and the walks have the path."""
_SCALE = 3
"""The canvas is this much larger each way, for smooth edges."""
_MARGIN, _TOP, _GAP = 46, 32, 10
"""In pixels, as are all of these: left and right of the text, above it, and between title and subtitle."""
_TITLE_HIGH, _SUBTITLE_HIGH = 212, 40
_TITLE_SIZES = (78, 70, 62, 56, 50, 44, 38)
"""The least is still 19 when the cover is shown at 300."""
_SUBTITLE_SIZES = (30, 26)
_PEBBLE, _PEBBLE_TOP, _PEBBLE_ROUNDNESS = (384, 288), 292, 4.0
"""What the figure lies on: width and height, below the top of the cover, and how full it is (see ``Easel.oval``)."""
_WHITE = 255


def paint(title: str, subtitle: str, key: str, figure: str = "", *, scale: int = _SCALE, smooth: int = _SCALE) -> bytes:
    """The cover as PNG; see ``audio_builder.pictures.covers.cover``.

    The canvas is ``scale`` x ``SIDE`` wide, and is made ``smooth`` times smaller in the end. The usual cover has a
    palette of its own in the file, any other size has not: the readers of artwork ask for RGB.
    """
    chance = sha256(_SALT + key.encode()).digest()
    palette = PALETTES[chance[0] % len(PALETTES)]
    canvas = _sky(palette, SIDE * scale)
    motif = MOTIFS[chance[1] % len(MOTIFS)]
    motif(Easel(ImageDraw.Draw(canvas), scale), palette, (chance[2] / 255, chance[3] / 255, chance[4] / 255))
    ink = Image.new("L", (canvas.size[0], _PEBBLE_TOP * scale))
    _write(ImageDraw.Draw(ink), title, subtitle, scale)
    canvas.paste(palette.ink, (0, 0, *ink.size), ink)
    cover = canvas.reduce(smooth)
    if figure:
        _set_in(cover, figure)
    return _png(cover, is_plain=scale != smooth)


def _sky(palette: Palette, side: int) -> Image.Image:
    fade = Image.linear_gradient("L").resize((1, side))
    return ImageOps.colorize(fade, palette.sky, palette.horizon).resize((side, side), Image.Resampling.NEAREST)


def _write(ink: ImageDraw.ImageDraw, title: str, subtitle: str, scale: int) -> None:
    width, left, top = (SIDE - 2 * _MARGIN) * scale, _MARGIN * scale, _TOP * scale
    block = fit(title, width, _TITLE_HIGH * scale, [size * scale for size in _TITLE_SIZES])
    draw_block(ink, block, (left, top))
    below = fit(subtitle, width, _SUBTITLE_HIGH * scale, [size * scale for size in _SUBTITLE_SIZES])
    draw_block(ink, below, (left, top + block.height + _GAP * scale))


def _set_in(cover: Image.Image, figure: str) -> None:
    """Lay ``figure`` on ``cover`` as on a pebble."""
    side = cover.size[0]
    wide, high = round(_PEBBLE[0] * side / SIDE), round(_PEBBLE[1] * side / SIDE)
    picture = Image.open(BytesIO(png_of(figure, (wide, high)))).convert("RGBA")
    shape = Image.new("L", (wide * _SCALE, high * _SCALE))
    middle = (wide / 2, high / 2)
    Easel(ImageDraw.Draw(shape), _SCALE).oval(middle, *middle, _WHITE, _PEBBLE_ROUNDNESS)
    cover.paste(picture, ((side - wide) // 2, round(_PEBBLE_TOP * side / SIDE)), shape.reduce(_SCALE))


def _png(image: Image.Image, is_plain: bool) -> bytes:
    """``image`` with 256 colours of its own, which halves the file; no channel moves by more than a few steps."""
    file = BytesIO()
    few = image.quantize(256, dither=Image.Dither.NONE)
    (few.convert("RGB") if is_plain else few).save(file, "PNG", optimize=True)
    return file.getvalue()
