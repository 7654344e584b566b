"""The motifs of covers, all below the title. Each is drawn in one palette, and varied by three numbers."""

from __future__ import annotations

from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from audio_builder.pictures.covers.canvas import SIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_builder.pictures.covers.canvas import Canvas, Palette, Point

Variation = tuple[float, float, float]
"""Each from 0 to 1."""


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


MOTIFS: tuple[Callable[[Canvas, Palette, Variation], None], ...] = (hills, waves, arcs, stones, leaves, path)


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
