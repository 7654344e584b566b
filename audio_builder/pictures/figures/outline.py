"""The outline around circles: the tightest band around all of them."""

from __future__ import annotations

from math import acos, atan2, hypot, pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.pictures.figures.camera import Spot

Circle = tuple["Spot", float]
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
