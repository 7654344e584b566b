"""Marks without words: arrows, breath, and ghosts, which show where a moving part starts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations_with_replacement, pairwise
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING

from audio_builder.pictures.figures.animation import moves
from content.poses.flesh import point

if TYPE_CHECKING:
    from audio_builder.pictures.figures.scene import Scene
    from audio_builder.pictures.figures.shapes import Circle, FlatPoint, FlatShape
    from content.poses.types import Arrow

HEAD = 9.5
"""The length of an arrow's head, in centimetres."""
FROM, TO = 0.14, 0.97
"""How much of the way an arrow shows."""
WAITS = 0.3
"""Centimetres: a point that moves less from one body to the next is waiting."""
STEPS, BOW = 10, 12
"""The straight pieces of a path; and of a bow, in degrees at most."""
FAR = 7.0
"""Centimetres between start and end that a part is shown at its start for."""
SEEN = 0.25
"""Of its middle line, how much has to be seen then; ``SAMPLES`` spots of it are looked at, and its start."""
SAMPLES = 8
NO_OUTLINE = ("works", "eye", "mouth", "ear", "fringe")
"""Parts that lie within others."""


def way_of(scene: Scene, arrow: Arrow) -> list[FlatPoint]:
    """The path of an arrow, from its start to its tip."""
    right, up = arrow.beside or (0.0, 0.0)
    x, y = scene.spot(scene.end, arrow.of)
    tip = (x + right, y - up)
    if arrow.towards:
        return [(tip[0] - arrow.towards[0], tip[1] + arrow.towards[1]), tip]
    if arrow.around:
        return _bow(tip, *arrow.around)
    spots = (scene.camera.spot(point(body, arrow.of)) for body in scene.way)
    way = [(x + right, y - up) for x, y in spots]
    if len(way) < 2:
        return [*way, tip]
    way = _moving_part(way)
    return [_at(way, FROM + (TO - FROM) * step / STEPS) for step in range(STEPS + 1)]


def _moving_part(way: list[FlatPoint]) -> list[FlatPoint]:
    """Without the time in which the point waits for others."""
    steps = [each for before, each in pairwise(way) if hypot(each[0] - before[0], each[1] - before[1]) > WAITS]
    return [way[0], *steps] if steps else way


def _bow(centre: FlatPoint, radius: float, start: float, end: float) -> list[FlatPoint]:
    steps = max(STEPS, round(abs(end - start) / BOW))
    turns = [radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(centre[0] + radius * cos(turn), centre[1] - radius * sin(turn)) for turn in turns]


def _at(way: list[FlatPoint], share: float) -> FlatPoint:
    place = share * (len(way) - 1)
    index = min(int(place), len(way) - 2)
    (x1, y1), (x2, y2) = way[index], way[index + 1]
    return x1 + (x2 - x1) * (place - index), y1 + (y2 - y1) * (place - index)


def arrow_spots(way: list[FlatPoint]) -> tuple[list[FlatPoint], list[FlatPoint]]:
    """The line, and the corners of the head."""
    tip, back = way[-1], way[-3] if len(way) > 3 else way[0]
    far = hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    along = ((tip[0] - back[0]) / far, (tip[1] - back[1]) / far)
    foot = (tip[0] - along[0] * HEAD, tip[1] - along[1] * HEAD)
    aside = (-along[1] * HEAD * 0.52, along[0] * HEAD * 0.52)
    line = [each for each in way[:-1] if hypot(each[0] - tip[0], each[1] - tip[1]) > HEAD] or [way[0]]
    head = [tip, (foot[0] + aside[0], foot[1] + aside[1]), (foot[0] - aside[0], foot[1] - aside[1])]
    return [*line, (foot[0] + along[0] * 2, foot[1] + along[1] * 2)], head


def breath_lines(scene: Scene) -> list[list[FlatPoint]]:
    """Three waves side by side, the middle one longest; each as a curve."""
    if not scene.figure.breath:
        return []
    right, up, degrees = scene.figure.breath
    head = scene.spot(scene.end, "head")
    ahead = (cos(radians(degrees)), -sin(radians(degrees)))

    def at(forward: float, across: float) -> FlatPoint:
        x = head[0] + right + ahead[0] * forward - ahead[1] * across
        return x, head[1] - up + ahead[1] * forward + ahead[0] * across

    return [_wave(at, lane, long) for lane, long in ((-6.5, 15.0), (0.0, 20.0), (6.5, 15.0))]


def _wave(at: Callable[[float, float], FlatPoint], lane: float, long: float) -> list[FlatPoint]:
    first, last = at(long / 4, lane + 3), at(long * 3 / 4, lane - 3)
    return [at(0, lane), first, first, at(long / 2, lane), last, last, at(long, lane)]


def ghosts(scene: Scene) -> list[FlatShape]:
    """The parts that are shown where they start, too; none of crossed legs, which are hard enough to tell apart."""
    if any(leg.holds for leg in scene.figure.poses[-1].legs):
        return []
    parts = [shape for shape in scene.shapes if shape.start and not shape.name.startswith(NO_OUTLINE)]
    hulls = [hull for shape in scene.shapes for hull in shape.hulls]
    pairs = [pair for hull in hulls for pair in combinations_with_replacement(hull, 2)]
    return [part for part in parts if moves(part, FAR, scene.end) and _seen(part, pairs) > SEEN]


def _seen(part: FlatShape, pairs: list[tuple[Circle, Circle]]) -> float:
    """The share of the middle line of ``part``, where it starts, that nothing covers at the end."""
    (x1, y1), (x2, y2) = part.start[0][0][0], part.start[-1][-1][0]
    shares = [step / SAMPLES for step in range(SAMPLES + 1)]
    spots = [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in shares]
    return sum(not any(_covers(*pair, spot) for pair in pairs) for spot in spots) / len(spots)


def _covers(one: Circle, two: Circle, spot: FlatPoint) -> bool:
    """Whether ``spot`` is within the tightest band around both."""
    (x1, y1), (x2, y2) = one[0], two[0]
    across, down = x2 - x1, y2 - y1
    square = across * across + down * down
    share = ((spot[0] - x1) * across + (spot[1] - y1) * down) / square if square else 0.0
    share = max(0.0, min(1.0, share))
    far = hypot(spot[0] - x1 - across * share, spot[1] - y1 - down * share)
    return far < one[1] + (two[1] - one[1]) * share
