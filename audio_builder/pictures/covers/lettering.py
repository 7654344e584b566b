"""Lines of letters out of the one font that Pillow carries (Aileron, laid out the same on every machine).

Accents, which it lacks, are drawn as strokes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from unicodedata import combining, normalize

from PIL import ImageFont

from audio_builder.session.wrapping import wrap

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Strokes = tuple[tuple[tuple[float, float], ...], ...]

DRAWN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u2018\u2019\u201c\u201d…·°«»")
"""What the font has."""
_INSTEAD = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
    | {"\u0131": "i", "¡": "", "¿": "", "\u00a0": " "}
)
ABOVE: dict[str, Strokes] = {
    "\u0300": (((-0.08, 0.19), (0.05, 0.08)),),  # grave
    "\u0301": (((0.08, 0.19), (-0.05, 0.08)),),  # acute
    "\u0302": (((-0.11, 0.08), (0.0, 0.18), (0.11, 0.08)),),  # circumflex
    "\u0303": (((-0.13, 0.1), (-0.06, 0.15), (0.06, 0.09), (0.13, 0.14)),),  # tilde
    "\u0304": (((-0.12, 0.12), (0.12, 0.12)),),  # macron
    "\u0306": (((-0.11, 0.18), (-0.05, 0.1), (0.05, 0.1), (0.11, 0.18)),),  # breve
    "\u0307": (((0.0, 0.12), (0.0, 0.12)),),  # dot
    "\u0308": (((-0.1, 0.12), (-0.1, 0.12)), ((0.1, 0.12), (0.1, 0.12))),  # diaeresis
    "\u030a": (((0.0, 0.07), (0.07, 0.13), (0.0, 0.2), (-0.07, 0.13), (0.0, 0.07)),),  # ring
    "\u030b": (((0.02, 0.19), (-0.09, 0.08)), ((0.16, 0.19), (0.05, 0.08))),  # double acute
    "\u030c": (((-0.11, 0.18), (0.0, 0.08), (0.11, 0.18)),),  # caron
}
"""Strokes in ems, from the middle of a letter's top edge, up being positive."""
BELOW: dict[str, Strokes] = {
    "\u0327": (((0.02, 0.0), (0.06, -0.1), (-0.06, -0.15)),),  # cedilla
    "\u0328": (((0.04, 0.0), (-0.02, -0.09), (0.09, -0.14)),),  # ogonek
}
"""The same from the middle of its foot."""


@dataclass(frozen=True, slots=True)
class FontText:
    """A text as the font can write it."""

    base: str
    accents: tuple[tuple[int, str], ...]
    """The index of a letter in ``base``, and its accent."""


def written(text: str) -> FontText:
    """``text`` split into letters and accents; what can be neither written nor drawn is omitted."""
    base: list[str] = []
    accents: list[tuple[int, str]] = []
    bare = False
    for sign in normalize("NFD", text.translate(_INSTEAD)):
        if not combining(sign):
            bare = sign in DRAWN
            base += [sign] if bare else []
        elif bare and (sign in ABOVE or sign in BELOW):
            accents.append((len(base) - 1, sign))
    return FontText("".join(base), tuple(accents))


_WHITE = 255
_LEADING = 1.16
"""From one line to the next, in ems."""
_WEIGHT = 0.018
"""What each edge of a letter is thickened by, in ems: the font is a light one."""
_ACCENT_WEIGHT = 0.085
"""The width of the stroke of an accent, in ems."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text in lines, at its size."""

    lines: list[str]
    font: FreeTypeFont

    @property
    def leading(self) -> float:
        return self.font.size * _LEADING

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)


def fit(text: str, width: float, height: float, sizes: Iterable[float]) -> TextBlock:
    """``text`` at the first of ``sizes`` at which it fits; if at none, at the last, and cut off with an ellipsis.

    All in pixels of the canvas.
    """
    for size in sizes:
        block = _block(text if written(text).base.strip() else "", width, size)
        if block.height <= height and all(_length(word, block.font) <= width for word in text.split()):
            return block
    return _cut(block, width, int(height // block.leading))


def draw_block(ink: ImageDraw, block: TextBlock, corner: tuple[float, float]) -> None:
    """Write ``block`` with its upper left corner at ``corner``, on a canvas of grey: white is where the letters are."""
    x, y = corner
    for index, line in enumerate(block.lines):
        _draw_line(ink, line, block.font, (x, y + index * block.leading + block.font.size))


def _block(text: str, width: float, size: float) -> TextBlock:
    font = cast("FreeTypeFont", ImageFont.load_default(size))
    return TextBlock(wrap(text, width, lambda line: _length(line, font)), font)


def _cut(block: TextBlock, width: float, room: int) -> TextBlock:
    kept = block.lines[: max(room, 1)]
    if len(kept) < len(block.lines):
        while _length(f"{kept[-1]}…", block.font) > width:
            kept[-1] = kept[-1][:-1]
        kept[-1] = f"{kept[-1].rstrip(' ,;')}…"
    return TextBlock(kept, block.font)


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
