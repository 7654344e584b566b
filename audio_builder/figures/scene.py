"""A figure as circles on the picture: every part in every frame of its movement, and where the whole of it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.figures.camera import CAMERAS, Camera
from audio_builder.figures.outline import Order, order_around, outline
from audio_builder.figures import props
from audio_builder.figures.parts import Part, parts_of, region_parts
from audio_builder.figures.shape import Pieces, Shape, circles_of
from content.figures.points import point
from content.figures.stage import moving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio_builder.figures.camera import Spot
    from content.figures.body import Body
    from content.figures.types import Figure

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
    ground: tuple[Shape, ...]
    """Under all of them."""

    def spot(self, frame: int, name: str) -> Spot:
        return self.camera.spot(point(self.bodies[frame], name))


def scene_of(figure: Figure, sides: Sequence[int]) -> Scene:
    """``sides``: on which ones the regions of limbs are tinted."""
    bodies, keys = moving(figure)
    camera = CAMERAS[figure.view]
    end = keys[-1] if figure.way == "there-and-back" else keys[0]
    poses = _poses_of(figure, len(bodies), keys)
    frames = [_parts(body, pose_index, figure, sides) for body, pose_index in zip(bodies, poses, strict=True)]
    near = _nearness_of_all(frames[end], camera)
    body = [(near[name], _shape([_named(parts, name) for parts in frames], camera, end)) for name in near]
    around = _around(figure, bodies, camera, end, near)
    shapes = tuple(shape for _, shape in sorted((*body, *around), key=lambda each: each[0]))
    floor = tuple(props.ground(bodies, camera, name, "bicycle" in figure.props) for name in ("mat", "path") if name in figure.props)
    return Scene(figure, camera, bodies, keys, end, shapes, floor)


def _around(
    figure: Figure, bodies: Sequence[Body], camera: Camera, end: int, near: dict[str, float]
) -> Iterator[tuple[float, Shape]]:
    """What else is there, each with its nearness."""
    if "cushion" in figure.props:
        yield min(near["hair"], near["face"], near["neck"]) - 1, props.cushion(bodies[end], camera)
    if "towel" in figure.props:
        yield near["thigh-0"] + 0.6, props.towel(bodies, camera, 0)
        yield near["thigh-0"] - 0.6, props.towel(bodies, camera, 1)
    if "bicycle" in figure.props:
        yield from props.bicycle(bodies, camera)


def _poses_of(figure: Figure, count: int, keys: tuple[int, ...]) -> list[int]:
    last = len(figure.poses) - 1
    return [last if figure.way == "there-and-back" else 0 for _ in range(count)] if keys else []


def _parts(body: Body, pose: int, figure: Figure, sides: Sequence[int]) -> list[tuple[str, Part]]:
    own = [(part.name.replace("sleeve", "arm"), part) for part in parts_of(body, figure.poses[pose])]
    return [*own, *region_parts(body, figure.works, sides)]


def _named(parts: list[tuple[str, Part]], name: str) -> Part:
    return next(part for _, part in parts if part.name == name)


def _nearness_of_all(parts: list[tuple[str, Part]], camera: Camera) -> dict[str, float]:
    """Of each part by its name; a tint is a little nearer than what it lies on."""
    near = {part.name: _nearness(part, camera) for host, part in parts if host == part.name}
    return {part.name: near[host] + (0.01 if host != part.name else 0) for host, part in parts}


def _nearness(part: Part, camera: Camera) -> float:
    balls = [ball for hull in part.hulls for ball in hull]
    return sum(camera.nearness(middle) for middle, _ in balls) / len(balls) + part.nearer


def _shape(parts: list[Part], camera: Camera, end: int) -> Shape:
    orders = [order_around(circles_of(hull, camera)) for hull in parts[end].hulls]
    return Shape(parts[end].name, parts[end].tone, tuple(_frame(part, orders, camera) for part in parts))


def _frame(part: Part, orders: Sequence[Order], camera: Camera) -> tuple[Pieces, ...]:
    return tuple(outline(circles_of(hull, camera), order) for hull, order in zip(part.hulls, orders, strict=True))
