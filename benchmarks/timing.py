"""How long something takes."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(call: Callable[[], object]) -> float:
    start_s = time.perf_counter()
    call()
    return time.perf_counter() - start_s


def medians(rounds: int, *calls: tuple[Callable[[], object], int]) -> list[float]:
    """Median seconds of each of ``calls``, which take turns: in every round each is timed as often as stands beside it.

    So whatever else the machine does falls on all of them.
    """
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for times, (call, often) in zip(taken, calls, strict=True):
            times += [seconds(call) for _ in range(often)]
    return [median(times) for times in taken]
