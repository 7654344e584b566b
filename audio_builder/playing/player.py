"""Play a session in the terminal: show what is going on, and obey the keys, until it is over.

What is going on at any time is in the session's row of the catalog. The view is live, or a plain line for each cue.
However it ends, the terminal is as it was before.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from audio_builder.playing.keys import Keys, opened_keys
from audio_builder.session.transcript import SHORTEST_MS
from content.clock_text import clock, span_text

if TYPE_CHECKING:
    from audio_builder.playing.playback import Playback
    from audio_builder.session.catalog import CatalogCue, CatalogSession

TIMED = ("hold", "move", "rest")
SHORTEST_TIMED_MS = 1_500
"""A shorter one is a pause in speaking, with nothing to count down."""
TICK_S = 0.08
STEP_MS = 10_000
LATE_MS = 300
"""After a jump, lines that were due so shortly before are printed, too."""
JUMP_MS = 5_000
"""Going forward by more than this between two ticks is a jump."""


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


ShowNow = Callable[[NowPlaying, bool], None]
"""Shows what is going on, and whether it is paused: the live view, or lines."""


def play_in_terminal(session: PlayedSession, playback: Playback, is_live: bool) -> bool:
    """Play ``session``, with the live view where ``is_live`` and the terminal allow it.

    False if the listener quits before its end. Raises ``BuildError``.
    """
    with ExitStack() as opened:
        opened.callback(playback.close)
        keys = opened.enter_context(opened_keys())
        show: ShowNow = LineView(session, partial(print, flush=True)).show
        if is_live and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
            from rich.console import Console

            from audio_builder.playing.live_view import LiveView

            console = Console(highlight=False)
            opened.enter_context(console.screen(hide_cursor=True))
            show = LiveView(session, console).show
        return run(session, playback, keys, show)


def run(session: PlayedSession, playback: Playback, keys: Keys, show: ShowNow) -> bool:
    """Play ``session``; False if the listener quits before its end. Raises ``BuildError``."""
    while (now_ms := playback.now_ms) < session.length_ms:
        playback.check()
        show(session.at(now_ms), playback.is_paused)
        for key in keys(TICK_S):
            if key == "q":
                return False
            obey(key, session, playback)
    return True


def obey(key: str, session: PlayedSession, playback: Playback) -> None:
    """Do what ``key`` stands for; any other key is ignored."""
    ahead_ms = playback.ahead_ms
    chapter = session.chapter_at(ahead_ms)
    match key:
        case "space":
            playback.pause(not playback.is_paused)
        case "left":
            playback.seek(max(0, ahead_ms - STEP_MS))
        case "right":
            playback.seek(min(session.length_ms, ahead_ms + STEP_MS))
        case "n" | "down":
            playback.seek(max(ahead_ms, session.chapter_start(chapter + 1)))
        case "p" | "up":
            playback.seek(session.chapter_start(chapter - 1))
        case "r":
            playback.seek(session.chapter_start(chapter))


class LineView:
    """A line for each cue as it begins, through ``write``: for pipes, and for screen readers."""

    def __init__(self, session: PlayedSession, write: Callable[[str], None]) -> None:
        self._session, self._write = session, write
        self._shown_ms, self._chapter, self._is_paused = -1, -1, False

    def show(self, now: NowPlaying, is_paused: bool) -> None:
        if is_paused != self._is_paused:
            self._is_paused = is_paused
            self._write("(paused)" if is_paused else "(going on)")
        if not self._shown_ms <= now.time_ms <= self._shown_ms + JUMP_MS:
            self._shown_ms = max(self._session.starts_ms[now.chapter], now.time_ms - LATE_MS) - 1
        for number in range(self._session.chapter_at(self._shown_ms + 1), now.chapter + 1):
            self._show_chapter(number, now.time_ms)
        self._shown_ms = now.time_ms

    def _show_chapter(self, number: int, until_ms: int) -> None:
        chapter = self._session.chapters[number]
        if number != self._chapter:
            self._write(f"\n{chapter['title']}")
            self._chapter = number
        for cue in chapter["cues"]:
            if self._shown_ms < cue["start_ms"] <= until_ms and (line := _line(cue)):
                self._write(f"{clock(cue['start_ms'])}  {line}")


def _line(cue: CatalogCue) -> str:
    """What ``cue`` says or asks for; empty for a tone, and for a pause in speaking."""
    if "text" in cue:
        return f"  {cue['text']}" if cue["kind"] == "mark" else cue["text"]
    span_ms = cue.get("hold_ms", cue.get("span_ms", 0))
    return f"[{cue['kind']} {span_text(span_ms)}]" if span_ms >= SHORTEST_MS else ""
