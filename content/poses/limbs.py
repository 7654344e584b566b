"""Arms and legs: from angles, or from a place to reach, to joints."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, atan2, degrees, sqrt
from typing import TYPE_CHECKING

from content.poses.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM
from content.poses.vectors import Frame, across, add, cross, dot, length, minus, scaled, turned, unit

if TYPE_CHECKING:
    from content.poses.types import Limb
    from content.poses.vectors import Vector


@dataclass(frozen=True, slots=True)
class Bones:
    """What a limb is made of."""

    upper: float
    """Its length in centimetres, as ``lower`` is."""
    lower: float
    folds: int
    """-1: back, as a knee does; 1: to the front, as an elbow does."""


LEG = Bones(THIGH, SHIN, -1)
ARM = Bones(UPPER_ARM, FOREARM, 1)


@dataclass(frozen=True, slots=True)
class Chain:
    """A limb in space."""

    top: Vector
    """Hip or shoulder."""
    middle: Vector
    """Knee or elbow."""
    end: Vector
    """Ankle or wrist."""
    hinge: Vector
    """The axis of knee or elbow, towards the right of the body."""

    def moved(self, by: Vector) -> Chain:
        return Chain(add(self.top, by), add(self.middle, by), add(self.end, by), self.hinge)

    @property
    def upper(self) -> Vector:
        return unit(minus(self.middle, self.top))

    @property
    def lower(self) -> Vector:
        return unit(minus(self.end, self.middle))

    @property
    def front(self) -> Vector:
        """Where the kneecap faces, of an upper part; the bend of an elbow lies there, too."""
        return cross(self.upper, scaled(self.hinge, -1))

    @property
    def low_front(self) -> Vector:
        """The same of the lower part: where the shin faces."""
        return cross(self.lower, scaled(self.hinge, -1))


def by_angles(limb: Limb, frame: Frame, top: Vector, bones: Bones, side: int) -> Chain:
    """``side``: 1 on the right, -1 on the left."""
    right = frame.right
    hanging = scaled(frame.up, -1)
    upper = turned(hanging, right, limb.swing)
    upper = turned(upper, cross(upper, scaled(right, side)), limb.out)
    hinge = turned(unit(across(right, upper)), upper, limb.turn * side)
    lower = turned(upper, hinge, bones.folds * limb.fold)
    middle = add(top, upper, bones.upper)
    return Chain(top, middle, add(middle, lower, bones.lower), hinge)


def by_reach(goal: Vector, pole: Vector, top: Vector, bones: Bones) -> Chain:
    """The limb that ends at ``goal``, as near as it comes, with knee or elbow towards ``pole``."""
    a, b = bones.upper, bones.lower
    way = minus(goal, top)
    far = min(max(length(way), abs(a - b) + 0.1), a + b - 0.01)
    axis = unit(way)
    along = (a * a - b * b + far * far) / (2 * far)
    aside = unit(across(pole, axis))
    middle = add(add(top, axis, along), aside, sqrt(max(a * a - along * along, 0)))
    end = add(top, axis, far)
    return Chain(top, middle, end, scaled(unit(cross(axis, aside)), -bones.folds))


def angles(chain: Chain, frame: Frame, side: int) -> tuple[float, float, float]:
    """Forward, outward and fold of a limb, in degrees, measured from where it is."""
    upper = chain.upper
    forward = degrees(atan2(dot(upper, frame.front), -dot(upper, frame.up)))
    forward += 360 if forward < -120 else 0
    outward = 90 - degrees(acos(max(-1.0, min(1.0, dot(upper, scaled(frame.right, side))))))
    return forward, outward, degrees(acos(max(-1.0, min(1.0, dot(upper, chain.lower)))))
