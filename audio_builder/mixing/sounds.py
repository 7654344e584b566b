"""What sounds in a placement, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.timeline.cues import Sound
    from content.timeline.place import Placement


def sounds_in(placement: Placement) -> Iterator[tuple[int, int, Sound]]:
    """All that sounds, in order of time: begin and end in milliseconds, and what it is."""
    for chapter in placement.chapters:
        for cue in chapter.cues:
            if cue.sound is not None:
                yield cue.start_ms, cue.end_ms, cue.sound
