"""The bodies of a figure, set down on the ground one after the other, and those between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import acos, ceil, degrees
from typing import TYPE_CHECKING

from content.poses.blend import blended, exchanged
from content.poses.body import Body, body_on
from content.poses.flesh import arm_flesh, leg_flesh, low, trunk_flesh
from content.poses.points import point
from content.poses.trunk import trunk_of
from content.poses.vectors import ORIGIN, add, dot, minus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.poses.types import Figure, Pose
    from content.poses.vectors import Vector

STEP = 45.0
"""Degrees: a browser turns a part by so much without tearing it from the next one."""
STANDS = 1e-9
"""Centimetres: what is moved by less has found its place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A pose to be set down, or what lies between it and the next one."""

    pose: Pose
    towards: Pose
    """The next one; itself where nothing lies between."""
    ends: tuple[Body, Body] | None = None
    """The bodies of both, where something lies between."""
    share: float = 0.0

    def body(self, shift: Vector) -> Body:
        """It, moved by ``shift``."""
        if self.ends:
            return blended(self.pose, self.towards, self.ends, self.share, shift)
        x, z = self.pose.root or (0.0, 0.0)
        return body_on(self.pose, trunk_of(self.pose).moved(add(shift, (x, 0.0, z))))


def staged(figure: Figure) -> tuple[Body, ...]:
    """The body of each pose, where it stands."""
    return _keys(figure.poses, figure.stays)


def moving(figure: Figure, step: float = STEP) -> tuple[tuple[Body, ...], tuple[int, ...]]:
    """All bodies on the way through the poses, and the places of the poses themselves among them.

    No part turns by more than ``step`` degrees from one body to the next. Of a ``round`` figure both sides' halves
    follow each other, and the last body is the first again.
    """
    poses = figure.poses
    if figure.way == "round":
        poses = (*poses, *map(exchanged, poses), poses[0])
    keys = _keys(poses, figure.stays)
    bodies, places = [keys[0]], [0]
    for pair, ends in zip(pairwise(poses), pairwise(keys), strict=True):
        count = max(1, ceil(_turn(*ends) / step))
        shares = (number / count for number in range(1, count))
        bodies += [_set_down(Standing(*pair, ends, share), figure.stays, keys[0]) for share in shares]
        bodies.append(ends[1])
        places.append(len(bodies) - 1)
    return tuple(bodies), tuple(places)


def _keys(poses: Sequence[Pose], stays: str) -> tuple[Body, ...]:
    first = _set_down(Standing(poses[0], poses[0]), stays, None)
    return first, *(_set_down(Standing(pose, pose), stays, first) for pose in poses[1:])


def _set_down(standing: Standing, stays: str, first: Body | None) -> Body:
    """On the ground, and with the point that ``stays`` where the ``first`` body has it.

    What reaches for a place needs the trunk to be there, which moves what it rests on: so it is done again.
    """
    shift = ORIGIN
    for _ in range(3):
        body = standing.body(shift)
        x, y, _ = minus(point(first, stays), point(body, stays)) if first and stays else ORIGIN
        more = (x, y, 0.0 if standing.pose.root else -_lowest(standing, body))
        if max(map(abs, more)) < STANDS:
            return body
        shift = add(shift, more)
    return standing.body(shift)


def _lowest(standing: Standing, body: Body) -> float:
    """Of all that does not reach for a place of its own."""
    pose, other = standing.pose, standing.towards
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
