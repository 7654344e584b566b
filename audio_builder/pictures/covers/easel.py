"""A canvas that is drawn larger than it is shown, so that edges come out smooth."""

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
Ink = tuple[int, int, int] | int
"""A colour; on a canvas of grey how light it is, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Easel:
    """Draws in pixels of the finished cover, whatever the scale."""

    draw: ImageDraw
    scale: int

    def shape(self, points: Iterable[Point], colour: Ink) -> None:
        self.draw.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=colour)

    def disc(self, centre: Point, radius: float, colour: Ink) -> None:
        x, y = centre
        self.oval((x, y), radius, radius, colour)

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
