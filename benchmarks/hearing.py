"""Where sound begins and ends in decoded samples, heard without knowing what was planned.

A sample is audible when the 5 ms around it are over -50 dBFS, as root of the mean square.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING

from audio_builder.clips.clip import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterator

HALF_WINDOW = RATE_HZ * 5 // 1000 // 2
"""Half of the 5 ms, in samples."""
AUDIBLE_DB = -50.0
"""What is just audible where nothing else sounds."""
LOUD = 2 * HALF_WINDOW * (32_768 * 10 ** (AUDIBLE_DB / 20)) ** 2
"""The sum of squares, over a window, of what is just audible."""
NEAR_MS = 60
"""How far from its place a sound is looked for. The next one is at least 120 ms away."""
BEYOND_MS = 100
"""How far the look goes on the side where nothing but the sound itself is."""


class Ears:
    """Listens to a stream of blocks once, in order of time; holds no more of it than it has to."""

    def __init__(self, blocks: Iterator[array[int]]) -> None:
        self._blocks = blocks
        self._held = array("h")
        self._first = 0
        """The number of the first sample held."""

    def begin_ms(self, near_ms: int) -> float:
        """Where the sound begins that should begin near ``near_ms``; infinite when none does."""
        first = _samples(near_ms - NEAR_MS)
        loud = self._audible(first, _samples(near_ms + BEYOND_MS))
        return inf if loud[0] or not any(loud) else (first + loud.index(True)) * 1000 / RATE_HZ

    def end_ms(self, near_ms: int) -> float:
        """Where the sound ends that should end near ``near_ms``; minus infinite when none does."""
        end = _samples(near_ms + NEAR_MS)
        loud = self._audible(_samples(near_ms - BEYOND_MS), end)[::-1]
        return -inf if loud[0] or not any(loud) else (end - loud.index(True)) * 1000 / RATE_HZ

    def _audible(self, first: int, end: int) -> list[bool]:
        """For each sample from ``first`` to ``end`` whether it is audible."""
        samples = self._cut(first - HALF_WINDOW, end + HALF_WINDOW)
        sums = list(accumulate((sample * sample for sample in samples), initial=0))
        return [after - before >= LOUD for before, after in zip(sums, sums[2 * HALF_WINDOW :], strict=False)][:-1]

    def _cut(self, first: int, end: int) -> array[int]:
        """Samples ``first`` to ``end``. Those before ``first`` are forgotten; what lies behind the stream is silent."""
        while self._first + len(self._held) < end:
            self._forget(first)
            self._held += next(self._blocks, array("h", bytes(2 * (end - first))))
        self._forget(first)
        return self._held[first - self._first : end - self._first]

    def _forget(self, first: int) -> None:
        spare = max(0, min(first - self._first, len(self._held)))
        del self._held[:spare]
        self._first += spare


def _samples(time_ms: int) -> int:
    return time_ms * RATE_HZ // 1000
