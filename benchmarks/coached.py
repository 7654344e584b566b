"""Figures of one session, from its placement alone: when things are said, how quickly, and what stands between."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.sentences import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from content.timeline.place import Placed, PlacedChapter, Placement

TEN_MINUTES_MS = 600_000
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


def sentences_of(text: str) -> list[str]:
    return _SENTENCE_ENDS.split(text)


def end_of(placement: Placement, is_it: Callable[[Placed], bool]) -> int | None:
    """When the first sentence that ``is_it`` has been said, in milliseconds; None where there is none."""
    return next((cue.end_ms for cue in placement.spoken if is_it(cue)), None)


def rates(placement: Placement, screens: Collection[str]) -> list[float]:
    """Words a second of the instructions of each exercise: what is said under one of ``screens``, pauses included.

    A sentence lasts until what comes after it. One that is done at once, or whose bell is heard at once, is no part of
    it: the time after it is for that.
    """
    found = []
    for chapter in placement.chapters:
        told = [
            (cue, after)
            for cue, after in pairwise(chapter.cues)
            if cue.kind == "say" and cue.where.screen in screens and after.kind not in ("move", "chime")
        ]
        if chapter.exercise and told:
            length_ms = sum(after.start_ms - cue.start_ms for cue, after in told)
            found.append(1_000 * sum(len(words_of(cue.words)) for cue, _ in told) / length_ms)
    return found


def steps_ms(chapter: PlacedChapter, steps: Collection[str]) -> list[int]:
    """The time after each of ``steps``, in getting down or coming up: from its last word to the next word."""
    starts_ms = [cue.start_ms for cue in chapter.cues if cue.words]
    ends_ms = [cue.end_ms for cue in chapter.cues if cue.words in steps]
    return [min((each for each in starts_ms if each >= end_ms), default=chapter.end_ms) - end_ms for end_ms in ends_ms]


def lying_ms(placement: Placement) -> int | None:
    """When getting down is over; None where one stays up."""
    return next((chapter.end_ms for chapter in placement.chapters if chapter.is_passage), None)


def first_movement_ms(placement: Placement, goes: Collection[str]) -> int:
    """When the first of ``goes`` has been said; where there is none, as in a walk, the last word before its first move.

    That is the sentence that starts its first part, or the first step into the water or onto a bicycle.
    """
    by_word = end_of(placement, lambda cue: cue.words in goes)
    if by_word is not None:
        return by_word
    first = next(chapter for chapter in placement.chapters if chapter.exercise)
    moves_ms = min(cue.start_ms for cue in first.cues if cue.kind == "move")
    return max(cue.end_ms for cue in first.cues if cue.words and cue.end_ms <= moves_ms)


def between(
    placement: Placement, goes: Collection[str], holds: Collection[str], releases: Collection[str]
) -> Iterator[str]:
    """Each sentence between ``go`` and its hold, or between a hold and the rest after it.

    The words that start and end the hold are no such sentences: ``holds``, ``releases``.
    """
    allowed: Collection[str] | None = None
    for cue in placement.cues:
        if cue.words in goes:
            allowed = holds
        elif cue.kind == "hold":
            allowed = releases
        elif cue.kind == "rest":
            allowed = None
        elif allowed is not None and cue.words and cue.kind != "mark" and cue.words not in allowed:
            yield cue.words


def most_often(cues: Iterable[Placed]) -> tuple[int, str]:
    """How often the sentence that recurs most is said within ten minutes, and that sentence."""
    starts_ms: dict[str, list[int]] = defaultdict(list)
    for cue in cues:
        starts_ms[cue.words].append(cue.start_ms)
    return max(((_most_within(times_ms), words) for words, times_ms in starts_ms.items()), default=(0, ""))


def _most_within(starts_ms: list[int]) -> int:
    """The most of ``starts_ms`` in any ten minutes."""
    return max(sum(0 <= other - start < TEN_MINUTES_MS for other in starts_ms) for start in starts_ms)
