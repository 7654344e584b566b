"""Marks without words: the way that something goes, and breath."""

from __future__ import annotations

from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio_builder.figures.camera import Spot
    from audio_builder.figures.scene import Scene
    from audio_builder.figures.shape import Pieces
    from content.figures.types import Arrow

HEAD = 9.5
"""The length of an arrow's head, in centimetres."""
FROM, TO = 0.14, 0.97
"""How much of the way an arrow shows."""


def way_of(scene: Scene, arrow: Arrow) -> list[Spot]:
    """The way of an arrow, from its start to its tip."""
    right, up = arrow.beside or (0.0, 0.0)
    if arrow.towards:
        x, y = scene.spot(scene.end, arrow.of)
        tip = (x + right, y - up)
        return [(tip[0] - arrow.towards[0], tip[1] + arrow.towards[1]), tip]
    if arrow.around:
        return _bow((scene.spot(scene.end, arrow.of)[0] + right, scene.spot(scene.end, arrow.of)[1] - up), *arrow.around)
    spots = [scene.spot(frame, arrow.of) for frame in range(scene.end + 1)]
    return _cut([(x + right, y - up) for x, y in spots])


def _bow(centre: Spot, radius: float, start: float, end: float) -> list[Spot]:
    turns = [radians(start + (end - start) * step / 12) for step in range(13)]
    return [(centre[0] + radius * cos(turn), centre[1] - radius * sin(turn)) for turn in turns]


def _cut(way: list[Spot]) -> list[Spot]:
    """``way`` without its very beginning and end, on a curve through all of its points."""
    curve = [_curve_at(way, FROM + (TO - FROM) * step / 12) for step in range(13)]
    return curve if len(way) > 2 else [curve[0], curve[-1]]


def _curve_at(way: list[Spot], share: float) -> Spot:
    place = share * (len(way) - 1)
    index = min(int(place), len(way) - 2)
    t = place - index
    before, one, two, after = (way[max(0, min(len(way) - 1, index + step))] for step in (-1, 0, 1, 2))
    return _spline(before[0], one[0], two[0], after[0], t), _spline(before[1], one[1], two[1], after[1], t)


def _spline(before: float, one: float, two: float, after: float, t: float) -> float:
    first, last = (two - before) / 2, (after - one) / 2
    return (
        (2 * t**3 - 3 * t**2 + 1) * one + (t**3 - 2 * t**2 + t) * first + (3 * t**2 - 2 * t**3) * two + (t**3 - t**2) * last
    )


def arrow_pieces(way: list[Spot]) -> tuple[Pieces, Pieces]:
    """The line and the head."""
    tip, back = way[-1], way[-3] if len(way) > 3 else way[0]
    far = hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    along = ((tip[0] - back[0]) / far, (tip[1] - back[1]) / far)
    foot = (tip[0] - along[0] * HEAD, tip[1] - along[1] * HEAD)
    aside = (-along[1] * HEAD * 0.52, along[0] * HEAD * 0.52)
    line = [each for each in way[:-1] if hypot(each[0] - tip[0], each[1] - tip[1]) > HEAD] or [way[0]]
    head = [(tip,), ((foot[0] + aside[0], foot[1] + aside[1]),), ((foot[0] - aside[0], foot[1] - aside[1]),)]
    return [*((each,) for each in line), ((foot[0] + along[0] * 2, foot[1] + along[1] * 2),)], head


def breath_pieces(scene: Scene) -> list[Pieces]:
    """Waves before the mouth, the nearest the shortest."""
    mouth, centre = scene.spot(scene.end, "mouth"), scene.camera.spot(scene.bodies[scene.end].trunk.head)
    far = hypot(mouth[0] - centre[0], mouth[1] - centre[1]) or 1.0
    ahead = ((mouth[0] - centre[0]) / far, (mouth[1] - centre[1]) / far)
    side = (-ahead[1], ahead[0])

    def at(forward: float, across: float) -> Spot:
        return (
            mouth[0] + ahead[0] * forward + side[0] * across,
            mouth[1] + ahead[1] * forward + side[1] * across,
        )

    return [
        [(at(start, lane),), (at(start + long / 4, lane + 3), at(start + long / 4, lane + 3), at(start + long / 2, lane)),
         (at(start + long * 3 / 4, lane - 3), at(start + long * 3 / 4, lane - 3), at(start + long, lane))]
        for start, long, lane in ((5.0, 15.0, -6.5), (5.0, 20.0, 0.0), (5.0, 15.0, 6.5))
    ]
