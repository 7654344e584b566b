"""The bodies of a figure, set down on the ground one after the other, and those between them."""

from __future__ import annotations

from math import acos, ceil, degrees
from typing import TYPE_CHECKING

from content.figures.blend import blended, exchanged
from content.figures.body import Body, body_on
from content.figures.flesh import arm_flesh, leg_flesh, low, trunk_flesh
from content.figures.points import point
from content.figures.trunk import trunk_of
from content.figures.vectors import ORIGIN, add, dot, minus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.figures.types import Figure, Pose
    from content.figures.vectors import Vector

STEP = 45
"""No part turns by more degrees from one body between to the next, so that a straight way is as good as its arc."""


def staged(figure: Figure) -> tuple[Body, ...]:
    """The body of each pose, where it stands."""
    bodies: list[Body] = []
    for pose in figure.poses:
        start = point(bodies[0], figure.stays) if bodies and figure.stays else None
        bodies.append(_set_down(pose, None, figure.stays, start))
    return tuple(bodies)


def moving(figure: Figure) -> tuple[tuple[Body, ...], tuple[int, ...]]:
    """All bodies on the way through the poses, and the places of the poses themselves among them.

    Of a ``round`` figure both sides' halves follow each other, and the last body is the first again.
    """
    poses = figure.poses if figure.way == "there-and-back" else (*figure.poses, *map(exchanged, figure.poses))
    poses = poses if figure.way == "there-and-back" else (*poses, figure.poses[0])
    first = _set_down(poses[0], None, figure.stays, None)
    start = point(first, figure.stays) if figure.stays else None
    keys = [_set_down(pose, None, figure.stays, start) for pose in poses]
    bodies, places = [keys[0]], [0]
    for number, two in enumerate(keys[1:]):
        one = keys[number]
        steps = max(1, ceil(_turn(one, two) / STEP))
        pair = (poses[number], poses[number + 1])
        for step in range(1, steps):
            bodies.append(_set_down(pair[0], (pair[1], one, two, step / steps), figure.stays, start))
        bodies.append(two)
        places.append(len(bodies) - 1)
    return tuple(bodies), tuple(places)


def _set_down(pose: Pose, towards: tuple[Pose, Body, Body, float] | None, stays: str, start: Vector | None) -> Body:
    """``pose``, or what lies between it and another, on the ground, and with the point that stays where it was.

    What reaches for a place needs the trunk to be there first, so the body is made twice.
    """
    shift = ORIGIN
    for _ in range(3):
        body = _made(pose, towards, shift)
        lift = 0.0 if pose.root else -_lowest(pose, towards[0] if towards else pose, body)
        here = point(body, stays) if start is not None else ORIGIN
        x, y, _ = minus(start, here) if start is not None else ORIGIN
        shift = add(shift, (x, y, lift))
    return _made(pose, towards, shift)


def _made(pose: Pose, towards: tuple[Pose, Body, Body, float] | None, shift: Vector) -> Body:
    if towards:
        return blended(pose, towards[0], (towards[1], towards[2]), towards[3], shift)
    trunk = trunk_of(pose)
    at = (pose.root[0], 0.0, pose.root[1]) if pose.root else ORIGIN
    return body_on(pose, trunk.moved(at).moved(shift))


def _lowest(pose: Pose, other: Pose, body: Body) -> float:
    """Of all that does not reach for a place of its own."""
    lows = [low(ball) for ball in trunk_flesh(body.trunk)]
    for index in (0, 1):
        if not (pose.legs[index].mode or other.legs[index].mode):
            lows += map(low, leg_flesh(body, index))
        if not (pose.arms[index].mode or other.arms[index].mode):
            lows += map(low, arm_flesh(body, index))
    return min(lows)


def _turn(one: Body, two: Body) -> float:
    """The greatest turn of any long part, in degrees."""
    return max(degrees(acos(max(-1.0, min(1.0, dot(a, b))))) for a, b in zip(_ways(one), _ways(two), strict=True))


def _ways(body: Body) -> Sequence[Vector]:
    limbs = [way for chain in (*body.legs, *body.arms) for way in (chain.upper, chain.lower)]
    return [*limbs, body.trunk.chest.up, body.trunk.pelvis.up, body.trunk.face.front]
