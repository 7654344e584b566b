"""Circles and lines -> the text of an SVG path: whole units, each from the one before, in few letters."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from audio_builder.figures.outline import arcs_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.figures.camera import Spot
    from audio_builder.figures.outline import Arc, Circle


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
    if len(arcs) == 1:
        (index, _, _) = arcs[0]
        arcs = [(index, 0.0, pi), (index, pi, 2 * pi)]
    at = start = place.units(_on(circles, arcs[0][0], arcs[0][1]))
    text = f"M{row(start)}"
    for index, begin, end in arcs:
        for here, piece in ((_on(circles, index, begin), "l"), (_on(circles, index, end), "a")):
            there = place.units(here)
            if there != at:
                text += (piece if piece == "l" else _arc(circles, (index, begin, end), place)) + _step(at, there, piece)
            at = there
    return f"{text}z"


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


def _arc(circles: Sequence[Circle], arc: Arc, place: Place) -> str:
    index, begin, end = arc
    radius = round(circles[index][1] * place.scale)
    return f"a{radius} {radius} 0 {int(end - begin > pi)} 1"


def _step(at: tuple[int, int], there: tuple[int, int], piece: str) -> str:
    step = row((there[0] - at[0], there[1] - at[1]))
    return f" {step}" if piece == "a" and not step.startswith("-") else step
