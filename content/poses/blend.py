"""What lies between two poses: angles and places in between, never the points themselves, so that no arm grows."""

from __future__ import annotations

from dataclasses import replace
from math import acos, degrees
from typing import TYPE_CHECKING, Any

from content.poses.body import Body, body_on
from content.poses.limbs import ARM, LEG, Chain
from content.poses.trunk import trunk_of
from content.poses.vectors import ORIGIN, Frame, across, add, cross, dot, length, turned, unit

if TYPE_CHECKING:
    from content.poses.limbs import Bones
    from content.poses.types import Limb, Pose
    from content.poses.vectors import Vector

NUMBERS = ("tilt", "roll", "lower", "upper", "twist", "neck", "turn", "lean", "belly")


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
    pose = mixed(one, two, share)
    at = (pose.root[0], 0.0, pose.root[1]) if pose.root else ORIGIN
    body = body_on(pose, trunk_of(pose).moved(add(at, shift)))
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
    angle = degrees(acos(max(-1.0, min(1.0, dot(one, two)))))
    axis = cross(one, two)
    return turned(one, unit(axis), angle * share) if length(axis) > 1e-6 else one


def _chain(one: Chain, two: Chain, top: Vector, bones: Bones, share: float) -> Chain:
    upper, lower = swung(one.upper, two.upper, share), swung(one.lower, two.lower, share)
    middle = add(top, upper, bones.upper)
    hinge = unit(across(swung(one.hinge, two.hinge, share), upper))
    return Chain(top, middle, add(middle, lower, bones.lower), hinge)


def _frame(one: Frame, two: Frame, share: float) -> Frame:
    front = swung(one.front, two.front, share)
    return Frame(front, unit(across(swung(one.up, two.up, share), front)))


def exchanged(pose: Pose) -> Pose:
    """``pose`` with the sides exchanged."""
    return replace(
        pose, legs=(pose.legs[1], pose.legs[0]), arms=(pose.arms[1], pose.arms[0]),
        roll=-pose.roll, twist=-pose.twist, turn=-pose.turn, lean=-pose.lean,
    )  # fmt: skip
