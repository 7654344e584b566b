"""Circles and lines -> the text of an SVG path: whole units, each from the one before, in few letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, atan2, ceil, cos, hypot, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio_builder.pictures.figures.shapes import Circle, FlatPoint

Arc = tuple[int, float, float]
"""The index of a circle, and between which angles the outline runs along it."""
TURN = 2 * pi


def arcs_around(circles: Sequence[Circle]) -> list[Arc]:
    """The arcs that the outline is made of, in turn; straight lines join them.

    At every angle the outline runs along the circle that reaches farthest that way.
    """
    first = at = max(
        range(len(circles)), key=lambda index: (circles[index][0][0] + circles[index][1], circles[index][1])
    )
    angle, arcs = 0.0, []
    while True:
        step, following = _overtaken(circles, at, angle)
        arcs.append((at, angle, min(angle + step, TURN)))
        angle += step
        if angle >= TURN - 1e-9:
            return _joined(arcs, first)
        at = following


def _joined(arcs: list[Arc], first: int) -> list[Arc]:
    """The last arc and the first are one where they are on the same circle."""
    if len(arcs) > 1 and arcs[-1][0] == first:
        _, start, _ = arcs.pop()
        arcs[0] = (first, start - TURN, arcs[0][2])
    return [arc for arc in arcs if arc[2] - arc[1] > 1e-6]


def _overtaken(circles: Sequence[Circle], at: int, angle: float) -> tuple[float, int]:
    """How much further the circle ``at`` reaches farthest, and which one does then."""
    (x, y), radius = circles[at]
    best, found = TURN, at
    for index, ((other_x, other_y), other) in enumerate(circles):
        far = hypot(other_x - x, other_y - y)
        if index == at or far <= abs(radius - other) + 1e-9:
            continue
        meets = atan2(other_y - y, other_x - x) - acos((radius - other) / far)
        step = (meets - angle) % TURN
        if 1e-9 < step < best - 1e-12:
            best, found = step, index
    return best, found


WIDEST = 2.0
"""Radians of one arc: near half a circle, half a unit of its ends would bend it out of shape."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where centimetres of the picture are on the canvas."""

    scale: float
    """Units of the canvas for a centimetre."""
    left: float
    top: float

    def on_canvas(self, spot: FlatPoint) -> FlatPoint:
        return (spot[0] - self.left) * self.scale, (spot[1] - self.top) * self.scale

    def units(self, spot: FlatPoint) -> tuple[int, int]:
        """In whole units."""
        x, y = self.on_canvas(spot)
        return round(x), round(y)


def hull_path(circles: Sequence[Circle], place: Place) -> str:
    """The tightest band around ``circles``."""
    arcs = arcs_around(circles)
    at = place.units(_on(circles, arcs[0][0], arcs[0][1]))
    text = f"M{row(at)}"
    for index, begin, end in arcs:
        count = ceil((end - begin) / WIDEST)
        angles = [begin + (end - begin) * step / count for step in range(count + 1)]
        for number, angle in enumerate(angles):
            there = place.units(_on(circles, index, angle))
            text += _piece(at, there, round(circles[index][1] * place.scale) if number else 0)
            at = there
    return f"{text}z"


def _piece(at: tuple[int, int], there: tuple[int, int], radius: int) -> str:
    """A line, or with a ``radius`` an arc; nothing where it leads nowhere."""
    step = row((there[0] - at[0], there[1] - at[1]))
    if there == at or not radius:
        return "" if there == at else f"l{step}"
    return f"a{radius} {radius} 0 0 1{step if step.startswith('-') else f' {step}'}"


def line_path(spots: Sequence[FlatPoint], place: Place, closed: bool = False) -> str:
    """A line from spot to spot."""
    units = [place.units(spot) for spot in spots]
    steps = (f"l{row((x2 - x1, y2 - y1))}" for (x1, y1), (x2, y2) in pairwise(units))
    return f"M{row(units[0])}{''.join(steps)}{'z' if closed else ''}"


def curve_path(spots: Sequence[FlatPoint], place: Place) -> str:
    """A start, then curves of three spots each: two that pull, and the end."""
    at = place.units(spots[0])
    text = f"M{row(at)}"
    for index in range(1, len(spots), 3):
        units = [place.units(spot) for spot in spots[index : index + 3]]
        text += "c" + row([value for x, y in units for value in (x - at[0], y - at[1])])
        at = units[-1]
    return text


def row(values: Sequence[int]) -> str:
    """Numbers in a row, a blank only where the next one has no sign."""
    return "".join(f" {value}" if place and value >= 0 else str(value) for place, value in enumerate(values))


def _on(circles: Sequence[Circle], index: int, angle: float) -> FlatPoint:
    (x, y), radius = circles[index]
    return x + radius * cos(angle), y + radius * sin(angle)
