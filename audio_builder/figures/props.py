"""What a body lies on, sits on, holds or swims in."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from audio_builder.figures.outline import order_around, outline
from audio_builder.figures.shape import Shape, circles_of
from content.figures import flesh
from content.figures.flesh import low
from content.figures.vectors import add, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio_builder.figures.camera import Camera
    from content.figures.body import Body
    from content.figures.vectors import Vector

MAT_HALF, PATH_HALF, MARGIN = 36.0, 17.0, 9.0
"""Half the width of mat and path, and how far the mat goes on beyond the body, in centimetres."""
CRANK, WHEEL = (20.0, 0.0, 28.0), 33.0
HUBS: tuple[Vector, Vector] = ((-26.0, 0.0, WHEEL), (82.0, 0.0, WHEEL))
SADDLE, BAR, HEAD_TUBE, JOIN = (-4.0, 0.0, 83.0), (64.0, 0.0, 95.0), (58.0, 0.0, 78.0), (1.0, 0.0, 72.0)


def ground(bodies: Sequence[Body], camera: Camera, name: str, is_ridden: bool) -> Shape:
    """The mat or the path under all of ``bodies``."""
    balls = [ball for body in bodies for ball in flesh.flesh(body) if low(ball) < 30]
    left = min(middle[0] - radius for middle, radius in balls) - MARGIN
    right = max(middle[0] + radius for middle, radius in balls) + MARGIN
    if is_ridden:
        left, right = HUBS[0][0] - WHEEL, HUBS[1][0] + WHEEL
    wide = MAT_HALF if name == "mat" else PATH_HALF
    corners = ((left, -wide, -1.0), (right, -wide, -1.0), (right, wide, -1.0), (left, wide, -1.0))
    circles = circles_of([(corner, 2.0) for corner in corners], camera)
    tone = "mat" if name == "mat" else "ground"
    return Shape(name, tone, ((outline(circles, order_around(circles)),),))


def cushion(body: Body, camera: Camera) -> Shape:
    """Under the head, as high as it lies."""
    head = body.trunk.head
    lowest = min(map(low, (*flesh.head(body.trunk), *flesh.hair(body.trunk))))
    radius = max(2.6, lowest / 2 + 1.2)
    balls = [((head[0] + x, head[1] + y, radius), radius) for x in (-8.0, 7.0) for y in (-15.0, 15.0)]
    circles = circles_of(balls, camera)
    return Shape("cushion", "cushion", ((outline(circles, order_around(circles)),),))


def towel(bodies: Sequence[Body], camera: Camera, index: int) -> Shape:
    """The strand from one hand to the back of the thigh."""
    frames = []
    for body in bodies:
        leg = body.legs[0]
        side = (1, -1)[index]
        back = add(between(leg.top, leg.middle, 0.66), leg.front, -7.5)
        back = add(back, body.trunk.pelvis.right, 4.0 * side)
        beside = add(add(between(leg.top, leg.middle, 0.7), leg.front, 0.0), body.trunk.pelvis.right, 8.0 * side)
        frames.append(([(camera.spot(at),) for at in (body.palm(index), beside, back)],))
    return Shape(f"towel-{index}", ("towel", "towel-far")[index], tuple(frames), 4.0)


def bicycle(bodies: Sequence[Body], camera: Camera) -> Iterator[tuple[float, Shape]]:
    """Its shapes, each with the nearness that it is painted at."""
    def line(*points: Vector) -> list[tuple[tuple[float, float], ...]]:
        return [(camera.spot(point),) for point in points]

    for number, hub in enumerate(HUBS):
        yield -14.0 + number / 10, Shape(f"wheel-{number}", "wheel", ((_wheel(hub, camera),),), 2.6)
    tubes = (line(CRANK, JOIN, HEAD_TUBE, CRANK, HUBS[0], JOIN, SADDLE), line(BAR, HEAD_TUBE, HUBS[1]))
    yield -13.0, Shape("frame", "frame", (tubes,), 3.4)
    yield -12.0, Shape("saddle", "wheel", ((line((-14.0, 0.0, 84.0), (8.0, 0.0, 83.0)),),), 5.0)
    bar = line((58.0, 17.0, 93.0), BAR, (58.0, -17.0, 93.0))
    yield 0.0, Shape("bar", "wheel", ((bar,),), 3.0)
    for index, nearness in ((1, -60.0), (0, 1.0)):
        frames = tuple(([(camera.spot(at),) for at in _crank(body, index)],) for body in bodies)
        yield nearness, Shape(f"crank-{index}", "wheel", frames, 3.0)


def _wheel(hub: Vector, camera: Camera) -> list[tuple[tuple[float, float], ...]]:
    reach = 0.5523

    def at(angle: float, along: float) -> tuple[float, float]:
        x, z = cos(angle) - along * sin(angle), sin(angle) + along * cos(angle)
        return camera.spot((hub[0] + WHEEL * x, hub[1], hub[2] + WHEEL * z))

    pieces: list[tuple[tuple[float, float], ...]] = [(at(0, 0),)]
    for quarter in range(4):
        one, two = quarter * pi / 2, (quarter + 1) * pi / 2
        pieces.append((at(one, reach), at(two, -reach), at(two, 0)))
    return pieces


def _crank(body: Body, index: int) -> tuple[Vector, Vector, Vector]:
    side = (-8.0, 8.0)[index]
    ball = flesh.foot(body, index)[1][0]
    return (CRANK[0], side / 2, CRANK[2]), (ball[0], side, ball[2] - 3.5), (ball[0] + 3, side * 1.2, ball[2] - 3.5)
