"""``ROUTINE.vtt``: WebVTT captions, one for each spoken phrase, at the times of the sound itself.

Source: https://www.w3.org/TR/webvtt1/. Lines have at most 42 characters, as broadcast captions have (Apple Podcasts
takes 65). The caption of a phrase of under half a second ("two", "one") is shown for half a second, but
not beyond the beginning of the next caption or the end of the session. Its beginning never moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from audio_builder.session.wrapping import wrap
from content.clock_text import caption_clock

if TYPE_CHECKING:
    from content.timeline.place import Placement

LINE_CHARACTERS = 42
SHORTEST_MS = 500
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(placement: Placement, *notes: str) -> Iterator[str]:
    """The captions of ``placement``, block by block, under ``notes`` such as title and licence."""
    # each on one line, without the arrow that no note may contain
    yield "WEBVTT\n\nNOTE\n" + "".join(f"{' '.join(note.split()).replace('-->', '->')}\n" for note in notes)
    cues = ((cue.start_ms, cue.end_ms, cue.words) for cue in placement.spoken)
    for (start_ms, end_ms, words), (next_ms, _, _) in pairwise(chain(cues, [(placement.length_ms, 0, "")])):
        shown_ms = max(end_ms, min(start_ms + SHORTEST_MS, next_ms))
        yield f"\n{caption_clock(start_ms)} --> {caption_clock(shown_ms)}\n{_payload(words)}\n"


@lru_cache(maxsize=1024)
def _payload(words: str) -> str:
    """``words`` as the text of a caption: phrases recur, so each is wrapped once."""
    return "\n".join(wrap(words, LINE_CHARACTERS)).translate(_ESCAPES)
