"""What of the start is worth showing: of a part that the end hides nearly wholly, only a sliver would be seen."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import hypot
from typing import TYPE_CHECKING

from audio_builder.figures.moves import moves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_builder.figures.camera import Spot
    from audio_builder.figures.outline import Circle
    from audio_builder.figures.scene import Scene
    from audio_builder.figures.shape import Shape

FAR = 7.0
"""Centimetres between start and end that a part is shown at its start for."""
SEEN = 0.2
"""Of its middle line, how much has to be seen then."""
STEPS = 8


def ghosts(scene: Scene) -> list[Shape]:
    """The parts that are shown where they start, too."""
    parts = [shape for shape in scene.shapes if shape.start and shape.tone not in ("works", "eye")]
    return [part for part in parts if moves(part, FAR, scene.end) and _seen(part, scene) > SEEN]


def _seen(part: Shape, scene: Scene) -> float:
    """The share of the middle line of ``part``, where it starts, that nothing lies before at the end."""
    spots = list(_line(part.start[0]))
    hulls = [hull for shape in scene.shapes for hull in shape.hulls]
    return sum(not any(_holds(hull, spot) for hull in hulls) for spot in spots) / len(spots)


def _line(hull: tuple[Circle, ...]) -> Iterator[Spot]:
    (x1, y1), (x2, y2) = hull[0][0], hull[-1][0]
    for step in range(STEPS + 1):
        yield x1 + (x2 - x1) * step / STEPS, y1 + (y2 - y1) * step / STEPS


def _holds(hull: tuple[Circle, ...], spot: Spot) -> bool:
    """Whether ``spot`` lies between two circles of ``hull``, or in one."""
    return any(_between(one, two, spot) for one, two in combinations_with_replacement(hull, 2))


def _between(one: Circle, two: Circle, spot: Spot) -> bool:
    (x1, y1), (x2, y2) = one[0], two[0]
    across, down = x2 - x1, y2 - y1
    square = across * across + down * down
    share = ((spot[0] - x1) * across + (spot[1] - y1) * down) / square if square else 0.0
    share = max(0.0, min(1.0, share))
    far = hypot(spot[0] - x1 - across * share, spot[1] - y1 - down * share)
    return far < one[1] + (two[1] - one[1]) * share
