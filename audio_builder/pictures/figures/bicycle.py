"""A bicycle: somebody sits at x 0, and its pedals are where the feet are."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from audio_builder.pictures.figures.shape import Shape
from content.poses.flesh import foot
from content.poses.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio_builder.pictures.figures.camera import Camera, Spot
    from content.poses.body import Body
    from content.poses.vectors import Vector

WHEEL = 33.0
"""Its radius; all of these are centimetres."""
HUBS: tuple[Vector, Vector] = ((-26.0, 0.0, WHEEL), (82.0, 0.0, WHEEL))
CRANK: Vector = (20.0, 0.0, 28.0)
SADDLE: tuple[Vector, Vector] = ((-14.0, 0.0, 84.0), (8.0, 0.0, 83.0))
POST, JOIN, STEERING, STEM = (-4.0, 0.0, 83.0), (1.0, 0.0, 72.0), (58.0, 0.0, 78.0), (64.0, 0.0, 95.0)
GRIPS: tuple[Vector, Vector] = ((58.0, 17.0, 93.0), (58.0, -17.0, 93.0))
TUBES: tuple[tuple[Vector, ...], ...] = (
    (CRANK, JOIN, STEERING, CRANK, HUBS[0], JOIN, POST),
    (STEM, STEERING, HUBS[1]),
)
ROUND = 0.5523
"""How far the pull of a quarter of a circle reaches, in radii."""
PEDAL = 17.0
"""From the middle of the cranks to where a foot stands."""
SPOKES = 5
"""Pairs of them in a wheel."""


def track() -> tuple[float, float]:
    """How far it is on the ground, from its back to its front."""
    return HUBS[0][0] - WHEEL, HUBS[1][0] + WHEEL


def bicycle(bodies: Sequence[Body], camera: Camera) -> Iterator[tuple[float, Shape]]:
    """Its shapes, each with the nearness that it is painted at: between the legs."""
    for number, hub in enumerate(HUBS):
        yield -14.0 + number, Shape(f"wheel-{number}", "wheel", lines=(_wheel(hub, camera),), is_curved=True, width=2.6)
        yield -14.5 + number, Shape(f"spokes-{number}", "ground", lines=_spokes(hub, camera), width=0.7)
        yield -11.5, Shape(f"hub-{number}", "wheel", (((camera.spot(hub), 3.4),),))
    yield -12.0, Shape("frame", "frame", lines=tuple(_line(tube, camera) for tube in TUBES), width=3.4)
    yield -11.0, Shape("saddle", "wheel", lines=(_line(SADDLE, camera),), width=5.0)
    yield 0.0, Shape("bar", "wheel", lines=(_line((GRIPS[0], STEM, GRIPS[1]), camera),), width=3.0)
    for index, nearness in ((1, -60.0), (0, 1.0)):
        cranks = [_line(_crank(body, index), camera) for body in bodies]
        axes = tuple((crank[0], crank[1]) for crank in cranks)
        yield nearness, Shape(f"crank-{index}", "wheel", lines=(cranks[0][:2],), width=3.0, axes=axes)


def _line(points: Sequence[Vector], camera: Camera) -> tuple[Spot, ...]:
    return tuple(camera.spot(each) for each in points)


def _crank(body: Body, index: int) -> tuple[Vector, Vector]:
    """Both are one straight line, as near to both feet as it comes."""
    side = (-8.0, 8.0)[index]
    mine, other = foot(body, index)[1][0], foot(body, 1 - index)[1][0]
    x, _, z = unit((mine[0] - other[0], 0.0, mine[2] - other[2]))
    return (CRANK[0], side / 2, CRANK[2]), (CRANK[0] + x * PEDAL, side, CRANK[2] + z * PEDAL)


def _spokes(hub: Vector, camera: Camera) -> tuple[tuple[Spot, ...], ...]:
    turns = [step * pi / SPOKES for step in range(SPOKES)]
    ways = [(WHEEL * cos(turn), WHEEL * sin(turn)) for turn in turns]
    return tuple(_line([(hub[0] + x * s, hub[1], hub[2] + z * s) for s in (1, -1)], camera) for x, z in ways)


def _wheel(hub: Vector, camera: Camera) -> tuple[Spot, ...]:
    def at(angle: float, along: float) -> Spot:
        x, z = cos(angle) - along * sin(angle), sin(angle) + along * cos(angle)
        return camera.spot((hub[0] + WHEEL * x, hub[1], hub[2] + WHEEL * z))

    spots = [at(0, 0)]
    for quarter in range(4):
        one, two = quarter * pi / 2, (quarter + 1) * pi / 2
        spots += [at(one, ROUND), at(two, -ROUND), at(two, 0)]
    return tuple(spots)
