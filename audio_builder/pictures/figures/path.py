"""Circles and lines -> the text of an SVG path: whole units, each from the one before, in few letters."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, sin
from typing import TYPE_CHECKING

from audio_builder.pictures.figures.outline import arcs_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.pictures.figures.camera import Spot
    from audio_builder.pictures.figures.outline import Circle

WIDEST = 2.0
"""Radians of one arc: near half a circle, half a unit of its ends would bend it out of shape."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where centimetres of the picture are on the canvas."""

    scale: float
    """Units of the canvas for a centimetre."""
    left: float
    top: float

    def units(self, spot: Spot) -> tuple[int, int]:
        return round((spot[0] - self.left) * self.scale), round((spot[1] - self.top) * self.scale)


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


def line_path(spots: Sequence[Spot], place: Place, closed: bool = False) -> str:
    """A line from spot to spot."""
    at = place.units(spots[0])
    text = f"M{row(at)}"
    for spot in spots[1:]:
        there = place.units(spot)
        text += f"l{row((there[0] - at[0], there[1] - at[1]))}"
        at = there
    return text + ("z" if closed else "")


def curve_path(spots: Sequence[Spot], place: Place) -> str:
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


def _on(circles: Sequence[Circle], index: int, angle: float) -> Spot:
    (x, y), radius = circles[index]
    return x + radius * cos(angle), y + radius * sin(angle)
