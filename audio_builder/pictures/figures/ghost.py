"""What of the start is worth showing: of a part that the end hides nearly wholly, only a sliver would be seen."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import hypot
from typing import TYPE_CHECKING

from audio_builder.pictures.figures.moves import moves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_builder.pictures.figures.camera import Spot
    from audio_builder.pictures.figures.outline import Circle
    from audio_builder.pictures.figures.scene import Scene
    from audio_builder.pictures.figures.shape import Shape

FAR = 7.0
"""Centimetres between start and end that a part is shown at its start for."""
SEEN = 0.2
"""Of its middle line, how much has to be seen then."""
STEPS = 8


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def ghosts(scene: Scene) -> list[Shape]:
    """The parts that are shown where they start, too."""
    parts = [shape for shape in scene.shapes if shape.start and shape.tone not in ("works", "eye")]
    moved = [part for part in parts if moves(part, FAR, scene.end)]
    pieces = [piece for shape in scene.shapes for hull in shape.hulls for piece in _pieces(hull)] if moved else []
    return [part for part in moved if _seen(part, pieces) > SEEN]


def _seen(part: Shape, pieces: list[tuple[Circle, Circle, Box]]) -> float:
    """The share of the middle line of ``part``, where it starts, that nothing lies before at the end."""
    spots = list(_line(part.start[0]))
    return sum(not any(_holds(piece, x, y) for piece in pieces) for x, y in spots) / len(spots)


def _line(hull: tuple[Circle, ...]) -> Iterator[Spot]:
    (x1, y1), (x2, y2) = hull[0][0], hull[-1][0]
    for step in range(STEPS + 1):
        yield x1 + (x2 - x1) * step / STEPS, y1 + (y2 - y1) * step / STEPS


def _pieces(hull: tuple[Circle, ...]) -> Iterator[tuple[Circle, Circle, Box]]:
    """Each two circles of ``hull``, and each with itself, in the box that what lies between them is in."""
    for one, two in combinations_with_replacement(hull, 2):
        (x1, y1), (x2, y2) = one[0], two[0]
        r1, r2 = one[1], two[1]
        yield one, two, (min(x1 - r1, x2 - r2), min(y1 - r1, y2 - r2), max(x1 + r1, x2 + r2), max(y1 + r1, y2 + r2))


def _holds(piece: tuple[Circle, Circle, Box], x: float, y: float) -> bool:
    one, two, (left, top, right, bottom) = piece
    return left < x < right and top < y < bottom and _between(one, two, (x, y))


def _between(one: Circle, two: Circle, spot: Spot) -> bool:
    (x1, y1), (x2, y2) = one[0], two[0]
    across, down = x2 - x1, y2 - y1
    square = across * across + down * down
    share = ((spot[0] - x1) * across + (spot[1] - y1) * down) / square if square else 0.0
    share = max(0.0, min(1.0, share))
    far = hypot(spot[0] - x1 - across * share, spot[1] - y1 - down * share)
    return far < one[1] + (two[1] - one[1]) * share
