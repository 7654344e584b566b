"""How far a person has come in a turn, told from the time since it was sent. Barge-in gives no position of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from skill.coach.state import Spot

if TYPE_CHECKING:
    from content.timeline.cues import Repetition
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
    index = script.index_of(here)
    is_done = elapsed_ms >= _work_end_ms(script.chapter(here).repetitions[index], clock.rows)
    return Reach(here, script.spot_of(here.step, index + 1) if is_done else here, False, where.side, where.of)


def _work_end_ms(repetition: Repetition, rows: tuple[Placed, ...]) -> int:
    """When its last hold or movement ends; where sides alternate, that of the second side."""
    return max(
        row.end_ms
        for row in rows
        if row.kind in ("hold", "move")
        and (row.where.set, row.where.repetition) == (repetition.set, repetition.number)
        and repetition.side in ("", row.where.side)
    )
