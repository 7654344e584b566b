"""A chapter taken apart: what comes first, the repetitions, what comes after them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.timeline.cues import Chapter, Cue, Side
    from skill.coach.state import Spot


@dataclass(frozen=True, slots=True)
class Piece:
    """One repetition; of an exercise that alternates, both its sides."""

    set: int
    side: Side
    """Empty where the sides alternate, or there are none."""
    repetition: int
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A chapter taken apart: what comes first, the repetitions, what comes after them."""

    lead: tuple[Cue, ...]
    pieces: tuple[Piece, ...]
    tail: tuple[Cue, ...]

    def index_of(self, spot: Spot) -> int:
        """The piece that ``spot`` names, or the last one before it."""
        order = [(piece.set, piece.side == "right", piece.repetition) for piece in self.pieces]
        wanted = (spot.set, spot.side == "right" and any(piece.side for piece in self.pieces), spot.repetition)
        return max((index for index, each in enumerate(order) if each <= wanted), default=0)


def take_apart(chapter: Chapter) -> Lesson:
    """The lead, the repetitions and the tail of a chapter; what stands between two repetitions goes with the second."""
    lead: list[Cue] = []
    pieces: list[Piece] = []
    waiting: list[Cue] = []
    key: tuple[int, Side, int] | None = None
    is_alternating = _alternates(chapter)
    for cue in chapter.cues:
        waiting.append(cue)
        where = cue.where
        if not where.repetition:
            continue
        here = (where.set, "" if is_alternating else where.side, where.repetition)
        if key is None:
            lead, waiting = waiting[:-1], waiting[-1:]
        if here != key:
            pieces.append(Piece(*here, tuple(waiting)))
        else:
            last = pieces[-1]
            pieces[-1] = Piece(*here, (*last.cues, *waiting))
        key, waiting = here, []
    return Lesson(tuple(lead), tuple(pieces), tuple(waiting))


def _alternates(chapter: Chapter) -> bool:
    """Whether left and right take turns: then both stand in one repetition."""
    sides = [side for side, _ in groupby(cue.where.side for cue in chapter.cues if cue.where.repetition)]
    sets = max((cue.where.set for cue in chapter.cues), default=0)
    return len(sides) > 2 * max(sets, 1)


def is_border(piece: Piece, following: Piece) -> bool:
    return (piece.set, piece.side) != (following.set, following.side)
