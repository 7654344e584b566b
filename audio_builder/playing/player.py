"""Play a session in the terminal: show what is going on, and obey the keys, until it is over.

The view is live, or a plain line for each cue. However it ends, the terminal is as it was before.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NoReturn, Protocol

from audio_builder.playing.keys import opened_keys
from audio_builder.session.transcript import SHORTEST_MS
from content.clock_text import clock, span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audio_builder.playing.keys import Keys
    from audio_builder.playing.playback import Playback
    from audio_builder.playing.played_session import NowPlaying, PlayedSession
    from audio_builder.session.catalog import CatalogCue

TERMINATED = 128 + signal.SIGTERM
TICK_S = 0.08
STEP_MS = 10_000
LATE_MS = 300
"""After a jump, lines that were due so shortly before are printed, too."""
JUMP_MS = 5_000
"""Going forward by more than this between two ticks is a jump."""


class SessionView(Protocol):
    """Shows a session: the live view, or lines."""

    def show(self, now: NowPlaying, is_paused: bool) -> None: ...


def play_in_terminal(session: PlayedSession, playback: Playback, is_live: bool) -> bool:
    """Play ``session``, with the live view where ``is_live`` and the terminal allow it.

    False if the listener quits before its end. Raises ``BuildError``.
    """
    with ExitStack() as opened:
        opened.callback(playback.close)
        opened.enter_context(_exiting_on_sigterm())
        keys = opened.enter_context(opened_keys())
        is_terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        view = opened.enter_context(_live_view(session)) if is_live and is_terminal else LineView(session, _print)
        return run(session, playback, keys, view)


def run(session: PlayedSession, playback: Playback, keys: Keys, view: SessionView) -> bool:
    """Play ``session``; False if the listener quits before its end. Raises ``BuildError``."""
    while (now_ms := playback.now_ms) < session.length_ms:
        playback.check()
        view.show(session.at(now_ms), playback.is_paused)
        for key in keys.wait(TICK_S):
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


@contextmanager
def _live_view(session: PlayedSession) -> Iterator[SessionView]:
    from rich.console import Console

    from audio_builder.playing.live_view import LiveView

    console = Console(highlight=False)
    with console.screen(hide_cursor=True):
        yield LiveView(session, console)


def _print(line: str) -> None:
    print(line, flush=True)


@contextmanager
def _exiting_on_sigterm() -> Iterator[None]:
    """SIGTERM raises ``SystemExit``, so that the terminal is restored."""
    before = signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _exit(*_: object) -> NoReturn:
    raise SystemExit(TERMINATED)
