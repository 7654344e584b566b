"""``ROUTINE.txt``: the session for reading, with times; and the same words as lyrics for a player.

Lyrics are LRC lines (``[mm:ss.xx]words``) for an ID3 USLT frame: more players show those in step with the sound than
read SYLT.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, assert_never

from content.clock_text import clock, lyric_clock, span_text
from content.timeline.cues import CLOSE, OPEN

if TYPE_CHECKING:
    from content.model.lines import CoachLine
    from content.timeline.place import Placed, Placement


SHORTEST_MS = 500
"""A shorter span is only a pause in speaking, of no use to a reader."""


def transcript(placement: Placement, title: str, licence: str, lines: Mapping[CoachLine, str]) -> Iterator[str]:
    """The transcript of ``placement``, line by line; what is not spoken is in the language of ``lines``."""
    width = len(clock(placement.length_ms))
    yield f"{' '.join(title.split())}\n"
    yield f"{lines['read_length']}: {clock(placement.length_ms)}\n{lines['read_licence']}: {licence}\n"
    for chapter in placement.chapters:
        heading = f"{' '.join(chapter.title.split())} ({clock(chapter.start_ms)})"
        yield f"\n{heading}\n{'-' * len(heading)}\n"
        for cue in chapter.cues:
            if line := _line(cue, lines):
                yield f"{clock(cue.start_ms):>{width}}  {line}\n"


def lyrics(placement: Placement) -> str:
    """What is spoken in ``placement``, as LRC lines."""
    return "\n".join(f"[{lyric_clock(cue.start_ms)}]{cue.words}" for cue in placement.spoken)


def _line(cue: Placed, lines: Mapping[CoachLine, str]) -> str:
    """The text after the time of ``cue``; empty for what a reader does not need."""
    match cue.kind:
        case "say" | "count":
            return cue.words
        case "mark":
            return f"  {cue.words}" if cue.words else ""
        case "chime":
            return f"[{lines['read_chime']}]" if cue.sound in (OPEN, CLOSE) else ""
        case "hold" | "move" | "rest":
            names = {"hold": lines["read_hold"], "move": lines["read_move"], "rest": lines["read_rest"]}
            return f"[{names[cue.kind]} {span_text(cue.nominal_ms)}]" if cue.nominal_ms >= SHORTEST_MS else ""
        case _:
            assert_never(cue.kind)
