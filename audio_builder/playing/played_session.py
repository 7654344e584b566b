"""What is going on in a session at any time, from its row in the catalog."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio_builder.session.catalog import CatalogCue, CatalogSession

TIMED = ("hold", "move", "rest", "breathe")
SHORTEST_TIMED_MS = 1_500
"""A shorter one is a pause in speaking, with nothing to count down."""


@dataclass(frozen=True, slots=True)
class TimedCue:
    """A hold, a movement, a rest, or breaths."""

    kind: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class NowPlaying:
    time_ms: int
    chapter: int
    """Counted from 0."""
    title: str
    screen: str
    """What to do, in a few words."""
    side: str
    repetition: int
    of: int
    set: int
    timed: TimedCue | None
    line: str
    """The sentence that is spoken, or was spoken last."""
    following: str
    """The title of the next chapter; empty in the last."""

    @property
    def left_ms(self) -> int:
        """Until the end of ``timed``; 0 without one."""
        return self.timed.end_ms - self.time_ms if self.timed else 0


class PlayedSession:
    def __init__(self, session: CatalogSession) -> None:
        self.title, self.length_ms = session["title"], session["duration_ms"]
        self.chapters = session["chapters"]
        self.starts_ms = [chapter["start_ms"] for chapter in self.chapters]
        self._cue_starts_ms = [[cue["start_ms"] for cue in chapter["cues"]] for chapter in self.chapters]
        self._sets = [max((cue.get("set", 0) for cue in chapter["cues"]), default=0) for chapter in self.chapters]

    def at(self, time_ms: int) -> NowPlaying:
        number = self.chapter_at(time_ms)
        chapter = self.chapters[number]
        begun = chapter["cues"][: bisect_right(self._cue_starts_ms[number], time_ms)]
        cue = begun[-1] if begun else chapter["cues"][0]
        return NowPlaying(
            time_ms=time_ms,
            chapter=number,
            title=chapter["title"],
            screen=cue.get("screen", ""),
            side=cue.get("side", ""),
            repetition=cue.get("repetition", 0),
            of=cue.get("of", 0),
            set=cue.get("set", 0) if self._sets[number] > 1 else 0,
            timed=_timed(begun, time_ms),
            line=next((each["text"] for each in reversed(begun) if "text" in each), ""),
            following=self.chapters[number + 1]["title"] if number + 1 < len(self.chapters) else "",
        )

    def chapter_at(self, time_ms: int) -> int:
        return max(0, bisect_right(self.starts_ms, time_ms) - 1)

    def chapter_start(self, number: int) -> int:
        """The start in ms of chapter ``number``; of the first or the last where there is none of that number."""
        return self.starts_ms[max(0, min(number, len(self.starts_ms) - 1))]


def _timed(begun: list[CatalogCue], time_ms: int) -> TimedCue | None:
    """The timed cue that has not ended; they never overlap, so it is the latest of those that have ``begun``."""
    cue = next((each for each in reversed(begun) if each["kind"] in TIMED), None)
    if cue is None or time_ms >= cue["end_ms"] or cue["end_ms"] - cue["start_ms"] < SHORTEST_TIMED_MS:
        return None
    return TimedCue(cue["kind"], cue["start_ms"], cue["end_ms"])
