"""The sounds that a timeline may need, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import WAKE, Breathe, Chime, Count, Hold, Move, Rest, Say, Sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.timeline.cues import Cue, Timeline


def sounds_of(timeline: Timeline) -> list[Sound]:
    """Every sound of ``timeline`` in order of its first use, and the tone that wakes a speaker."""
    found = (sound for chapter in timeline.chapters for cue in chapter.cues for sound in _sounds(cue))
    return list(dict.fromkeys((WAKE, *found)))


def _sounds(cue: Cue) -> Iterator[Sound]:
    match cue:
        case Say() | Count():
            yield cue.phrase
        case Chime():
            yield cue.tone
        case Hold():
            yield cue.start
            yield from (mark.sound for mark in cue.marks)
            yield cue.release
        case Move() | Rest() | Breathe():
            yield from (mark.sound for mark in cue.marks)
        case _:
            assert_never(cue)
