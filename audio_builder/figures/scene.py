"""A figure as circles on the picture: every part in every frame of its movement, and where the whole of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.figures.camera import CAMERAS, Camera
from audio_builder.figures.outline import Order, order_around, outline
from audio_builder.figures.parts import Part, parts_of, region_parts
from content.figures.stage import moving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.figures.camera import Spot
    from audio_builder.figures.outline import Circle
    from content.figures.body import Body
    from content.figures.types import Figure

Pieces = list[tuple["Spot", ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One part, painted in one tone; an outline for each frame, all of the same commands."""

    name: str
    tone: str
    frames: tuple[tuple[Pieces, ...], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    figure: Figure
    camera: Camera
    bodies: tuple[Body, ...]
    """One for each frame."""
    keys: tuple[int, ...]
    """The frames that are poses."""
    end: int
    """The frame that a still picture shows."""
    shapes: tuple[Shape, ...]
    """From far to near."""

    def spot(self, frame: int, name: str) -> Spot:
        from content.figures.points import point

        return self.camera.spot(point(self.bodies[frame], name))


def scene_of(figure: Figure, sides: Sequence[int]) -> Scene:
    """``sides``: on which ones the regions of limbs are tinted."""
    bodies, keys = moving(figure)
    camera = CAMERAS[figure.view]
    end = keys[-1] if figure.way == "there-and-back" else keys[0]
    poses = _poses_of(figure, len(bodies), keys)
    frames = [_parts(body, pose_index, figure, sides) for body, pose_index in zip(bodies, poses, strict=True)]
    names = _far_to_near(frames[end], camera)
    shapes = tuple(_shape([_named(parts, name) for parts in frames], camera, end) for name in names)
    return Scene(figure, camera, bodies, keys, end, shapes)


def _poses_of(figure: Figure, count: int, keys: tuple[int, ...]) -> list[int]:
    last = len(figure.poses) - 1
    return [last if figure.way == "there-and-back" else 0 for _ in range(count)] if keys else []


def _parts(body: Body, pose: int, figure: Figure, sides: Sequence[int]) -> list[tuple[str, Part]]:
    own = [(part.name, part) for part in parts_of(body, figure.poses[pose])]
    return [*own, *region_parts(body, figure.works, sides)]


def _named(parts: list[tuple[str, Part]], name: str) -> Part:
    return next(part for _, part in parts if part.name == name)


def _far_to_near(parts: list[tuple[str, Part]], camera: Camera) -> list[str]:
    """The names of all parts, a tint right after what it lies on."""
    near = {part.name: _nearness(part, camera) for host, part in parts if host == part.name}
    return [part.name for host, part in sorted(parts, key=lambda each: (near[each[0]], each[0] != each[1].name))]


def _nearness(part: Part, camera: Camera) -> float:
    balls = [ball for hull in part.hulls for ball in hull]
    return sum(camera.nearness(middle) for middle, _ in balls) / len(balls) + part.nearer


def _shape(parts: list[Part], camera: Camera, end: int) -> Shape:
    orders = [order_around(_circles(hull, camera)) for hull in parts[end].hulls]
    return Shape(parts[end].name, parts[end].tone, tuple(_frame(part, orders, camera) for part in parts))


def _frame(part: Part, orders: Sequence[Order], camera: Camera) -> tuple[Pieces, ...]:
    return tuple(outline(_circles(hull, camera), order) for hull, order in zip(part.hulls, orders, strict=True))


def _circles(hull: Sequence[tuple[tuple[float, float, float], float]], camera: Camera) -> list[Circle]:
    return [(camera.spot(middle), radius) for middle, radius in hull]
