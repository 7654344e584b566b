"""Points -> the text of an SVG path: whole units, each from the one before, in as few letters as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audio_builder.figures.camera import Spot

    Pieces = Sequence[tuple[Spot, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where centimetres of the picture are on the canvas."""

    scale: float
    """Units of the canvas for a centimetre."""
    left: float
    top: float

    def units(self, spot: Spot) -> tuple[int, int]:
        return round((spot[0] - self.left) * self.scale), round((spot[1] - self.top) * self.scale)


def path_text(outlines: Iterable[Pieces], place: Place, closed: bool = True) -> str:
    """One path of several outlines: of each the first point, then a point (a line) or three (a curve) at a time."""
    return "".join(_outline(pieces, place) + ("z" if closed else "") for pieces in outlines)


def _outline(pieces: Pieces, place: Place) -> str:
    at = place.units(pieces[0][0])
    text = f"M{_row(at)}"
    for piece in pieces[1:]:
        spots = [place.units(spot) for spot in piece]
        steps = [value for x, y in spots for value in (x - at[0], y - at[1])]
        text += ("l" if len(piece) == 1 else "c") + _row(steps)
        at = spots[-1]
    return text


def _row(values: Sequence[int]) -> str:
    """Numbers in a row, a blank only where the next one has no sign."""
    return "".join(f" {value}" if place and value >= 0 else str(value) for place, value in enumerate(values))
