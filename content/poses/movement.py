"""The bodies of a figure: each pose set down on the ground, and what lies between two poses.

Angles and places are mixed, never the points themselves, so that no arm grows on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

from content.poses.body import Body, body_on
from content.poses.flesh import arm_flesh, leg_flesh, low, point, trunk_flesh
from content.poses.skeleton import ARM, LEG, Bones, Chain
from content.poses.types import OTHER, POINTS
from content.poses.vectors import ORIGIN, Frame, Vector, across, add, angle, cross, length, minus, turned, unit

if TYPE_CHECKING:
    from content.poses.types import Figure, Grip, Lie, Limb, Pose

STEP = 45.0
"""Degrees: a browser turns a part by so much without tearing it from the next one."""
SETTLED = 1e-9
"""Centimetres: a shift below this ends the search."""
OTHER_LIE: dict[Lie, Lie] = {"side": "other-side", "other-side": "side"}
OTHER_TOWEL: dict[str, Grip] = {"towel": "other-towel", "other-towel": "towel"}
NUMBERS = ("tilt", "roll", "lower", "upper", "twist", "neck", "turn", "lean", "belly")


def _posed(pose: Pose, shift: Vector) -> Body:
    """The body of ``pose``, moved by ``shift``."""
    x, z = pose.root or (0.0, 0.0)
    return body_on(pose, add(shift, (x, 0.0, z)))


def staged(figure: Figure) -> tuple[Body, ...]:
    """The body of each pose, on the ground."""
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
        between = (partial(blended, *pair, ends, share) for share in shares)
        bodies += [_set_down(body_at, pair, figure.stays, keys[0]) for body_at in between]
        bodies.append(ends[1])
        places.append(len(bodies) - 1)
    return tuple(bodies), tuple(places)


def _keys(poses: Sequence[Pose], stays: str) -> tuple[Body, ...]:
    first = _set_down(partial(_posed, poses[0]), poses[:1], stays, None)
    return first, *(_set_down(partial(_posed, pose), (pose,), stays, first) for pose in poses[1:])


def _set_down(body_at: Callable[[Vector], Body], poses: Sequence[Pose], stays: str, first: Body | None) -> Body:
    """The body on the ground, and with the point that ``stays`` where the ``first`` body has it.

    ``body_at`` gives the body moved by so much; it has the one pose, or is between the two. Limbs that reach for a
    place are computed from the trunk, and the body rests on them: so it is done again.
    """
    shift = ORIGIN
    for _ in range(3):
        body = body_at(shift)
        x, y, _ = minus(point(first, stays), point(body, stays)) if first and stays else ORIGIN
        more = (x, y, 0.0 if poses[0].root else -_lowest(poses, body))
        if max(map(abs, more)) < SETTLED:
            return body
        shift = add(shift, more)
    return body_at(shift)


def _lowest(poses: Sequence[Pose], body: Body) -> float:
    """Of all parts that do not reach for a given place."""
    lows = [low(ball) for ball in trunk_flesh(body.trunk)]
    for index in (0, 1):
        if not any(pose.legs[index].mode for pose in poses):
            lows += map(low, leg_flesh(body, index))
        if not any(pose.arms[index].mode for pose in poses):
            lows += map(low, arm_flesh(body, index))
    return min(lows)


def _turn(one: Body, two: Body) -> float:
    """The greatest turn of any long part, in degrees."""
    return max(map(angle, _directions(one), _directions(two)))


def _directions(body: Body) -> Sequence[Vector]:
    limbs = [way for chain in (*body.legs, *body.arms) for way in (chain.upper, chain.lower)]
    return [*limbs, body.trunk.chest.up, body.trunk.pelvis.up, body.trunk.face.front]


def mixed(one: Pose, two: Pose, share: float) -> Pose:
    """The pose at ``share`` of the way; limbs that change their mode are those of the nearer one."""
    numbers: dict[str, Any] = {name: _mix(getattr(one, name), getattr(two, name), share) for name in NUMBERS}
    legs = (_limb(one.legs[0], two.legs[0], share), _limb(one.legs[1], two.legs[1], share))
    arms = (_limb(one.arms[0], two.arms[0], share), _limb(one.arms[1], two.arms[1], share))
    return replace(one, **numbers, legs=legs, arms=arms, root=_row(one.root, two.root, share))


def _mix(one: float, two: float, share: float) -> float:
    return one + (two - one) * share


def _row(one: tuple[float, ...], two: tuple[float, ...], share: float) -> tuple[float, ...]:
    return tuple(_mix(a, b, share) for a, b in zip(one, two, strict=True)) if one and two else ()


def _limb(one: Limb, two: Limb, share: float) -> Limb:
    if one.mode != two.mode:
        return one if share < 0.5 else two
    names = ("swing", "out", "turn", "fold", "tip")
    numbers: dict[str, Any] = {name: _mix(getattr(one, name), getattr(two, name), share) for name in names}
    return replace(one, **numbers, to=_row(one.to, two.to, share))


def blended(one: Pose, two: Pose, bodies: tuple[Body, Body], share: float, shift: Vector) -> Body:
    """The body at ``share`` of the way, moved by ``shift``; ``bodies`` are those of both poses."""
    body = _posed(mixed(one, two, share), shift)
    legs, feet, arms, hands = list(body.legs), list(body.feet), list(body.arms), list(body.hands)
    for index in (0, 1):
        if one.legs[index].mode != two.legs[index].mode:
            legs[index] = _chain(bodies[0].legs[index], bodies[1].legs[index], body.legs[index].top, LEG, share)
            feet[index] = _frame(bodies[0].feet[index], bodies[1].feet[index], share)
        if one.arms[index].mode != two.arms[index].mode:
            arms[index] = _chain(bodies[0].arms[index], bodies[1].arms[index], body.arms[index].top, ARM, share)
            hands[index] = swung(bodies[0].hands[index], bodies[1].hands[index], share)
    return Body(body.trunk, (legs[0], legs[1]), (feet[0], feet[1]), (arms[0], arms[1]), (hands[0], hands[1]))


def swung(one: Vector, two: Vector, share: float) -> Vector:
    """The direction at ``share`` of the shortest turn."""
    axis = cross(one, two)
    return turned(one, unit(axis), angle(one, two) * share) if length(axis) > 1e-6 else one


def _chain(one: Chain, two: Chain, top: Vector, bones: Bones, share: float) -> Chain:
    upper, lower = swung(one.upper, two.upper, share), swung(one.lower, two.lower, share)
    middle = add(top, upper, bones.upper)
    hinge = unit(across(swung(one.hinge, two.hinge, share), upper))
    return Chain(top, middle, add(middle, lower, bones.lower), hinge)


def _frame(one: Frame, two: Frame, share: float) -> Frame:
    front = swung(one.front, two.front, share)
    return Frame(front, unit(across(swung(one.up, two.up, share), front)))


def on_other_side(figure: Figure) -> Figure:
    """The exercise done with the other limb: the body lies as it did, only right and left change their parts.

    Who lay on one side lies on the other one, with the head at the same end.
    """
    arrows = tuple(replace(arrow, of=_other_point(arrow.of)) for arrow in figure.arrows)
    return replace(
        figure, poses=tuple(map(exchanged, figure.poses)), stays=_other_point(figure.stays), arrows=arrows
    )  # fmt: skip


def _other_point(name: str) -> str:
    """Of ``POINTS``; the trunk has no sides."""
    if name.startswith(OTHER):
        return name.removeprefix(OTHER)
    return f"{OTHER}{name}" if f"{OTHER}{name}" in POINTS else name


def exchanged(pose: Pose) -> Pose:
    """``pose`` with the sides exchanged."""
    return replace(
        pose, lie=OTHER_LIE.get(pose.lie, pose.lie), legs=(pose.legs[1], pose.legs[0]),
        arms=(_other_arm(pose.arms[1]), _other_arm(pose.arms[0])),
        roll=-pose.roll, twist=-pose.twist, turn=-pose.turn, lean=-pose.lean,
    )  # fmt: skip


def _other_arm(arm: Limb) -> Limb:
    """It holds the towel behind the other thigh."""
    return replace(arm, holds=OTHER_TOWEL.get(arm.holds, arm.holds))
