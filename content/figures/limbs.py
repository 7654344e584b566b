"""Arms and legs: from angles, or from a place to reach, to joints."""

from __future__ import annotations

from math import acos, atan2, degrees, sqrt
from typing import TYPE_CHECKING

from content.figures.vectors import Frame, across, add, cross, dot, length, minus, scaled, turned, unit
from content.quick import dataclass

if TYPE_CHECKING:
    from content.figures.types import Limb
    from content.figures.vectors import Vector


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


def by_angles(limb: Limb, frame: Frame, top: Vector, lengths: tuple[float, float], sign: int, side: int) -> Chain:
    """``sign`` -1 for a knee, which folds back, 1 for an elbow; ``side`` 1 on the right, -1 on the left."""
    right = frame.right
    hanging = scaled(frame.up, -1)
    upper = turned(hanging, right, limb.swing)
    upper = turned(upper, cross(upper, scaled(right, side)), limb.out)
    hinge = turned(unit(across(right, upper)), upper, limb.turn * side)
    lower = turned(upper, hinge, sign * limb.fold)
    middle = add(top, upper, lengths[0])
    return Chain(top, middle, add(middle, lower, lengths[1]), hinge)


def by_reach(goal: Vector, pole: Vector, top: Vector, lengths: tuple[float, float], sign: int) -> Chain:
    """The limb that ends at ``goal``, as near as it comes, with knee or elbow towards ``pole``."""
    a, b = lengths
    way = minus(goal, top)
    far = min(max(length(way), abs(a - b) + 0.1), a + b - 0.01)
    axis = unit(way)
    along = (a * a - b * b + far * far) / (2 * far)
    aside = unit(across(pole, axis))
    middle = add(add(top, axis, along), aside, sqrt(max(a * a - along * along, 0)))
    end = add(top, axis, far)
    return Chain(top, middle, end, scaled(unit(cross(axis, aside)), -sign))


def angles(chain: Chain, frame: Frame, side: int) -> tuple[float, float, float]:
    """Forward, outward and fold of a limb, in degrees, measured from where it is."""
    upper = chain.upper
    forward = degrees(atan2(dot(upper, frame.front), -dot(upper, frame.up)))
    forward += 360 if forward < -120 else 0
    outward = 90 - degrees(acos(max(-1.0, min(1.0, dot(upper, scaled(frame.right, side))))))
    return forward, outward, degrees(acos(max(-1.0, min(1.0, dot(upper, chain.lower)))))
