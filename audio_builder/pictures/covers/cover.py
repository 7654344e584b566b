"""The cover of a session: its title in large letters over a calm picture, and one of its movements.

It imports Pillow, so it is imported when a cover is drawn; that takes some 100 ms, and 10 MB for a moment.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from audio_builder.pictures.covers.canvas import MOTIFS, PALETTES, SIDE, Canvas, Motif, Palette
from audio_builder.pictures.covers.lettering import draw_block, fit
from audio_builder.pictures.figures import png_of

_SALT = b"68508897"
"""Found by trial: with it our twelve routines have twelve palettes and every motif.

The swim has the waves; the walks and the ride, and only they, have the path.
"""
_SCALE = 3
"""The canvas is this much larger each way, for smooth edges."""
_MARGIN, _TOP, _GAP = 46, 32, 10
"""In pixels, as are all of these: left and right of the text, above it, and between title and subtitle."""
_TITLE_HIGH, _SUBTITLE_HIGH = 212, 40
_TITLE_SIZES = (78, 70, 62, 56, 50, 44, 38)
"""The least is still 19 when the cover is shown at 300."""
_SUBTITLE_SIZES = (30, 26)
_PEBBLE, _PEBBLE_TOP, _PEBBLE_ROUNDNESS = (384, 288), 292, 4.0
"""What the figure lies on: width and height, below the top of the cover, and how full it is (see ``Canvas.oval``)."""
_WHITE = 255


def draw_cover(title: str, subtitle: str, key: str, figure: str = "", *, is_large: bool = False) -> bytes:
    """A PNG of 600 x 600 pixels; ``key``, the routine's id, alone chooses colours and motif.

    ``figure`` is SVG, 4 to 3, on a card; without one the motif has the whole place. Raises ``NoRendererError``.
    The font has Latin letters only: of a title in another script the picture and what can be written remain.
    A large one, the artwork of a podcast, has 1,500 x 1,500 pixels in RGB: Apple takes 1,400 to 3,000.
    """
    scale, smaller = (5, 2) if is_large else (_SCALE, _SCALE)
    chance = sha256(_SALT + key.encode()).digest()
    palette, motif = _look(chance)
    side = SIDE * scale
    fade = Image.linear_gradient("L").resize((1, side))
    sky = ImageOps.colorize(fade, palette.sky, palette.horizon)
    picture = sky.resize((side, side), Image.Resampling.NEAREST)
    motif(Canvas(ImageDraw.Draw(picture), scale), palette, (chance[2] / 255, chance[3] / 255, chance[4] / 255))
    ink = Image.new("L", (picture.size[0], _PEBBLE_TOP * scale))
    _write(ImageDraw.Draw(ink), title, subtitle, scale)
    picture.paste(palette.ink, (0, 0, *ink.size), ink)
    cover = picture.reduce(smaller)
    if figure:
        _set_in(cover, figure)
    few, file = cover.quantize(256, dither=Image.Dither.NONE), BytesIO()  # half as large, and hardly another colour
    (few.convert("RGB") if is_large else few).save(file, "PNG", optimize=True)
    return file.getvalue()


def look_of(key: str) -> tuple[Palette, Motif]:
    """The colours and the motif of routine ``key``."""
    return _look(sha256(_SALT + key.encode()).digest())


def _look(chance: bytes) -> tuple[Palette, Motif]:
    return PALETTES[chance[0] % len(PALETTES)], MOTIFS[chance[1] % len(MOTIFS)]


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
    Canvas(ImageDraw.Draw(shape), _SCALE).oval(middle, *middle, _WHITE, _PEBBLE_ROUNDNESS)
    cover.paste(picture, ((side - wide) // 2, round(_PEBBLE_TOP * side / SIDE)), shape.reduce(_SCALE))
