"""What should be heard of an answer, and when, by the estimate of Alexa's voice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from content.timeline.cues import Where, phrase
from content.timeline.place import Placed
from skill.speech.timing import MEASURE, PAUSE_MS, placed_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.coach.state import Answer


def rows_of(answer: Answer) -> list[Placed]:
    """The sentences before the turn, the cues of the turn, and the question, on one clock."""
    rows = list(_sentences(answer.before, 0))
    turn = placed_turn(answer.cues)
    start_ms = rows[-1].end_ms + PAUSE_MS if rows else 0
    rows += [replace(row, start_ms=row.start_ms + start_ms, end_ms=row.end_ms + start_ms) for row in turn.rows]
    if answer.question:
        rows += _sentences((answer.question,), start_ms + turn.length_ms + turn.pause_ms)
    return rows


def _sentences(sentences: Iterable[str], start_ms: int) -> Iterator[Placed]:
    for sentence in sentences:
        end_ms = start_ms + MEASURE.length_ms(phrase(sentence))
        yield Placed("say", start_ms, end_ms, Where(), phrase(sentence))
        start_ms = end_ms + PAUSE_MS
