"""What a body lies on, rests on, holds or rides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.pictures.figures.bicycle import bicycle, track
from audio_builder.pictures.figures.shape import Shape, circles_of
from content.poses import flesh
from content.poses.flesh import low
from content.poses.vectors import add, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio_builder.pictures.figures.camera import Camera
    from content.poses.body import Body
    from content.poses.types import Figure
    from content.poses.vectors import Vector

MAT_HALF, PATH_HALF, MARGIN = 36.0, 17.0, 9.0
"""Half the width of mat and path, and how far they go on beyond the body, in centimetres."""
NEAR_GROUND = 30.0
"""Centimetres: what is higher needs no mat under it."""


def ground(figure: Figure, bodies: Sequence[Body], camera: Camera) -> tuple[Shape, ...]:
    """The mat or the path, under all of ``bodies``."""
    all_balls = [ball for body in bodies for ball in flesh.flesh(body)]
    balls = [ball for ball in all_balls if low(ball) < NEAR_GROUND] or all_balls
    left = min(middle[0] - radius for middle, radius in balls) - MARGIN
    right = max(middle[0] + radius for middle, radius in balls) + MARGIN
    if "bicycle" in figure.props:
        left, right = track()
    floors = (("mat", "mat", MAT_HALF), ("path", "ground", PATH_HALF))
    return tuple(
        Shape(name, tone, (circles_of(_corners(left, right, half), camera),))
        for name, tone, half in floors
        if name in figure.props
    )


def _corners(left: float, right: float, half: float) -> list[tuple[Vector, float]]:
    return [((x, y, -1.0), 2.0) for x, y in ((left, -half), (right, -half), (right, half), (left, half))]


def around(
    figure: Figure, bodies: Sequence[Body], camera: Camera, end: int, near: dict[str, float]
) -> Iterator[tuple[float, Shape]]:
    """What else is there, each with the nearness that it is painted at; ``near`` is that of the body's parts."""
    if "cushion" in figure.props:
        yield min(near["hair"], near["face"], near["neck"]) - 1, _cushion(bodies[end], camera)
    if "towel" in figure.props:
        for index, nearer in ((0, 0.6), (1, -0.6)):
            yield near["thigh-0"] + nearer, _towel(bodies, camera, end, index)
    if "bicycle" in figure.props:
        yield from bicycle(bodies, camera)


def _cushion(body: Body, camera: Camera) -> Shape:
    """Under the head, as high as that lies."""
    head = body.trunk.head
    lowest = min(map(low, (*flesh.head(body.trunk), *flesh.hair(body.trunk))))
    radius = max(2.6, lowest / 2 + 1.2)
    balls = [((head[0] + x, head[1] + y, radius), radius) for x in (-8.0, 7.0) for y in (-15.0, 15.0)]
    return Shape("cushion", "cushion", (circles_of(balls, camera),))


def _towel(bodies: Sequence[Body], camera: Camera, end: int, index: int) -> Shape:
    """The strand from one hand to the back of the thigh."""
    strands = [tuple(camera.spot(at) for at in _strand(body, index)) for body in bodies]
    axes = tuple((strand[0], strand[-1]) for strand in strands)
    return Shape(f"towel-{index}", ("towel", "towel-far")[index], lines=(strands[end],), width=4.0, axes=axes)


def _strand(body: Body, index: int) -> tuple[Vector, Vector, Vector]:
    leg, right, side = body.legs[0], body.trunk.pelvis.right, (1, -1)[index]
    beside = add(between(leg.top, leg.middle, 0.7), right, 8.0 * side)
    back = add(add(between(leg.top, leg.middle, 0.66), leg.front, -7.5), right, 4.0 * side)
    return body.palm(index), beside, back
