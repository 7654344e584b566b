"""Lines of letters out of the one font that Pillow carries (Aileron, laid out the same on every machine)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PIL import ImageFont

from audio_builder.pictures.covers.accents import ABOVE, BELOW, written
from audio_builder.session.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_WHITE = 255
_LEADING = 1.16
"""From one line to the next, in ems."""
_WEIGHT = 0.018
"""What each edge of a letter is thickened by, in ems: the font is a light one."""
_ACCENT_WEIGHT = 0.085
"""The width of the stroke of an accent, in ems."""


@dataclass(frozen=True, slots=True)
class Block:
    """Text as it will stand."""

    lines: list[str]
    font: FreeTypeFont

    @property
    def leading(self) -> float:
        return self.font.size * _LEADING

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)


def fit(text: str, width: float, height: float, sizes: Iterable[float]) -> Block:
    """``text`` at the first of ``sizes`` at which it fits; if at none, at the last, and cut off with an ellipsis.

    All in pixels of the canvas.
    """
    for size in sizes:
        block = _block(text if written(text).base.strip() else "", width, size)
        if block.height <= height and all(_length(word, block.font) <= width for word in text.split()):
            return block
    return _cut(block, width, int(height // block.leading))


def draw_block(ink: ImageDraw, block: Block, corner: tuple[float, float]) -> None:
    """Write ``block`` with its upper left corner at ``corner``, on a canvas of grey: white is where the letters are."""
    x, y = corner
    for index, line in enumerate(block.lines):
        _draw_line(ink, line, block.font, (x, y + index * block.leading + block.font.size))


def _block(text: str, width: float, size: float) -> Block:
    font = cast("FreeTypeFont", ImageFont.load_default(size))
    return Block(wrap(text, width, lambda line: _length(line, font)), font)


def _cut(block: Block, width: float, room: int) -> Block:
    kept = block.lines[: max(room, 1)]
    if len(kept) < len(block.lines):
        while _length(f"{kept[-1]}…", block.font) > width:
            kept[-1] = kept[-1][:-1]
        kept[-1] = f"{kept[-1].rstrip(' ,;')}…"
    return Block(kept, block.font)


def _length(text: str, font: FreeTypeFont) -> float:
    return font.getlength(written(text).base)


def _draw_line(ink: ImageDraw, text: str, font: FreeTypeFont, foot: tuple[float, float]) -> None:
    line = written(text)
    ink.text(foot, line.base, fill=_WHITE, font=font, anchor="ls", stroke_width=font.size * _WEIGHT)
    for index, accent in line.accents:
        letter = line.base[index]
        wide = font.getlength(letter)
        left = foot[0] + font.getlength(line.base[: index + 1]) - wide
        top = foot[1] + (font.getbbox(letter, anchor="ls")[1] if accent in ABOVE else 0)
        if accent in ABOVE and letter in "ij":
            dot_top, top = top, foot[1] + font.getbbox("x", anchor="ls")[1]
            ink.rectangle((left, dot_top - font.size * _WEIGHT, left + wide, top - font.size * 0.04), fill=0)
        _draw_accent(ink, accent, font.size, (left + wide / 2, top))


def _draw_accent(ink: ImageDraw, accent: str, em: float, place: tuple[float, float]) -> None:
    half = em * _ACCENT_WEIGHT / 2
    for stroke in (ABOVE | BELOW)[accent]:
        points = [(place[0] + em * across, place[1] - em * up) for across, up in stroke]
        ink.line(points, fill=_WHITE, width=round(2 * half), joint="curve")
        for x, y in (points[0], points[-1]):
            ink.ellipse((x - half, y - half, x + half, y + half), fill=_WHITE)
