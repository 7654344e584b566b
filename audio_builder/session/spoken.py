"""What of a placement is spoken: the words that captions and lyrics show."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.timeline.place import Placed, Placement


def spoken(placement: Placement) -> Iterator[tuple[Placed, str]]:
    """Every spoken cue in order of time, with its words; tones and spans are left out."""
    for chapter in placement.chapters:
        for cue in chapter.cues:
            if words := words_of(cue):
                yield cue, words


def words_of(cue: Placed) -> str:
    """The words of ``cue`` on one line; empty when nothing is said."""
    match cue.kind:
        case "say" | "count" | "mark":
            return " ".join(cue.sound.text.split()) if isinstance(cue.sound, Phrase) else ""
        case "chime" | "hold" | "move" | "rest" | "breathe":
            return ""
        case _:
            assert_never(cue.kind)
