"""Points and directions in space, in centimetres: x to the viewer's right, y away from the viewer, z up."""

from __future__ import annotations

from dataclasses import dataclass
from math import acos, cos, degrees, radians, sin, sqrt

Vector = tuple[float, float, float]
ORIGIN: Vector = (0.0, 0.0, 0.0)


def add(a: Vector, b: Vector, times: float = 1.0) -> Vector:
    """``a`` and so many times ``b``."""
    return a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times


def minus(a: Vector, b: Vector) -> Vector:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scaled(a: Vector, times: float) -> Vector:
    return a[0] * times, a[1] * times, a[2] * times


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    return sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """``a`` at length 1; of no length at all it stays as it is."""
    return scaled(a, 1 / (length(a) or 1.0))


def angle(a: Vector, b: Vector) -> float:
    """Between two directions of length 1, in degrees."""
    return degrees(acos(max(-1.0, min(1.0, dot(a, b)))))


def between(a: Vector, b: Vector, share: float) -> Vector:
    """The point on the way from ``a`` (0) to ``b`` (1)."""
    return add(a, minus(b, a), share)


def across(a: Vector, axis: Vector) -> Vector:
    """The part of ``a`` at right angles to ``axis``, which has length 1."""
    return add(a, axis, -dot(a, axis))


def turned(a: Vector, axis: Vector, turn: float) -> Vector:
    """``a`` turned by ``turn`` degrees about ``axis``, which has length 1, by the right-hand rule."""
    c, s = cos(radians(turn)), sin(radians(turn))
    return add(add(scaled(a, c), cross(axis, a), s), axis, dot(axis, a) * (1 - c))


@dataclass(frozen=True, slots=True)
class Frame:
    """Which way a part of the body faces: three directions at right angles."""

    front: Vector
    up: Vector
    """Towards the head."""

    @property
    def right(self) -> Vector:
        """The body's own right."""
        return cross(self.front, self.up)

    def point(self, start: Vector, front: float = 0, up: float = 0, right: float = 0) -> Vector:
        """So far from ``start`` in each direction."""
        return add(add(add(start, self.front, front), self.up, up), self.right, right)

    def bent(self, turn: float) -> Frame:
        """Bent forward, as in a bow; ``turn`` is in degrees here and below."""
        axis = self.right
        return Frame(turned(self.front, axis, -turn), turned(self.up, axis, -turn))

    def rolled(self, turn: float) -> Frame:
        """Turned to its own right about its length."""
        return Frame(turned(self.front, self.up, -turn), self.up)

    def leant(self, turn: float) -> Frame:
        """Bent to its own right."""
        return Frame(self.front, turned(self.up, self.front, turn))
