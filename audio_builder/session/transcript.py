"""``ROUTINE.txt``: the session for reading, with times; and the same words as lyrics for a player.

Lyrics are LRC lines (``[mm:ss.xx]words``) for an ID3 USLT frame: more players show those in step with the sound than
read SYLT.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from content.clock_text import clock, lyric_clock, span_text
from content.timeline.cues import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.timeline.place import Placed, Placement


SHORTEST_MS = 500
"""A shorter span is only a pause in speaking, of no use to a reader."""


@dataclass(frozen=True, slots=True)
class Directions:
    """The words of a transcript that are not spoken, in the language of the session; those of spans by their kind."""

    length: str
    licence: str
    hold: str
    move: str
    rest: str
    breathe: str
    chime: str


def transcript(placement: Placement, title: str, licence: str, directions: Directions) -> Iterator[str]:
    """The transcript of ``placement``, line by line; each line ends in a newline."""
    width = len(clock(placement.length_ms))
    yield f"{' '.join(title.split())}\n"
    yield f"{directions.length}: {clock(placement.length_ms)}\n{directions.licence}: {licence}\n"
    for chapter in placement.chapters:
        heading = f"{' '.join(chapter.title.split())} ({clock(chapter.start_ms)})"
        yield f"\n{heading}\n{'-' * len(heading)}\n"
        for cue in chapter.cues:
            if line := _line(cue, directions):
                yield f"{clock(cue.start_ms):>{width}}  {line}\n"


def lyrics(placement: Placement) -> str:
    """What is spoken in ``placement``, as LRC lines."""
    return "\n".join(f"[{lyric_clock(cue.start_ms)}]{cue.words}" for cue in placement.spoken)


def _line(cue: Placed, directions: Directions) -> str:
    """The text after the time of ``cue``; empty for what a reader does not need."""
    match cue.kind:
        case "say" | "count":
            return cue.words
        case "mark":
            return f"  {cue.words}" if cue.words else ""
        case "chime":
            return f"[{directions.chime}]" if cue.sound in (OPEN, CLOSE) else ""
        case "hold" | "move" | "rest" | "breathe":
            is_short = cue.nominal_ms < SHORTEST_MS
            return "" if is_short else f"[{getattr(directions, cue.kind)} {span_text(cue.nominal_ms)}]"
        case _:
            assert_never(cue.kind)
