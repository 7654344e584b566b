"""The cues of a timeline: a small closed set. Every renderer matches each kind and ends in ``assert_never``.

A timeline has no clock times: how long a sentence lasts is known only once a voice has spoken it (see ``place``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Literal, assert_never

Side = Literal["", "left", "right"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something a voice says, as one clip."""

    text: str


@lru_cache(maxsize=4096)
def phrase(text: str) -> Phrase:
    """The phrase of ``text``; one object for all places where it is said."""
    return Phrase(text)


@dataclass(frozen=True, slots=True)
class Tone:
    """Something that sounds but is not spoken; ``name`` is that of a constant below."""

    name: str


OPEN, CLOSE = Tone("open"), Tone("close")
"""Around a session."""
WAKE = Tone("wake")
"""Before what follows a long silence."""
HOLD, RELEASE = Tone("hold"), Tone("release")
"""Around a hold."""
BREATHE_IN, BREATHE_OUT = Tone("breathe-in"), Tone("breathe-out")
"""One rises, one falls: they pace the breaths that follow the first, which words pace."""

Sound = Phrase | Tone


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a cue in a routine, and what a player shows while it lasts."""

    exercise: str = ""
    """Id of the exercise; empty in the opening and the ending."""
    side: Side = ""
    repetition: int = 0
    """Counted from 1 on each side; 0 outside repetitions."""
    of: int = 0
    """How many repetitions there are on this side."""
    set: int = 0
    """Counted from 1; 0 outside sets."""
    screen: str = ""
    """What to show, in a few words."""


class Rank(IntEnum):
    """When two marks collide, the one of the lower rank is omitted. The release of a hold is never omitted."""

    ENCOURAGEMENT = 1
    BREATHING = 2
    HALFWAY = 3
    FAULT = 4
    """The cue that prevents the common fault."""
    COUNTDOWN = 5
    PACE = 6
    """What paces a breath."""
    RELEASE = 7
    """The words for the way back of a movement."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sound inside a span. It never stretches the span."""

    offset_ms: int
    """When it begins, from the start of the span."""
    rank: Rank
    sound: Sound


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence, then a short pause."""

    where: Where
    phrase: Phrase
    pause_ms: int = 0
    is_needed: bool = False
    """Said even if it was said within the last minute, such as which side comes now."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number of a repetition, spoken as it begins."""

    where: Where
    phrase: Phrase
    pause_ms: int = 0


@dataclass(frozen=True, slots=True)
class Chime:
    """A tone outside of spans."""

    where: Where
    tone: Tone
    pause_ms: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """Staying still: from the end of ``start`` to the beginning of ``release`` it lasts exactly ``hold_ms``."""

    where: Where
    hold_ms: int
    start: Sound
    release: Sound
    marks: tuple[Mark, ...] = ()
    breaths: int = 0
    """How many breaths pace it; 0 when it is counted in seconds."""
    into_ms: int = 0
    """Before it, from the sound before: the movement into it, which ends with ``start``."""


@dataclass(frozen=True, slots=True)
class Move:
    """Timed movement without a hold: a slow lift, getting into position, a walk."""

    where: Where
    move_ms: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to do."""

    where: Where
    rest_ms: int
    marks: tuple[Mark, ...] = ()


Cue = Say | Count | Chime | Hold | Move | Rest


@dataclass(frozen=True, slots=True)
class Repetition:
    """One repetition of an exercise; where the sides alternate, both sides of it."""

    set: int
    """Counted from 1."""
    side: Side
    """Empty where the sides alternate, or there are none."""
    number: int
    """Counted from 1 in each set, on each side."""
    cues: tuple[Cue, ...]
    before: tuple[Cue, ...] = ()
    """What leads here from the repetition before: the change of sides, the next set."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One exercise, or what is around them: a chapter mark in the MP3, a row in the player."""

    title: str
    exercise: str
    """Id of the exercise; empty where it is none."""
    lead: tuple[Cue, ...]
    """All of it where nothing is repeated."""
    repetitions: tuple[Repetition, ...] = ()
    tail: tuple[Cue, ...] = ()
    is_passage: bool = False
    """Whether it is getting down or coming up: a routine's minutes leave it out."""

    @property
    def cues(self) -> tuple[Cue, ...]:
        """All cues in order."""
        repeated = (cue for each in self.repetitions for cue in (*each.before, *each.cues))
        return (*self.lead, *repeated, *self.tail)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A routine as chapters in order, without clock times."""

    chapters: tuple[Chapter, ...]

    @property
    def cues(self) -> Iterator[Cue]:
        return (cue for chapter in self.chapters for cue in chapter.cues)

    @property
    def sounds(self) -> list[Sound]:
        """Each sound once, in order of first use, after the tone that wakes a speaker."""
        return list(dict.fromkeys((WAKE, *(sound for cue in self.cues for sound in _sounds(cue)))))


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
        case Move() | Rest():
            yield from (mark.sound for mark in cue.marks)
        case _:
            assert_never(cue)
