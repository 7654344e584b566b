"""One part of a picture, in one tone: its outline in every frame of the movement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.figures.camera import Camera, Spot
    from audio_builder.figures.outline import Circle
    from content.figures.flesh import Ball

Pieces = list[tuple["Spot", ...]]
"""An outline: its first point, then a point (a line) or three (a curve) at a time; in centimetres of the picture."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One part, painted in one tone; an outline for each frame, all of the same commands."""

    name: str
    tone: str
    frames: tuple[tuple[Pieces, ...], ...]
    width: float = 0
    """Of a line, in centimetres; 0: it is filled."""


def circles_of(balls: Sequence[Ball], camera: Camera) -> list[Circle]:
    """Balls as they are seen."""
    return [(camera.spot(middle), radius) for middle, radius in balls]
