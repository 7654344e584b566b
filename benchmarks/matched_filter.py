"""The position of the sounds of a session with a bed under them: a matched filter, exact to the sample.

Each sound is cut out of a clean decoding of the same session and slid along the other. A threshold cannot find the end
of a bell over a bed: it decays, and falls below the bed some 70 ms before it falls below what is audible alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy
from numpy.fft import irfft, rfft

from audio_builder.sound.clip import RATE_HZ
from benchmarks.decoded_holds import NEAR_MS, MeasuredHold, MeasuredHolds, cues_of, is_sound, measured_holds

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    from numpy import float64, int16
    from numpy.typing import NDArray

    from audio_builder.session.catalog import CatalogCue, CatalogSession

EDGE_MS = 24
"""The first or last part of a sound that must be there for its edge to count."""
LEAST_PART = 0.25
"""The least correlation of an edge with the clean one. Opus keeps a third of a fricative, and all of a bell."""


def compare(session: CatalogSession, clean: array[int], other: array[int]) -> MeasuredHolds:
    """The holds of ``other``, given ``clean``, both decoded samples of ``session``.

    The edges are those of ``clean``, which has silence between its sounds, shifted by how much later each sound is.
    """
    clean_holds, fits = measured_holds(session, iter([clean])), Fits(_samples(clean), _samples(other))
    sounds = [cue for cue in cues_of(session) if is_sound(cue)]
    ending = {sound["end_ms"]: sound for sound in sounds}
    beginning = {sound["start_ms"]: sound for sound in sounds}
    holds = []
    for hold, was in zip(_holds(session), clean_holds.holds, strict=True):
        end_late_ms = fits.begin_late_ms(beginning[hold["end_ms"]])
        start_late_ms = fits.end_late_ms(ending[hold["start_ms"]])
        holds.append(MeasuredHold(was.error_ms + end_late_ms - start_late_ms, was.late_ms + end_late_ms))
    return MeasuredHolds(holds, clean_holds.last_late_ms + fits.begin_late_ms(sounds[-1]))


@dataclass(frozen=True, slots=True)
class Fits:
    """Two decodings of one session."""

    clean: NDArray[int16]
    other: NDArray[int16]

    def begin_late_ms(self, sound: CatalogCue) -> float:
        """How much later ``sound`` begins in ``other``; infinite when its beginning is missing."""
        late = self._late(sound)
        is_there = self._has(sound["start_ms"], sound["start_ms"] + EDGE_MS, late)
        return late * 1000 / RATE_HZ if is_there else inf

    def end_late_ms(self, sound: CatalogCue) -> float:
        """How much later ``sound`` ends in ``other``; minus infinity when its end is missing."""
        late = self._late(sound)
        is_there = self._has(sound["end_ms"] - EDGE_MS, sound["end_ms"], late)
        return late * 1000 / RATE_HZ if is_there else -inf

    def _late(self, sound: CatalogCue) -> int:
        """In samples. By the product, not the correlation coefficient, which is constant along a decaying sound."""
        start, end, near = _at(sound["start_ms"]), _at(sound["end_ms"]), _at(NEAR_MS)
        around = _cut(self.other, start - near, end + near)
        spectrum = rfft(around) * rfft(_cut(self.clean, start, end), len(around)).conj()
        return int(irfft(spectrum, len(around))[: 2 * near + 1].argmax()) - near

    def _has(self, start_ms: int, end_ms: int, late: int) -> bool:
        """Whether ``other`` has that part of ``clean``, ``late`` samples later."""
        start, end = _at(start_ms), _at(end_ms)
        part = _cut(self.clean, start, end)
        return bool(_cut(self.other, start + late, end + late) @ part >= LEAST_PART * (part @ part) > 0)


def _holds(session: CatalogSession) -> Iterator[CatalogCue]:
    return (cue for cue in cues_of(session) if cue["kind"] == "hold")


def _samples(decoded: array[int]) -> NDArray[int16]:
    return numpy.frombuffer(decoded, "<i2")


def _at(time_ms: int) -> int:
    return time_ms * RATE_HZ // 1000


def _cut(samples: NDArray[int16], start: int, end: int) -> NDArray[float64]:
    """With silence outside of ``samples``."""
    cut = numpy.zeros(end - start)
    found = samples[max(0, start) : max(0, end)]
    first = max(0, -start)
    cut[first : first + len(found)] = found
    return cut
