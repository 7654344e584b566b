"""From where a figure is seen: points in space -> spots on the picture, x to the right and y down, in centimetres."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

from content.poses.vectors import cross, dot

if TYPE_CHECKING:
    from content.poses.types import Viewpoint
    from content.poses.vectors import Vector

Spot = tuple[float, float]
"""On the picture."""


@dataclass(frozen=True, slots=True)
class Camera:
    """So far away that nothing grows smaller with distance."""

    towards: Vector
    """From the body to the eye."""
    up: Vector

    def spot(self, point: Vector) -> Spot:
        return dot(point, cross(self.up, self.towards)), -dot(point, self.up)

    def nearness(self, point: Vector) -> float:
        return dot(point, self.towards)


def _camera(yaw: float, pitch: float) -> Camera:
    """``yaw``: walked to the right around the body; ``pitch``: above the ground; in degrees."""
    a, b = radians(yaw), radians(pitch)
    towards = (sin(a) * cos(b), -cos(a) * cos(b), sin(b))
    return Camera(towards, (-sin(a) * sin(b), cos(a) * sin(b), cos(b)))


CAMERAS: dict[Viewpoint, Camera] = {
    "side": _camera(14, 12), "level": _camera(0, 9), "corner": _camera(22, 42), "above": _camera(0, 76),
}  # fmt: skip
