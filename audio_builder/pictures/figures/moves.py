"""The movement of a picture as CSS: each shape is turned and shifted from frame to frame, at the exercise's tempo."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from audio_builder.pictures.figures.motion import matrix

if TYPE_CHECKING:
    from audio_builder.pictures.figures.path import Place
    from audio_builder.pictures.figures.scene import Scene
    from audio_builder.pictures.figures.shape import Shape
    from audio_builder.pictures.figures.tempo import Beat

LEAST = 0.8
"""Centimetres: a shape that moves less stands still."""
STYLE = (
    ".gb-m{transform-box:fill-box;transform-origin:center}.gb-b{animation:gb-b 10s infinite}"
    "@keyframes gb-b{0%,100%{opacity:.15}40%{opacity:.4}55%{opacity:1}}"
    "@media(prefers-reduced-motion:reduce){.gb-b,.gb-m{animation:none!important}}"
)


def moves(shape: Shape, least: float = LEAST, frame: int | None = None) -> bool:
    """Whether it is seen to move by more than ``least`` centimetres: up to ``frame``, or at any time."""
    first = shape.axes[0] if shape.axes else ()
    axes = shape.axes if frame is None else shape.axes[frame : frame + 1]
    spots = (pair for axis in axes for pair in zip(first, axis, strict=True))
    return any(hypot(one[0] - two[0], one[1] - two[1]) > least for one, two in spots)


def keyframes(name: str, shape: Shape, scene: Scene, place: Place, beat: Beat) -> str:
    """The rule called ``name`` that moves ``shape``; where it ends, it is where it is drawn."""
    steps: dict[str, list[str]] = {}
    for frame, at in timed(scene, beat):
        change = matrix(shape.axes[scene.end], shape.axes[frame], shape.centre, place)
        steps.setdefault(f"matrix({change})" if change else "none", []).append(at)
    rules = "".join(f"{','.join(times)}{{transform:{change}}}" for change, times in steps.items())
    return f"@keyframes {name}{{{rules}}}"


def timed(scene: Scene, beat: Beat) -> list[tuple[int, str]]:
    """The frames in turn, and when each is reached in a round, in percent."""
    last, total = len(scene.bodies) - 1, beat.total_ms
    if scene.figure.way == "round":
        return [(frame, _percent(frame / last)) for frame in range(last + 1)]
    there = [(frame, _eased(frame / last) * beat.into_ms) for frame in range(last + 1)]
    away = beat.into_ms + beat.hold_ms
    back = [(last - step, away + _eased(step / last) * beat.back_ms) for step in range(last + 1)]
    rows = [*there, *(back if beat.hold_ms else back[1:]), *([(0, float(total))] if beat.rest_ms else [])]
    return [(frame, _percent(at / total)) for frame, at in rows]


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def _eased(share: float) -> float:
    """When ``share`` of a way is done that begins and ends slowly, as a share of its time."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if middle * middle * (3 - 2 * middle) < share else (low, middle)
    return (low + high) / 2
