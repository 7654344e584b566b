"""What a picture is made of: points in space as a camera sees them, flat shapes, and their colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

from content.poses.vectors import Vector, cross, dot

if TYPE_CHECKING:
    from content.poses.flesh import Ball
    from content.poses.types import Viewpoint

Size = tuple[int, int]
"""Width and height, in pixels."""
FlatPoint = tuple[float, float]
"""On the picture: centimetres to the right and down."""
Circle = tuple[FlatPoint, float]
"""Middle and radius."""
Axis = tuple[FlatPoint, FlatPoint]
"""Two spots of a part, near its ends."""


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic one: nothing grows smaller with distance."""

    towards: Vector
    """From the body to the eye."""
    up: Vector

    def spot(self, point: Vector) -> FlatPoint:
        return dot(point, cross(self.up, self.towards)), -dot(point, self.up)

    def nearness(self, point: Vector) -> float:
        return dot(point, self.towards)


def _camera(yaw: float, pitch: float) -> Camera:
    """``yaw``: walked to the right around the body; ``pitch``: above the ground; in degrees."""
    a, b = radians(yaw), radians(pitch)
    towards = (sin(a) * cos(b), -cos(a) * cos(b), sin(b))
    return Camera(towards, (-sin(a) * sin(b), cos(a) * sin(b), cos(b)))


CAMERAS: dict[Viewpoint, Camera] = {
    "side": _camera(14, 12), "level": _camera(0, 9), "high": _camera(8, 30), "corner": _camera(52, 16),
    "feet": _camera(48, 42), "above": _camera(0, 76),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FlatShape:
    """What is filled is ``hulls``, what is drawn is ``lines``; in centimetres of the picture."""

    name: str
    tone: str
    """Of ``PALETTE``."""
    hulls: tuple[tuple[Circle, ...], ...] = ()
    """Where the movement ends: bands around circles, one over the other."""
    start: tuple[tuple[Circle, ...], ...] = ()
    """Where it starts; for the ghost."""
    lines: tuple[tuple[FlatPoint, ...], ...] = ()
    is_curved: bool = False
    """Whether ``lines`` are curves, of three spots each."""
    width: float = 0
    """Of the lines."""
    axes: tuple[Axis, ...] = ()
    """In every frame of the movement; none of what stands still."""

    @property
    def radius(self) -> float:
        """Of its circles, on average: how far it reaches beyond its axis."""
        radii = [radius for hull in self.hulls for _, radius in hull]
        return sum(radii) / len(radii) if radii else 0.0

    @property
    def centre(self) -> FlatPoint:
        """The middle of the box around it, as a browser finds it: without the width of lines."""
        corners = [spot for line in self.lines for spot in line]
        for (x, y), radius in (circle for hull in self.hulls for circle in hull):
            corners += [(x - radius, y - radius), (x + radius, y + radius)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def circles_of(balls: Sequence[Ball], camera: Camera) -> tuple[Circle, ...]:
    """Balls as ``camera`` sees them."""
    return tuple((camera.spot(middle), radius) for middle, radius in balls)


PALETTE = {
    "card": "#f6f0e6", "mat": "#cfd9c6", "edge": "#b4c2a8", "ground": "#e4d9c6", "ghost": "#dccfba", "skin": "#d9a17c",
    "skin-far": "#bd8664", "shirt": "#4c9490", "shirt-far": "#3c7976", "trousers": "#3a5878", "trousers-far": "#2b435d",
    "hair": "#4b3730", "eye": "#4b3730", "lips": "#ad6250", "shoe": "#8c4f5e", "shoe-far": "#6d3d49",
    "works": "#ee7f54", "arrow": "#d9482b", "breath": "#5f9fc0", "cushion": "#ecc98a", "towel": "#f3d9a0",
    "towel-far": "#d9b878", "frame": "#8a5a44", "wheel": "#5b5752", "water": "#9cc9d8", "deep": "#7fb6ca",
}  # fmt: skip
