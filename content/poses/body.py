"""A pose -> a body in space: where each part is, and which way it faces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.poses import skeleton as bones
from content.poses.skeleton import ARM, LEG, SIDES, Chain, Trunk, by_angles, by_reach, trunk_of
from content.poses.vectors import ORIGIN, Frame, Vector, add, between, minus, scaled, turned, unit

if TYPE_CHECKING:
    from content.poses.types import Limb, Pose


@dataclass(frozen=True, slots=True)
class Body:
    """Pairs are right, left."""

    trunk: Trunk
    legs: tuple[Chain, Chain]
    feet: tuple[Frame, Frame]
    """``front`` to the toes, ``up`` to the shin."""
    arms: tuple[Chain, Chain]
    hands: tuple[Vector, Vector]
    """The direction of the fingers."""

    def palm(self, index: int) -> Vector:
        """The middle of a hand."""
        return add(self.arms[index].end, self.hands[index], bones.PALM)


def body_on(pose: Pose, hips: Vector) -> Body:
    """The body of ``pose``, the middle between its hips at ``hips``."""
    trunk = trunk_of(pose, hips)
    legs = _legs(pose, trunk)
    feet = (_foot(pose.legs[0], legs[0]), _foot(pose.legs[1], legs[1]))
    bare = Body(trunk, legs, feet, legs, (ORIGIN, ORIGIN))
    arms = (_arm(pose.arms[0], bare, 0), _arm(pose.arms[1], bare, 1))
    hands = tuple(_hand(pose.arms[index], arms[index], trunk, index) for index in (0, 1))
    return Body(trunk, legs, feet, arms, (hands[0], hands[1]))


def _legs(pose: Pose, trunk: Trunk) -> tuple[Chain, Chain]:
    """A leg that is crossed over the other one needs that one first."""
    first = 1 if pose.legs[0].holds else 0
    last = 1 - first
    leg = _leg(pose.legs[first], trunk, first)
    other = _leg(pose.legs[last], trunk, last, leg if pose.legs[last].holds else None)
    return (other, leg) if first else (leg, other)


def _leg(limb: Limb, trunk: Trunk, index: int, other: Chain | None = None) -> Chain:
    """With an ``other`` it is crossed over that one: the ankle on the thigh, the knee out."""
    pelvis, side = trunk.pelvis, SIDES[index]
    top = pelvis.point(trunk.hips, right=side * bones.HIP_HALF)
    if other:
        on = add(between(other.top, other.middle, 0.8), other.front, 9.5)
        goal, pole = add(on, pelvis.right, -3.0 * side), scaled(pelvis.right, side)
    elif limb.to:
        goal, pole = place(limb, index, bones.ANKLE), pelvis.point(pelvis.front, up=0.3)
    else:
        return by_angles(limb, pelvis, top, LEG, side)
    return by_reach(goal, turned(pole, unit(minus(goal, top)), limb.turn * side), top, LEG)


def place(limb: Limb, index: int, above: float) -> Vector:
    """Where a limb reaches to: ``above`` the ground where its z is 0."""
    x, y, z = limb.to
    return float(x), -float(y) * SIDES[index], float(z) + above


def _foot(limb: Limb, chain: Chain) -> Frame:
    front = chain.low_front
    if limb.to and limb.to[2] == 0 and not limb.tip:
        return Frame(unit((front[0], front[1], 0.0)), (0.0, 0.0, 1.0))
    return Frame(front, scaled(chain.lower, -1)).bent(limb.tip)


def _arm(limb: Limb, body: Body, index: int) -> Chain:
    side, chest = SIDES[index], body.trunk.chest
    top = chest.point(body.trunk.blades, up=2.0, right=side * bones.SHOULDER_HALF)
    if not limb.mode:
        return by_angles(limb, chest, top, ARM, side)
    pole = chest.point(scaled(chest.front, -1), right=0.7 * side, up=-0.4)

    def reach(goal: Vector) -> Chain:
        return by_reach(goal, turned(pole, unit(minus(goal, top)), limb.turn * side), top, ARM)

    if limb.to:
        return reach(place(limb, index, bones.WRIST))
    hold = hold_of(limb, body, index)
    chain = reach(hold)  # the hand, not its wrist, belongs there
    for _ in range(8):
        chain = reach(add(hold, _hand(limb, chain, body.trunk, index), -bones.PALM))
    return chain


def _hand(limb: Limb, chain: Chain, trunk: Trunk, index: int) -> Vector:
    """The direction of its fingers: behind a thigh or on the belly inward, so that they close round it.

    Of a flat hand under a steep forearm it is that of the head.
    """
    if limb.holds in ("own-thigh", "other-thigh"):
        return unit(add(scaled(trunk.pelvis.right, -SIDES[index]), chain.lower, 0.15))
    if limb.holds == "on-belly":
        return unit(add(scaled(trunk.loin.right, -SIDES[index]), trunk.loin.up, -0.4))
    if not limb.to or limb.to[2] != 0:
        return turned(chain.lower, chain.hinge, limb.tip)
    x, y, _ = chain.lower if abs(chain.lower[2]) < 0.8 else trunk.chest.up
    return unit((x, y, 0.0))


def hold_of(limb: Limb, body: Body, index: int) -> Vector:
    """Where the middle of the hand belongs."""
    side, trunk = SIDES[index], body.trunk
    leg = body.legs[1 - index if limb.holds == "other-thigh" else index]
    match limb.holds:
        case "own-thigh" | "other-thigh":
            at = 0.66 if limb.holds == "own-thigh" else 0.5  # one hand beside the other
            return add(between(leg.top, leg.middle, at), leg.front, -8.5)
        case "on-thigh":
            return add(between(leg.top, leg.middle, 0.66), leg.front, 9.0)
        case "on-knee":
            return add(between(leg.top, leg.middle, 0.94), leg.front, 7.5)
        case "on-belly":
            return trunk.loin.point(trunk.waist, front=10.5 + trunk.belly, up=0.0, right=4.0 * side)
        case "behind-head":
            return trunk.face.point(trunk.head, front=-8.5, up=1, right=side * 4.0)
        case _:
            leg = body.legs[int(limb.holds == "other-towel")]
            return trunk.pelvis.point(add(between(leg.top, leg.middle, 0.78), leg.front, 19.0), right=7.0 * side)
