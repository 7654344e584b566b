"""Sessions on disk, as tests read them: through the catalog, and through a third-party decoder."""

from __future__ import annotations

import array
import json
import math
import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import miniaudio

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audio_builder.session.catalog import Catalog, CatalogCue, CatalogSession

RATE_HZ = 24_000
WINDOW_SAMPLES = RATE_HZ * 5 // 1_000
FULL_SCALE = 32_768


@dataclass(frozen=True)
class Sessions:
    out: Path
    clips: Path
    report: str
    """The JSON that the build printed."""

    @cached_property
    def catalog(self) -> Catalog:
        return cast("Catalog", json.loads((self.out / "catalog.json").read_text(encoding="utf-8")))

    def __iter__(self) -> Iterator[CatalogSession]:
        return iter(self.catalog["sessions"])

    def named(self, routine: str) -> CatalogSession:
        return next(session for session in self if session["routine"] == routine)


def cues(session: CatalogSession) -> list[CatalogCue]:
    """All cues of all chapters."""
    return [cue for chapter in session["chapters"] for cue in chapter["cues"]]


def is_sound(cue: CatalogCue) -> bool:
    return "text" in cue or "tone" in cue


@dataclass(frozen=True)
class Decoded:
    """16-bit mono samples of a whole file, by minimp3."""

    samples: bytes

    @classmethod
    def of(cls, file: Path) -> Decoded:
        decoded = miniaudio.mp3_read_file_s16(str(file))
        assert (decoded.sample_rate, decoded.nchannels) == (RATE_HZ, 1)
        return cls(array.array("h", decoded.samples).tobytes())

    @property
    def length_ms(self) -> float:
        return len(self.samples) / 2 / RATE_HZ * 1_000

    def between(self, start_ms: float, end_ms: float) -> bytes:
        return self.samples[2 * round(start_ms * RATE_HZ / 1_000) : 2 * round(end_ms * RATE_HZ / 1_000)]

    def peak_db(self, start_ms: float, end_ms: float) -> float:
        """The highest sample in dB of full scale; -200 for silence."""
        return decibel(audioop.max(self.between(start_ms, end_ms), 2))

    def last_sound_ms(self, from_ms: float, to_ms: float, over_db: float = -50) -> float:
        """Where the last 5 ms window above ``over_db`` has its middle."""
        return self._first(range(_samples(to_ms), _samples(from_ms), -_STEP), over_db)

    def first_sound_ms(self, from_ms: float, to_ms: float, over_db: float = -50) -> float:
        """Where the first 5 ms window above ``over_db`` has its middle."""
        return self._first(range(_samples(from_ms), _samples(to_ms), _STEP), over_db)

    def _first(self, middles: range, over_db: float) -> float:
        for middle in middles:
            start = max(0, middle - WINDOW_SAMPLES // 2)
            if decibel(audioop.rms(self.samples[2 * start : 2 * (start + WINDOW_SAMPLES)], 2)) > over_db:
                return middle * 1_000 / RATE_HZ
        return math.nan


_STEP = 6
"""A quarter of a millisecond."""


def _samples(time_ms: float) -> int:
    return round(time_ms * RATE_HZ / 1_000)


def decibel(level: float) -> float:
    return 20 * math.log10(level / FULL_SCALE) if level else -200.0
