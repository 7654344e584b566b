"""How a picture moves: the tempo of its exercise, and CSS that turns and shifts each shape from frame to frame."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio_builder.pictures.figures.paths import Place
    from audio_builder.pictures.figures.scene import Scene
    from audio_builder.pictures.figures.shapes import Axis, FlatPoint, FlatShape
    from content.model.types import Exercise

BREATH_MS = 10_000
"""A slow breath, in and out."""
MOST_HOLD_MS = 10_000
"""Longer holds are shown this long, or a short look would see no movement."""
LEAST_MS = 1_000
"""Of any way there or back."""
ROUND_MS = 2_000
"""Of one round where there is no dose: a walk, a ride."""
LEAST_STRETCH, MOST_STRETCH = 0.25, 4.0
"""Along the axis of a part: seen end on it is short, but it is as thick as ever."""
LEAST_MOVE = 0.8
"""Centimetres: a shape that moves less stands still."""
STYLE = (
    ".gb-m{transform-box:fill-box;transform-origin:center}.gb-b{animation:gb-b 10s infinite}"
    "@keyframes gb-b{0%,100%{opacity:.15}40%{opacity:.4}55%{opacity:1}}"
    "@media(prefers-reduced-motion:reduce){.gb-b,.gb-m{animation:none!important}}"
)


@dataclass(frozen=True, slots=True)
class Beat:
    """One repetition: there, hold, back, rest."""

    into_ms: int
    hold_ms: int
    back_ms: int
    rest_ms: int

    @property
    def total_ms(self) -> int:
        return self.into_ms + self.hold_ms + self.back_ms + self.rest_ms


def beat_of(exercise: Exercise) -> Beat:
    unit, dose = exercise.dose.units[0]
    rest_ms = exercise.tempo.rest_ms
    match unit:
        case "minutes":
            return Beat(ROUND_MS, 0, 0, 0)
        case "move_s":
            half = dose.usual * 500
            return Beat(half, 0, half, rest_ms)
        case _:
            hold_ms = min(dose.usual * (1000 if unit == "hold_s" else BREATH_MS), MOST_HOLD_MS)
            into_ms = max(exercise.tempo.into_ms, LEAST_MS)
            return Beat(into_ms, hold_ms, max(exercise.tempo.out_ms, LEAST_MS), rest_ms)


def matrix(end: Axis, here: Axis, centre: FlatPoint, place: Place, radius: float = 0.0) -> str:
    """``a,b,c,d,e,f`` of the matrix that takes the axis ``end`` to ``here``; empty when it would change nothing.

    It turns about ``centre``, the middle of the part: a browser turns and shifts it evenly from frame to frame, and
    about a far point that would swing it out of its way. Along the axis a part is stretched, since it is turned to the
    eye or away; across it stays as thick as it is. Its ends are as round as ever, by ``radius``, in centimetres.
    Twentieths of a stretch are enough, and shorter to write.
    """
    (x1, y1), (x2, y2) = map(place.on_canvas, end)
    (u1, v1), (u2, v2) = map(place.on_canvas, here)
    before, after = atan2(y2 - y1, x2 - x1), atan2(v2 - v1, u2 - u1)
    ends = 2 * radius * place.scale
    far, now = hypot(x2 - x1, y2 - y1) + ends, hypot(u2 - u1, v2 - v1) + ends
    stretch = max(LEAST_STRETCH, min(MOST_STRETCH, round(20 * now / far) / 20)) if far > 1e-6 else 1.0
    c, s, p, q = cos(before), sin(before), cos(after), sin(after)
    a, b = stretch * p * c + q * s, stretch * q * c - p * s
    d, e = stretch * p * s - q * c, stretch * q * s + p * c
    x0, y0 = place.on_canvas(centre)
    x, y = (x1 + x2) / 2 - x0, (y1 + y2) / 2 - y0
    shift = ((u1 + u2) / 2 - x0 - a * x - d * y, (v1 + v2) / 2 - y0 - b * x - e * y)
    values = [_short(value, 2) for value in (a, b, d, e)] + [_short(value, 0) for value in shift]
    return "" if values == ["1", "0", "0", "1", "0", "0"] else ",".join(values)


def _short(value: float, places: int) -> str:
    text = f"{round(value, places):g}"
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text == "-0" else text


def moves(shape: FlatShape, least: float = LEAST_MOVE, frame: int | None = None) -> bool:
    """Whether it is seen to move by more than ``least`` centimetres: up to ``frame``, or at any time."""
    first = shape.axes[0] if shape.axes else ()
    axes = shape.axes if frame is None else shape.axes[frame : frame + 1]
    spots = (pair for axis in axes for pair in zip(first, axis, strict=True))
    return any(hypot(one[0] - two[0], one[1] - two[1]) > least for one, two in spots)


def keyframes(name: str, shape: FlatShape, scene: Scene, place: Place, beat: Beat) -> str:
    """The rule ``name`` that moves ``shape``, which is drawn where its movement ends."""
    steps: dict[str, list[str]] = {}
    for frame, at in timed(scene, beat):
        change = matrix(shape.axes[scene.end], shape.axes[frame], shape.centre, place, shape.radius)
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
    """The share of the time at which ``share`` of a movement is done that begins and ends slowly."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if middle * middle * (3 - 2 * middle) < share else (low, middle)
    return (low + high) / 2
