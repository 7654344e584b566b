"""How a part of a picture moves: the turn, stretch and shift that bring it from where it ends to where it is."""

from __future__ import annotations

from math import atan2, cos, hypot, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio_builder.pictures.figures.camera import Spot
    from audio_builder.pictures.figures.path import Place

Axis = tuple["Spot", "Spot"]
"""Two spots of a part, near its ends."""
LEAST, MOST = 0.25, 4.0
"""Of what a part may be stretched along its axis: seen end on it is short, but it is as thick as ever."""


def matrix(end: Axis, here: Axis, centre: Spot, place: Place) -> str:
    """``a,b,c,d,e,f`` of the matrix that takes the axis ``end`` to ``here``; empty when it would change nothing.

    It turns about ``centre``, the middle of the part: a browser turns and shifts it evenly from frame to frame, and
    about a far point that would swing it out of its way. Along the axis a part is stretched, since it is turned to the
    eye or away; across it stays as thick as it is.
    """
    (x1, y1), (x2, y2) = _units(end, place)
    (u1, v1), (u2, v2) = _units(here, place)
    before, after = atan2(y2 - y1, x2 - x1), atan2(v2 - v1, u2 - u1)
    far = hypot(x2 - x1, y2 - y1)
    stretch = max(LEAST, min(MOST, hypot(u2 - u1, v2 - v1) / far)) if far > 1e-6 else 1.0
    c, s, p, q = cos(before), sin(before), cos(after), sin(after)
    a, b = stretch * p * c + q * s, stretch * q * c - p * s
    d, e = stretch * p * s - q * c, stretch * q * s + p * c
    (x0, y0), _ = _units((centre, centre), place)
    x, y = (x1 + x2) / 2 - x0, (y1 + y2) / 2 - y0
    shift = ((u1 + u2) / 2 - x0 - a * x - d * y, (v1 + v2) / 2 - y0 - b * x - e * y)
    values = [_short(value, 2) for value in (a, b, d, e)] + [_short(value, 0) for value in shift]
    return "" if values == ["1", "0", "0", "1", "0", "0"] else ",".join(values)


def _units(axis: Axis, place: Place) -> Axis:
    one, two = ((x - place.left, y - place.top) for x, y in axis)
    return (one[0] * place.scale, one[1] * place.scale), (two[0] * place.scale, two[1] * place.scale)


def _short(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in ("-0", "") else text
