"""The length of holds and the position of sounds in the decoded samples of a session.

The samples come from two decoders that share no code. Where sound begins and ends is found without knowing the plan:
a sample is audible when the 5 ms around it are over -50 dBFS, as root of the mean square.
"""

from __future__ import annotations

import subprocess
from array import array
from collections import deque
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from statistics import median
from typing import TYPE_CHECKING

import miniaudio  # type: ignore[import-untyped, unused-ignore]

from audio_builder.sound.clip import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from audio_builder.session.catalog import CatalogCue, CatalogSession

BLOCK_SAMPLES = 16_384


def by_ffmpeg(path: Path) -> Iterator[array[int]]:
    """The samples of ``path``, mono and at ``RATE_HZ``. Raises ``RuntimeError`` when ffmpeg fails."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(RATE_HZ), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while data := process.stdout.read(BLOCK_SAMPLES * 2):
            yield array("h", data)
    if process.returncode:
        raise RuntimeError(f"ffmpeg could not decode {path.name}")


def by_miniaudio(path: Path) -> Iterator[array[int]]:
    """The samples of ``path``, mono and at ``RATE_HZ``."""
    yield from miniaudio.stream_file(str(path), nchannels=1, sample_rate=RATE_HZ, frames_to_read=BLOCK_SAMPLES)


DECODERS: dict[str, Callable[[Path], Iterator[array[int]]]] = {"ffmpeg": by_ffmpeg, "miniaudio": by_miniaudio}


HALF_WINDOW = RATE_HZ * 5 // 1000 // 2
"""Half of the 5 ms, in samples."""
AUDIBLE_DB = -50.0
"""Of sound that is just audible in silence."""
LOUD = 2 * HALF_WINDOW * (32_768 * 10 ** (AUDIBLE_DB / 20)) ** 2
"""The sum of squares of such sound over a window."""
NEAR_MS = 60
"""How far from its expected position an edge is searched for. The next sound is at least 120 ms away."""
BEYOND_MS = 100
"""The same on the side of the sound itself."""


class SoundEdges:
    """Finds edges in a stream of blocks, in order of time, with little of it in memory."""

    def __init__(self, blocks: Iterator[array[int]]) -> None:
        self._blocks = blocks
        self._held = array("h")
        self._first = 0
        """The number of the first sample in memory."""

    def begin_ms(self, near_ms: int) -> float:
        """The beginning of the sound that should begin near ``near_ms``; infinite without one."""
        first = _samples(near_ms - NEAR_MS)
        loud = self._audible(first, _samples(near_ms + BEYOND_MS))
        return inf if loud[0] or not any(loud) else (first + loud.index(True)) * 1000 / RATE_HZ

    def end_ms(self, near_ms: int) -> float:
        """The end of the sound that should end near ``near_ms``; minus infinity without one."""
        end = _samples(near_ms + NEAR_MS)
        loud = self._audible(_samples(near_ms - BEYOND_MS), end)[::-1]
        return -inf if loud[0] or not any(loud) else (end - loud.index(True)) * 1000 / RATE_HZ

    def _audible(self, first: int, end: int) -> list[bool]:
        """For each sample from ``first`` to ``end`` whether it is audible."""
        samples = self._cut(first - HALF_WINDOW, end + HALF_WINDOW)
        sums = list(accumulate((sample * sample for sample in samples), initial=0))
        return [after - before >= LOUD for before, after in zip(sums, sums[2 * HALF_WINDOW :], strict=False)][:-1]

    def _cut(self, first: int, end: int) -> array[int]:
        """Samples ``first`` to ``end``. Those before ``first`` are dropped; after the stream there is silence."""
        while self._first + len(self._held) < end:
            self._drop(first)
            self._held += next(self._blocks, array("h", bytes(2 * (end - first))))
        self._drop(first)
        return self._held[first - self._first : end - self._first]

    def _drop(self, first: int) -> None:
        spare = max(0, min(first - self._first, len(self._held)))
        del self._held[:spare]
        self._first += spare


def _samples(time_ms: int) -> int:
    return time_ms * RATE_HZ // 1000


@dataclass(frozen=True, slots=True)
class MeasuredHold:
    error_ms: float
    """Its length minus that of the catalog; infinite when one of its two sounds was not found."""
    late_ms: float
    """The beginning of the sound that ends it, minus that of the catalog."""


@dataclass(frozen=True, slots=True)
class MeasuredHolds:
    holds: list[MeasuredHold]
    last_late_ms: float
    """The beginning of the last sound, minus that of the catalog."""

    @property
    def worst_ms(self) -> float:
        return worst_ms(self.holds)

    @property
    def first_tenth(self) -> list[MeasuredHold]:
        return self.holds[: max(1, len(self.holds) // 10)]

    @property
    def last_tenth(self) -> list[MeasuredHold]:
        return self.holds[-max(1, len(self.holds) // 10) :]

    @property
    def drift_ms(self) -> float:
        """How much later the sounds of the last tenth of the holds begin than those of the first."""
        return median(hold.late_ms for hold in self.last_tenth) - median(hold.late_ms for hold in self.first_tenth)


def worst_ms(holds: list[MeasuredHold]) -> float:
    return max((abs(hold.error_ms) for hold in holds), default=0.0)


def measured_holds(session: CatalogSession, blocks: Iterator[array[int]]) -> MeasuredHolds:
    """Those of ``blocks``, all decoded samples of ``session``, which must be silent between its sounds."""
    cues = cues_of(session)
    last_ms = [cue["start_ms"] for cue in cues if is_sound(cue)][-1]
    edges = SoundEdges(blocks)
    found = MeasuredHolds(
        [_measured(cue, edges) for cue in cues if cue["kind"] == "hold"], edges.begin_ms(last_ms) - last_ms
    )
    deque(blocks, maxlen=0)
    return found


def cues_of(session: CatalogSession) -> list[CatalogCue]:
    return [cue for chapter in session["chapters"] for cue in chapter["cues"]]


def is_sound(cue: CatalogCue) -> bool:
    return "text" in cue or "tone" in cue


def _measured(hold: CatalogCue, edges: SoundEdges) -> MeasuredHold:
    start_ms, end_ms = edges.end_ms(hold["start_ms"]), edges.begin_ms(hold["end_ms"])
    return MeasuredHold(end_ms - start_ms - hold["hold_ms"], end_ms - hold["end_ms"])
