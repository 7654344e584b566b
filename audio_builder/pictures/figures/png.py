"""SVG -> PNG, by resvg out of its wheel: no other program, no system fonts, the same bytes every time."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.pictures.figures.shapes import PALETTE

if TYPE_CHECKING:
    from audio_builder.pictures.figures.shapes import Size


class NoRendererError(BuildError):
    """The library that draws PNGs is not installed."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("drawing a PNG needs resvg-py; install it with: pip install 'gentle-back[audio]'")


def check_renderer() -> None:
    """Raises ``NoRendererError``: to be called before any work."""
    if find_spec("resvg_py") is None:
        raise NoRendererError


def png_of(svg: str, size: Size | None = None) -> bytes:
    """``svg`` in ``size``, width and height in pixels; None: in its own. Raises ``NoRendererError``."""
    try:
        import resvg_py
    except ImportError as error:
        raise NoRendererError from error
    wide, high = size or (None, None)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=wide, height=high))


def square(png: bytes, side: int, colours: int) -> bytes:
    """``png`` in the middle of a square in the colour of its card, with a palette of ``colours``: half as large."""
    from PIL import Image

    picture, file = Image.open(BytesIO(png)).convert("RGBA"), BytesIO()
    canvas = Image.new("RGB", (side, side), PALETTE["card"])
    canvas.paste(picture, ((side - picture.size[0]) // 2, (side - picture.size[1]) // 2), picture)
    few = canvas.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG")
    return file.getvalue()
