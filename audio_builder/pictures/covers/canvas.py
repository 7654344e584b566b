"""What covers and icons are drawn with: a canvas with smooth edges, and twelve sets of colours, by day and by dusk.

And the motifs of covers, all below the title. Each is drawn in one palette, and varied by three numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIDE = 600
"""Pixels of a finished cover, each way."""
Point = tuple[float, float]
"""Pixels of the finished cover from its upper left corner."""
Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
Ink = Colour | int
"""On a canvas of grey how light it is, 0 to 255."""
Variation = tuple[float, float, float]
"""Each from 0 to 1."""


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


def hills(canvas: Canvas, palette: Palette, vary: Variation) -> None:
    """Three ranges of hills, and the sun behind them."""
    canvas.disc((170 + 280 * vary[0], 372), 74, palette.sun)
    for layer, colour in enumerate((palette.far, palette.middle, palette.near)):
        phase = vary[1] * 6 + layer * (1.7 + vary[2])
        canvas.ground(_swell(392 + layer * 62, 34 - layer * 5, 430 + layer * 70, phase), colour)


def waves(canvas: Canvas, palette: Palette, vary: Variation) -> None:
    """The sun going down into the sea, and its light on the water."""
    sun_x = 210 + 180 * vary[0]
    canvas.disc((sun_x, 404), 92, palette.sun)
    for layer, colour in enumerate((palette.far, palette.middle, palette.near)):
        top = 410 + layer * 66
        canvas.ground(_swell(top, 5 + layer * 3, 190 + 60 * layer, vary[1] * 6 + layer * 2), colour)
    for step, half in enumerate((70, 52, 60, 38, 24)):
        slip = 12 * sin(step * 2.4 + vary[2] * 6)
        canvas.oval((sun_x + slip, 432 + step * 26), half, 3.6, palette.sun)


def arcs(canvas: Canvas, palette: Palette, vary: Variation) -> None:
    """Wide bows one inside the other, as a rainbow or a back that arches."""
    centre = (180 + 240 * vary[0], 600.0)
    for radius, colour in ((290, palette.far), (230, palette.middle), (170, palette.near)):
        canvas.disc(centre, radius + 6 * vary[1], colour)
        canvas.disc(centre, radius - 44 + 6 * vary[1], palette.horizon)
    canvas.disc(centre, 110 + 6 * vary[1], palette.sun)


def stones(canvas: Canvas, palette: Palette, vary: Variation) -> None:
    """Pebbles in balance, one on the other: a spine at rest."""
    foot_x = 200 + 200 * vary[0]
    canvas.disc((foot_x + (130 if vary[1] < 0.5 else -130), 396), 70, palette.sun)
    canvas.ground(_swell(528, 10, 620, vary[2] * 6), palette.near)
    top = 536.0
    colours = (palette.figure, palette.shade, palette.figure, palette.shade, palette.figure)
    for index, (colour, wide, high) in enumerate(zip(colours, (92, 76, 62, 46, 30), (27, 23, 20, 17, 14), strict=True)):
        top -= high
        canvas.oval((foot_x + 13 * sin(index * 1.5 + vary[2] * 6), top), wide, high, colour, 2.5)
        top -= high - 1.5


def leaves(canvas: Canvas, palette: Palette, vary: Variation) -> None:
    """A stem in a long curve with a leaf on each side, pair by pair, as a spine has its ribs."""
    lean = 1 if vary[0] < 0.5 else -1
    canvas.disc((SIDE / 2 + lean * (110 + 60 * vary[1]), 410), 84, palette.sun)
    stem = [(SIDE / 2 - lean * (120 - 190 * t + 40 * sin(pi * t * 1.3)), 600 - 276 * t) for t in _steps(60)]
    for at in (23, 32, 41, 50):
        ahead, size = _heading(stem, at), 100 - 1.1 * at
        canvas.shape(_leaf(stem[at], ahead - 0.95, size), palette.figure)
        canvas.shape(_leaf(stem[at], ahead + 0.95, size), palette.shade)
    canvas.shape(_ribbon(stem, lambda t: 4.5 - 3 * t), palette.figure)
    canvas.shape(_leaf(stem[-1], _heading(stem, 57), 34), palette.figure)
    canvas.ground(_swell(556, 12, 700, vary[2] * 6), palette.near)


def path(canvas: Canvas, palette: Palette, vary: Variation) -> None:
    """A way that winds over open land towards the sun."""
    canvas.disc((200 + 200 * vary[0], 384), 68, palette.sun)
    canvas.ground(_swell(398, 16, 520, vary[1] * 6), palette.far)
    canvas.ground(_swell(430, 9, 640, vary[1] * 6 + 2), palette.middle)
    turn = 1 if vary[2] < 0.5 else -1
    way = [(300 + turn * (20 + 105 * (1 - t) * sin(t * 6.6)), 606 - 176 * t) for t in _steps(60)]
    canvas.shape(_ribbon(way, lambda t: 2 + 47 * (1 - t) ** 2), palette.light)


Motif: TypeAlias = Callable[[Canvas, Palette, Variation], None]
MOTIFS: tuple[Motif, ...] = (hills, waves, arcs, stones, leaves, path)


def _steps(count: int) -> list[float]:
    return [step / count for step in range(count + 1)]


def _swell(height: float, rise: float, length: float, phase: float) -> list[Point]:
    """A long wave from left to right about ``height``, its crests ``rise`` above and ``length`` apart."""
    return [(SIDE * t, height - rise * sin(2 * pi * SIDE * t / length + phase)) for t in _steps(100)]


def _heading(line: list[Point], at: int) -> float:
    """The angle at which ``line`` passes its point ``at``."""
    (back_x, back_y), (ahead_x, ahead_y) = line[at - 3], line[at + 3]
    return atan2(ahead_y - back_y, ahead_x - back_x)


def _leaf(foot: Point, angle: float, size: float) -> list[Point]:
    """A leaf that grows from ``foot`` towards ``angle``, pointed at both ends."""
    edge = [(size * t, 0.24 * size * sin(pi * t**0.85)) for t in _steps(24)]
    outline = [*edge, *((along, -across) for along, across in reversed(edge))]
    return [
        (foot[0] + along * cos(angle) - across * sin(angle), foot[1] + along * sin(angle) + across * cos(angle))
        for along, across in outline
    ]


def _ribbon(line: list[Point], half: Callable[[float], float]) -> list[Point]:
    """``line`` as a band; ``half`` gives half its width across, from its beginning (0) to its end (1)."""
    widths = [half(index / (len(line) - 1)) for index in range(len(line))]
    left = [(x - width, y) for (x, y), width in zip(line, widths, strict=True)]
    right = [(x + width, y) for (x, y), width in zip(line, widths, strict=True)]
    return [*left, *reversed(right)]
