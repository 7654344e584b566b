"""How long something takes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Timed:
    call: Callable[[], object]
    often: int = 1
    """How many times in a row, in each round."""
    tidy: Callable[[], object] = lambda: None
    """Called after each, outside the time."""

    def round_s(self) -> list[float]:
        """Seconds of each call of one round."""
        taken_s = []
        for _ in range(self.often):
            taken_s.append(seconds(self.call))
            self.tidy()
        return taken_s


def seconds(call: Callable[[], object]) -> float:
    start_s = time.perf_counter()
    call()
    return time.perf_counter() - start_s


def medians(rounds: int, *timed: Timed) -> list[float]:
    """Median seconds of each of ``timed``. They take turns, so whatever else the machine does falls on all of them."""
    taken_s: list[list[float]] = [[] for _ in timed]
    for _ in range(rounds):
        for times_s, each in zip(taken_s, timed, strict=True):
            times_s.extend(each.round_s())
    return [median(times_s) for times_s in taken_s]
