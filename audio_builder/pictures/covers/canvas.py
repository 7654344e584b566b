"""What covers and icons are drawn with: a canvas with smooth edges, and twelve sets of colours, by day and by dusk."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.ImageDraw import ImageDraw

SIDE = 600
"""Pixels of a finished cover, each way."""
Point = tuple[float, float]
"""Pixels of the finished cover from its upper left corner."""
Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
Ink = Colour | int
"""On a canvas of grey how light it is, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Draws in pixels of the finished cover, whatever the scale."""

    draw: ImageDraw
    scale: int

    def shape(self, points: Iterable[Point], colour: Ink) -> None:
        self.draw.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=colour)

    def disc(self, centre: Point, radius: float, colour: Ink) -> None:
        self.oval(centre, radius, radius, colour)

    def oval(self, centre: Point, wide: float, high: float, colour: Ink, roundness: float = 2) -> None:
        """An ellipse of half axes ``wide`` and ``high``; a ``roundness`` above 2 makes it fuller, as a pebble is."""
        self.shape((_on_oval(centre, wide, high, 2 / roundness, step / 90 * pi) for step in range(180)), colour)

    def ground(self, heights: Iterable[Point], colour: Ink) -> None:
        """Everything below a line that runs from left to right."""
        self.shape([*heights, (SIDE, SIDE), (0, SIDE)], colour)


def _on_oval(centre: Point, wide: float, high: float, power: float, angle: float) -> Point:
    across, down = cos(angle), sin(angle)
    x = abs(across) ** power * (1 if across > 0 else -1)
    y = abs(down) ** power * (1 if down > 0 else -1)
    return centre[0] + wide * x, centre[1] + high * y


@dataclass(frozen=True, slots=True)
class Palette:
    name: str
    sky: Colour
    """At the top."""
    horizon: Colour
    """At the bottom; the sky fades from the one to the other."""
    sun: Colour
    far: Colour
    middle: Colour
    near: Colour
    """Land and water, in three depths."""
    figure: Colour
    shade: Colour
    """What is in front of the sky, in two tones."""
    light: Colour
    """What shines on the land."""
    ink: Colour
    """Of the letters: at least 4.5 to 1 against ``sky`` and ``horizon``."""


def _palette(name: str, colours: str) -> Palette:
    return Palette(name, *((red, green, blue) for red, green, blue in map(bytes.fromhex, colours.split())))


PALETTES = (
    #                    sky    horizon sun   far    middle near   figure shade  light  ink
    _palette("dawn", "    fdefe4 f6cfb4 ea8a5f e9b79e c97d65 7f3f3b c97d65 e9b79e f6cfb4 4a2327"),
    _palette("sage", "    f1f4e9 d5e1c8 f0c063 b7caa3 7fa07a 3f6650 7fa07a b7caa3 d5e1c8 1f382d"),
    _palette("shore", "   eaf5f5 bfdee2 f7dba3 90c4cb 4f98a6 1f5c70 4f98a6 90c4cb bfdee2 103743"),
    _palette("lavender", "f3eef8 d9cdea f6c6a6 bcaad7 8b77b4 4f407f 8b77b4 bcaad7 d9cdea 2d2350"),
    _palette("rose", "    fceeee f3ccd2 f8e1b5 e4a6b0 bf6e80 7a3651 bf6e80 e4a6b0 f3ccd2 4b1c31"),
    _palette("honey", "   fcf5e0 f4dfaa e88f3f e3c077 be8e41 6f5125 be8e41 e3c077 f4dfaa 402d10"),
    _palette("night", "   1d2849 47588a f4e4b8 5c71a6 354980 161f3c 8496cb b4c0e4 b4c0e4 f7f2e3"),
    _palette("forest", "  16363a 3a6c66 f3d08a 558a7d 2d5d57 0e292c 7db39b acd3bd acd3bd f4f1e1"),
    _palette("plum", "    3a2043 784973 f6b48f 8f5d87 60376a 2a1535 b982a8 dcb1cb dcb1cb fbefe6"),
    _palette("sky", "     eef4fc c4daf2 ffdf9d 9ec0e4 6090c5 2a5591 6090c5 9ec0e4 c4daf2 15305a"),
    _palette("olive", "   f5f4e3 dfe0b6 e7a24f c1c586 8b9551 4c5729 8b9551 c1c586 dfe0b6 2a3115"),
    _palette("linen", "   f6f2ed ded4c9 e29f79 c4b6a7 948374 564a40 948374 c4b6a7 ded4c9 2f2722"),
)
