"""How far a person has come in a turn, told from the time since it was sent. Barge-in gives no position of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from skill.coach.state import Spot

if TYPE_CHECKING:
    from content.timeline.measure import Measure
    from content.timeline.place import Placed
    from skill.coach.script import Clock, Script, Turn


NEAR_PERCENT = 80
"""Of a turn's length: from then on a yes is an answer to its question."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a person was when they spoke up."""

    spot: Spot
    """What was being done."""
    go_on: Spot
    """Where to go on: at a repetition that was broken off, not at one that was finished."""
    is_over: bool
    """Whether the turn had come to its end, and its question."""
    side: str = ""
    of: int = 0
    """How many repetitions there are on this side."""
    then: Spot = field(default_factory=Spot)
    """Where to go on after the turn."""
    is_near_end: bool = False
    """Whether it may be over already, since the voice may be quicker than the estimate."""


def reached(script: Script, turn: Turn, elapsed_ms: int, measure: Measure) -> Reach:
    """Where ``turn`` was after ``elapsed_ms``; lengths of sentences come from ``measure``."""
    clock = script.clock(turn, measure)
    has_repetitions = any(cue.where.repetition for cue in turn.cues)
    is_near = not has_repetitions or elapsed_ms * 100 >= clock.length_ms * NEAR_PERCENT
    return replace(_reached(script, turn, elapsed_ms, clock), then=turn.then, is_near_end=is_near)


def _reached(script: Script, turn: Turn, elapsed_ms: int, clock: Clock) -> Reach:
    begun = [row for row in clock.rows if row.start_ms <= elapsed_ms and row.where.repetition]
    is_over = elapsed_ms >= clock.length_ms
    if not begun:
        return Reach(turn.spot, turn.then if is_over else turn.spot, is_over)
    where = begun[-1].where
    here = Spot(turn.spot.step, where.set, where.side, where.repetition)
    if is_over:
        return Reach(here, turn.then, True, where.side, where.of)
    is_done = elapsed_ms >= _work_end_ms(script, here, clock.rows)
    return Reach(here, following(script, here) if is_done else here, False, where.side, where.of)


def following(script: Script, spot: Spot) -> Spot:
    """The repetition after ``spot``, or the next step."""
    lesson = script.lesson(spot)
    index = lesson.index_of(spot) + 1
    if index >= len(lesson.pieces):
        return Spot(spot.step + 1)
    piece = lesson.pieces[index]
    return Spot(spot.step, piece.set, piece.side, piece.repetition)


def _work_end_ms(script: Script, spot: Spot, rows: tuple[Placed, ...]) -> int:
    """When the hold or the movement of ``spot`` ends, the second side's where sides alternate: then it is done."""
    is_alternating = not any(piece.side for piece in script.lesson(spot).pieces)
    of_this = [
        row
        for row in rows
        if row.kind in ("hold", "move")
        and (row.where.set, row.where.repetition) == (spot.set, spot.repetition)
        and (is_alternating or row.where.side == spot.side)
    ]
    holds = [row for row in of_this if row.kind == "hold"]
    return (holds or of_this)[-1].end_ms
