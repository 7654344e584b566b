"""One session, listened to: how long its holds are in the sound, and where its sounds stand."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.hearing import Ears

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    from audio_builder.session.catalog_types import CatalogCue, CatalogSession


@dataclass(frozen=True, slots=True)
class HeardHold:
    error_ms: float
    """How much longer it is than it should be; infinite when one of its two sounds was not where it should be."""
    late_ms: float
    """How much later than the catalog tells the sound begins that ends it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one session."""

    holds: list[HeardHold]
    """In order."""
    last_late_ms: float
    """How much later than the catalog tells the last sound of all begins."""

    @property
    def worst_ms(self) -> float:
        return worst_ms(self.holds)

    @property
    def first_tenth(self) -> list[HeardHold]:
        return self.holds[: max(1, len(self.holds) // 10)]

    @property
    def last_tenth(self) -> list[HeardHold]:
        return self.holds[-max(1, len(self.holds) // 10) :]

    @property
    def drift_ms(self) -> float:
        """How much later the sounds of the last tenth of the holds begin than those of the first."""
        return median(hold.late_ms for hold in self.last_tenth) - median(hold.late_ms for hold in self.first_tenth)


def worst_ms(holds: list[HeardHold]) -> float:
    return max((abs(hold.error_ms) for hold in holds), default=0.0)


def listen(session: CatalogSession, blocks: Iterator[array[int]]) -> Heard:
    """Listen to ``blocks``, the decoded samples of ``session``, to the end. Between its sounds must be silence."""
    cues = cues_of(session)
    last_ms = [cue["start_ms"] for cue in cues if is_sound(cue)][-1]
    ears = Ears(blocks)
    heard = Heard([_heard(cue, ears) for cue in cues if cue["kind"] == "hold"], ears.begin_ms(last_ms) - last_ms)
    deque(blocks, maxlen=0)
    return heard


def cues_of(session: CatalogSession) -> list[CatalogCue]:
    """All of all chapters."""
    return [cue for chapter in session["chapters"] for cue in chapter["cues"]]


def is_sound(cue: CatalogCue) -> bool:
    return "text" in cue or "tone" in cue


def _heard(hold: CatalogCue, ears: Ears) -> HeardHold:
    start_ms, end_ms = ears.end_ms(hold["start_ms"]), ears.begin_ms(hold["end_ms"])
    return HeardHold(end_ms - start_ms - hold["hold_ms"], end_ms - hold["end_ms"])
