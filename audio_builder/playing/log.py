"""A session as plain lines, one for each cue as it begins: for pipes, and for whoever listens to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.session.transcript import SHORTEST_MS
from content.clock_text import clock, span_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_builder.playing.score import Moment, Score
    from audio_builder.session.catalog_types import CatalogCue

LATE_MS = 300
"""After a jump, what began so long ago is told, too."""
JUMP_MS = 5_000
"""Whoever is so far ahead all at once has jumped there."""


class Log:
    """Writes through ``tell``, a line at a time."""

    def __init__(self, score: Score, tell: Callable[[str], None]) -> None:
        self._score, self._tell = score, tell
        self._told_ms, self._chapter, self._is_paused = -1, -1, False

    def show(self, moment: Moment, is_paused: bool) -> None:
        if is_paused != self._is_paused:
            self._is_paused = is_paused
            self._tell("(paused)" if is_paused else "(going on)")
        if not self._told_ms <= moment.time_ms <= self._told_ms + JUMP_MS:
            self._told_ms = max(self._score.starts_ms[moment.chapter], moment.time_ms - LATE_MS) - 1
        for number in range(self._score.chapter_at(self._told_ms + 1), moment.chapter + 1):
            self._tell_chapter(number, moment.time_ms)
        self._told_ms = moment.time_ms

    def _tell_chapter(self, number: int, until_ms: int) -> None:
        chapter = self._score.chapters[number]
        if number != self._chapter:
            self._tell(f"\n{chapter['title']}")
            self._chapter = number
        for cue in chapter["cues"]:
            if self._told_ms < cue["start_ms"] <= until_ms and (line := _line(cue)):
                self._tell(f"{clock(cue['start_ms'])}  {line}")


def _line(cue: CatalogCue) -> str:
    """What ``cue`` says or asks for; empty for a tone, and for what is only a pause in speaking."""
    if "text" in cue:
        return f"  {cue['text']}" if cue["kind"] == "mark" else cue["text"]
    span_ms = cue.get("hold_ms", cue.get("span_ms", 0))
    return f"[{cue['kind']} {span_text(span_ms)}]" if span_ms >= SHORTEST_MS else ""
