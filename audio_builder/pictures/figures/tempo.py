"""The tempo of a moving figure: when it is where, in milliseconds, from the exercise's own doses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.model.types import Exercise

BREATH_MS = 10_000
"""A slow one, in and out."""
MOST_HOLD_MS = 10_000
"""A longer hold is shown so long, or a glance would see no movement."""
LEAST_MS = 1_000
"""Of any way there or back."""
ROUND_MS = 2_000
"""Of one round where there is no dose: a walk, a ride."""


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
            back_ms = max(min(into_ms, rest_ms), LEAST_MS)
            return Beat(into_ms, hold_ms, back_ms, max(0, rest_ms - back_ms))
