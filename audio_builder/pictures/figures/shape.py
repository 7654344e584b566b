"""One part of a picture, in one tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.pictures.figures.camera import Camera, Spot
    from audio_builder.pictures.figures.motion import Axis
    from audio_builder.pictures.figures.outline import Circle
    from content.poses.flesh import Ball


@dataclass(frozen=True, slots=True)
class Shape:
    """What is filled is ``hulls``, what is drawn is ``lines``; in centimetres of the picture."""

    name: str
    tone: str
    """Of ``PALETTE``."""
    hulls: tuple[tuple[Circle, ...], ...] = ()
    """Where the movement ends: bands around circles, one over the other."""
    start: tuple[tuple[Circle, ...], ...] = ()
    """Where it starts; for the ghost."""
    lines: tuple[tuple[Spot, ...], ...] = ()
    is_curved: bool = False
    """Whether ``lines`` are curves, of three spots each."""
    width: float = 0
    """Of the lines."""
    axes: tuple[Axis, ...] = ()
    """In every frame of the movement; none of what stands still."""

    @property
    def centre(self) -> Spot:
        """The middle of the box around it, as a browser finds it: without the width of lines."""
        corners = [spot for line in self.lines for spot in line]
        for (x, y), radius in (circle for hull in self.hulls for circle in hull):
            corners += [(x - radius, y - radius), (x + radius, y + radius)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def circles_of(balls: Sequence[Ball], camera: Camera) -> tuple[Circle, ...]:
    """Balls as they are seen."""
    return tuple((camera.spot(middle), radius) for middle, radius in balls)
