"""A figure -> the shapes of its picture, from far to near, and how each of them moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from audio_builder.pictures.figures import props
from audio_builder.pictures.figures.body_parts import BodyPart, Wear, parts_of, tints
from audio_builder.pictures.figures.shapes import CAMERAS, Camera, FlatPoint, FlatShape, circles_of
from content.poses.flesh import point
from content.poses.movement import moving

if TYPE_CHECKING:
    from content.poses.body import Body
    from content.poses.types import Figure


FINE = 10.0
"""Degrees: no part turns by more between two bodies on the path of an arrow."""


BEHIND = {"eye": -2.0, "mouth": 1.0, "fringe": 3.5}
"""Centimetres: what is farther than that behind the middle of the face is not seen; an eye has to be before it."""


@dataclass(frozen=True, slots=True)
class Scene:
    figure: Figure
    camera: Camera
    bodies: tuple[Body, ...]
    """One for each frame of the movement."""
    end: int
    """The frame that a still picture shows."""
    ground: tuple[FlatShape, ...]
    """Under all else."""
    shapes: tuple[FlatShape, ...]
    """From far to near."""
    way: tuple[Body, ...]
    """Bodies on the way from start to end, close to each other; for arrows."""

    def spot(self, frame: int, name: str) -> FlatPoint:
        """Where a point of ``POINTS`` is seen."""
        return self.camera.spot(point(self.bodies[frame], name))


def scene_of(figure: Figure, sides: Sequence[int]) -> Scene:
    """``sides``: on which ones the regions of limbs are tinted, 0 right, 1 left."""
    bodies, keys = moving(figure)
    camera = CAMERAS[figure.view]
    is_round = figure.way == "round"
    end = 0 if is_round else keys[-1]
    pose = figure.poses[0 if is_round else -1]
    wear: Wear = "shoes" if "shoes" in figure.props else "shorts" if "water" in figure.props else ""
    frames = [
        {part.name: part for part in (*parts_of(body, pose, wear), *tints(body, figure.works, sides))}
        for body in bodies
    ]
    near = _nearness(frames[end], camera)
    shapes = [(near[name], _shape([frame[name] for frame in frames], camera, end)) for name in near]
    shapes += props.around(figure, bodies, camera, end, near)
    floor = props.ground(figure, bodies, camera)
    painted = tuple(shape for _, shape in sorted(shapes, key=lambda each: each[0]))
    way = moving(figure, FINE)[0] if figure.arrows else ()
    return Scene(figure, camera, bodies, end, floor, painted, way)


def _nearness(parts: dict[str, BodyPart], camera: Camera) -> dict[str, float]:
    """Of each part by its name, without those that the face hides; one that is painted on another is nearer."""
    near = {name: _middle(part, camera) for name, part in parts.items() if not part.on}
    small = {"sleeve": 0.01, "loin": 0.01, "belly": 0.02}
    near |= {name: near[part.on] + small.get(name.split("-")[0], 0.03) for name, part in parts.items() if part.on}
    seen = {name: each for name, each in near.items() if each > near["face"] - BEHIND.get(name.split("-")[0], inf)}
    return {name: near["face"] + 0.04 if name.startswith("fringe") else each for name, each in seen.items()}


def _middle(part: BodyPart, camera: Camera) -> float:
    balls = [ball for hull in part.hulls for ball in hull]
    return sum(camera.nearness(middle) for middle, _ in balls) / len(balls) + part.nearer


def _shape(parts: list[BodyPart], camera: Camera, end: int) -> FlatShape:
    hulls = tuple(circles_of(hull, camera) for hull in parts[end].hulls)
    start = tuple(circles_of(hull, camera) for hull in parts[0].hulls)
    axes = tuple((camera.spot(part.axis[0]), camera.spot(part.axis[1])) for part in parts)
    return FlatShape(parts[end].name, parts[end].tone, hulls, start, axes=axes)


def every_spot(scene: Scene) -> Iterator[FlatPoint]:
    """Corners around all that the picture shows at any time."""
    for shape in (*scene.ground, *scene.shapes):
        yield from (spot for line in shape.lines for spot in line)
        for (x, y), radius in (circle for hull in (*shape.hulls, *shape.start) for circle in hull):
            yield from ((x - radius, y - radius), (x + radius, y + radius))
        yield from (spot for axis in shape.axes for spot in axis)
