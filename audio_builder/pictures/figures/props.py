"""What a body lies on, rests on, holds or rides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import TYPE_CHECKING

from audio_builder.pictures.figures.shapes import Camera, FlatPoint, FlatShape, circles_of
from content.poses import flesh
from content.poses.flesh import foot, low
from content.poses.vectors import Vector, add, between, unit

if TYPE_CHECKING:
    from content.poses.body import Body
    from content.poses.types import Figure

MAT_HALF, PATH_HALF, MARGIN = 36.0, 17.0, 9.0
"""Half the width of mat and path, and how far they go on beyond the body, in centimetres."""
NEAR_GROUND = 30.0
"""Centimetres: what is higher needs no mat under it."""
WHEEL = 33.0
"""The radius of a bicycle's wheels: somebody sits at x 0. All of these are centimetres."""
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


def ground(figure: Figure, bodies: Sequence[Body], camera: Camera) -> tuple[FlatShape, ...]:
    """The mat or the path, under all of ``bodies``."""
    all_balls = [ball for body in bodies for ball in flesh.flesh(body)]
    balls = [ball for ball in all_balls if low(ball) < NEAR_GROUND] or all_balls
    left = min(middle[0] - radius for middle, radius in balls) - MARGIN
    right = max(middle[0] + radius for middle, radius in balls) + MARGIN
    if "bicycle" in figure.props:
        left, right = HUBS[0][0] - WHEEL, HUBS[1][0] + WHEEL
    shapes = []
    for name, tone, half in (("mat", "mat", MAT_HALF), ("path", "ground", PATH_HALF)):
        if name in figure.props:
            corners = ((left, -half), (right, -half), (right, half), (left, half))
            shapes.append(FlatShape(name, tone, (circles_of([((x, y, -1.0), 2.0) for x, y in corners], camera),)))
    return tuple(shapes)


def around(
    figure: Figure, bodies: Sequence[Body], camera: Camera, end: int, near: dict[str, float]
) -> Iterator[tuple[float, FlatShape]]:
    """What else is there, each with the nearness that it is painted at; ``near`` is that of the body's parts."""
    if "cushion" in figure.props:
        yield min(near["hair"], near["face"], near["neck"]) - 1, _cushion(bodies[end], camera)
    if "towel" in figure.props:
        held = int(figure.poses[-1].arms[0].holds == "other-towel")
        for index, nearer in ((0, 0.6), (1, -0.6)):
            yield near[f"thigh-{held}"] + nearer, _towel(bodies, camera, end, index, held)
    if "bicycle" in figure.props:
        yield from _bicycle(bodies, camera)


def _cushion(body: Body, camera: Camera) -> FlatShape:
    """Under the head, as high as that lies."""
    head = body.trunk.head
    lowest = min(map(low, (*flesh.head(body.trunk), *flesh.hair(body.trunk))))
    radius = max(2.6, lowest / 2 + 1.2)
    balls = [((head[0] + x, head[1] + y, radius), radius) for x in (-8.0, 7.0) for y in (-15.0, 15.0)]
    return FlatShape("cushion", "cushion", (circles_of(balls, camera),))


def _towel(bodies: Sequence[Body], camera: Camera, end: int, index: int, held: int) -> FlatShape:
    """The strand from one hand to the back of the thigh of the leg that is ``held``: 0 the right one, 1 the left."""
    strands = [_line(_strand(body, index, held), camera) for body in bodies]
    axes = tuple((strand[0], strand[-1]) for strand in strands)
    return FlatShape(f"towel-{index}", ("towel", "towel-far")[index], lines=(strands[end],), width=4.0, axes=axes)


def _strand(body: Body, index: int, held: int) -> tuple[Vector, Vector, Vector]:
    leg, right, side = body.legs[held], body.trunk.pelvis.right, (1, -1)[index]
    beside = add(between(leg.top, leg.middle, 0.7), right, 8.0 * side)
    back = add(add(between(leg.top, leg.middle, 0.66), leg.front, -7.5), right, 4.0 * side)
    return body.palm(index), beside, back


def _bicycle(bodies: Sequence[Body], camera: Camera) -> Iterator[tuple[float, FlatShape]]:
    """Painted between the legs; its pedals are where the feet are."""
    for number, hub in enumerate(HUBS):
        wheel = FlatShape(f"wheel-{number}", "wheel", lines=(_wheel(hub, camera),), is_curved=True, width=2.6)
        yield -14.0 + number, wheel
        yield -14.5 + number, FlatShape(f"spokes-{number}", "ground", lines=_spokes(hub, camera), width=0.7)
        yield -11.5, FlatShape(f"hub-{number}", "wheel", (((camera.spot(hub), 3.4),),))
    yield -12.0, FlatShape("frame", "frame", lines=tuple(_line(tube, camera) for tube in TUBES), width=3.4)
    yield -11.0, FlatShape("saddle", "wheel", lines=(_line(SADDLE, camera),), width=5.0)
    yield 0.0, FlatShape("bar", "wheel", lines=(_line((GRIPS[0], STEM, GRIPS[1]), camera),), width=3.0)
    for index, nearness in ((1, -60.0), (0, 1.0)):
        cranks = [_line(_crank(body, index), camera) for body in bodies]
        axes = tuple((crank[0], crank[1]) for crank in cranks)
        yield nearness, FlatShape(f"crank-{index}", "wheel", lines=(cranks[0][:2],), width=3.0, axes=axes)


def _line(points: Sequence[Vector], camera: Camera) -> tuple[FlatPoint, ...]:
    return tuple(camera.spot(each) for each in points)


def _crank(body: Body, index: int) -> tuple[Vector, Vector]:
    """Both are one straight line, as near to both feet as it comes."""
    side = (-8.0, 8.0)[index]
    mine, other = foot(body, index)[1][0], foot(body, 1 - index)[1][0]
    x, _, z = unit((mine[0] - other[0], 0.0, mine[2] - other[2]))
    return (CRANK[0], side / 2, CRANK[2]), (CRANK[0] + x * PEDAL, side, CRANK[2] + z * PEDAL)


def _spokes(hub: Vector, camera: Camera) -> tuple[tuple[FlatPoint, ...], ...]:
    turns = [step * pi / SPOKES for step in range(SPOKES)]
    ways = [(WHEEL * cos(turn), WHEEL * sin(turn)) for turn in turns]
    return tuple(_line([(hub[0] + x * s, hub[1], hub[2] + z * s) for s in (1, -1)], camera) for x, z in ways)


def _wheel(hub: Vector, camera: Camera) -> tuple[FlatPoint, ...]:
    def at(angle: float, along: float) -> FlatPoint:
        x, z = cos(angle) - along * sin(angle), sin(angle) + along * cos(angle)
        return camera.spot((hub[0] + WHEEL * x, hub[1], hub[2] + WHEEL * z))

    spots = [at(0, 0)]
    for quarter in range(4):
        one, two = quarter * pi / 2, (quarter + 1) * pi / 2
        spots += [at(one, ROUND), at(two, -ROUND), at(two, 0)]
    return tuple(spots)
