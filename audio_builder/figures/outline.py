"""The outline around circles: the tightest band around all of them, as a path."""

from __future__ import annotations

from math import acos, atan2, cos, hypot, pi, sin, tan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.figures.camera import Spot

Circle = tuple["Spot", float]
Order = tuple[tuple[int, int], ...]
"""Which circles the outline touches, in turn, and of how many curves its arc there is made."""
_TURN = 2 * pi


def order_around(circles: Sequence[Circle]) -> Order:
    """The circles that the outline touches, counterclockwise on the picture turned upside down."""
    arcs = _arcs(circles)
    return tuple((index, max(1, round(0.2 + (end - start) / (pi / 2)))) for index, start, end in arcs)


def _arcs(circles: Sequence[Circle]) -> list[tuple[int, float, float]]:
    """Each circle of the outline with the angles between which it is touched."""
    at = max(range(len(circles)), key=lambda i: (circles[i][0][0] + circles[i][1], circles[i][1]))
    first, angle, arcs = at, 0.0, []
    while True:
        step, following = _next(circles, at, angle)
        if angle + step >= _TURN - 1e-9:
            arcs.append((at, angle, _TURN))
            break
        arcs.append((at, angle, angle + step))
        at, angle = following, angle + step
    if len(arcs) > 1 and arcs[-1][0] == first:
        last = arcs.pop()
        arcs[0] = (first, last[1] - _TURN, arcs[0][2])
    return [arc for arc in arcs if arc[2] - arc[1] > 1e-6] or arcs[:1]


def _next(circles: Sequence[Circle], at: int, angle: float) -> tuple[float, int]:
    (x, y), radius = circles[at]
    best, found = _TURN, at
    for index, ((other_x, other_y), other) in enumerate(circles):
        far = hypot(other_x - x, other_y - y)
        if index == at or far <= abs(radius - other) + 1e-9:
            continue
        meets = atan2(other_y - y, other_x - x) - acos((radius - other) / far)
        step = (meets - angle) % _TURN
        if 1e-9 < step < best - 1e-12:
            best, found = step, index
    return best, found


def outline(circles: Sequence[Circle], order: Order) -> list[tuple[Spot, ...]]:
    """The outline: its first point, then a point (a line) or three (a curve) at a time."""
    if len(order) == 1:
        return _round(circles[order[0][0]])
    tangents = [_tangent(circles[one], circles[two]) for (one, _), (two, _) in _pairs(order)]
    pieces: list[tuple[Spot, ...]] = []
    for place, (index, count) in enumerate(order):
        start, end = tangents[place - 1], tangents[place]
        span = (end - start + pi / 2) % _TURN - pi / 2
        pieces.append((_on(circles[index], start),))
        pieces += _curves(circles[index], start, span, count)
    return pieces


def _pairs(order: Order) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(zip(order, (*order[1:], order[0]), strict=True))


def _tangent(one: Circle, two: Circle) -> float:
    (x, y), radius = one
    (other_x, other_y), other = two
    far = max(hypot(other_x - x, other_y - y), 1e-6)
    return atan2(other_y - y, other_x - x) - acos(max(-1.0, min(1.0, (radius - other) / far)))


def _on(circle: Circle, angle: float) -> Spot:
    (x, y), radius = circle
    return x + radius * cos(angle), y + radius * sin(angle)


def _curves(circle: Circle, start: float, span: float, count: int) -> list[tuple[Spot, ...]]:
    each = span / count
    reach = 4 / 3 * tan(each / 4) * circle[1]
    curves = []
    for number in range(count):
        one, two = start + each * number, start + each * (number + 1)
        (x1, y1), (x2, y2) = _on(circle, one), _on(circle, two)
        curves.append(
            ((x1 - reach * sin(one), y1 + reach * cos(one)), (x2 + reach * sin(two), y2 - reach * cos(two)), (x2, y2))
        )
    return curves


def _round(circle: Circle) -> list[tuple[Spot, ...]]:
    return [(_on(circle, 0.0),), *_curves(circle, 0.0, _TURN, 4)]
