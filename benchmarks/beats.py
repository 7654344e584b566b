"""The beats of a session, on which people act, and windows of its sound in which a recogniser listens to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audio_builder.sound.clip import FRAME_MS
from benchmarks.sentences import words_of
from content.timeline.cues import Count, Hold, Move, Phrase, Rank, Rest, Say, Timeline
from content.timeline.place import PlacedChapter, Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from content.timeline.cues import Chapter, Cue, Sound
    from content.timeline.place import Placed

WINDOW_MS = 28_000
"""Whisper hears 30 s at once."""
CONTEXT_MS = 6_000
"""What is heard at the beginning of a window besides what is listened to in it."""
AROUND_MS = 480
"""Silence at the beginning and the end of a window."""
_CUES = (Rank.ENCOURAGEMENT, Rank.BREATHING, Rank.FAULT)


def beats(timeline: Timeline) -> list[Phrase]:
    """What is said in repetitions and between them, cues apart; each once."""
    cues = (cue for chapter in timeline.chapters for each in chapter.repetitions for cue in (*each.before, *each.cues))
    return list(dict.fromkeys(phrase for cue in cues for phrase in _beats_of(cue)))


def sided(chapters: Sequence[Chapter], sides: Collection[str]) -> list[Phrase]:
    """What names a side in the exercises among ``chapters``; each once."""
    said = Timeline(tuple(chapter for chapter in chapters if chapter.exercise)).sounds
    return [sound for sound in said if isinstance(sound, Phrase) and not set(sides).isdisjoint(words_of(sound.text))]


def _beats_of(cue: Cue) -> Iterator[Phrase]:
    sounds: list[Sound] = []
    match cue:
        case Say() | Count():
            sounds = [cue.phrase]
        case Hold():
            sounds = [cue.start, *_of_marks(cue), cue.release]
        case Move() | Rest():
            sounds = _of_marks(cue)
    yield from (sound for sound in sounds if isinstance(sound, Phrase))


def _of_marks(cue: Hold | Move | Rest) -> list[Sound]:
    return [mark.sound for mark in cue.marks if mark.rank not in _CUES]


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a session, to be listened to."""

    placement: Placement
    """From 0."""
    first: int
    end: int
    """Which of its phrases count. Those before are heard as what came before, and so is the last sound, without which
    a recogniser makes up an end.
    """


def windows(placement: Placement, wanted: Collection[Phrase]) -> Iterator[Window]:
    """Parts of ``placement`` in which each of the ``wanted`` counts at least once, with what is heard around it."""
    sounds = [cue for cue in placement.cues if cue.sound is not None]
    missing = set(wanted)
    for cue in sounds:
        if cue.sound in missing:
            begin_ms = cue.start_ms - CONTEXT_MS
            part = [each for each in sounds if begin_ms <= each.start_ms and each.end_ms <= begin_ms + WINDOW_MS]
            is_open = part[-1] not in (cue, sounds[-1])
            before = sum(1 for each in part if each.words and each.start_ms < cue.start_ms)
            counted = [each.sound for each in part[: -1 if is_open else None] if isinstance(each.sound, Phrase)]
            missing.difference_update(counted[before:])
            yield Window(_from_zero(part), before, len(counted))


def _from_zero(cues: Sequence[Placed]) -> Placement:
    """``cues`` with silence before and after them."""
    earlier_ms = cues[0].start_ms - AROUND_MS
    moved = tuple(replace(cue, start_ms=cue.start_ms - earlier_ms, end_ms=cue.end_ms - earlier_ms) for cue in cues)
    length_ms = -(-(moved[-1].end_ms + AROUND_MS) // FRAME_MS) * FRAME_MS
    return Placement((PlacedChapter("", "", 0, length_ms, moved),), length_ms)
