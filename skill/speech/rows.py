"""An answer on one clock, by estimate: when each sentence begins, and where in the routine a person is by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.timeline.cues import Chapter, Timeline, Where, phrase
from content.timeline.place import Placed, place
from skill.speech.estimate import AlexaEstimate
from skill.speech.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from content.timeline.cues import Cue
    from skill.coach.answer import Answer

PAUSE_MS = 500
"""After each sentence before a turn, and before the question."""
MEASURE = AlexaEstimate()
NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """The cues of a turn, counted from 0."""

    rows: tuple[Placed, ...]
    length_ms: int
    silence_ms: int
    """How much of its end is silent."""

    @property
    def pause_ms(self) -> int:
        """The silence still needed before a question."""
        return max(0, PAUSE_MS - self.silence_ms)


def placed(cues: tuple[Cue, ...]) -> PlacedTurn:
    """``cues`` with their times."""
    if not cues:
        return PlacedTurn((), 0, PAUSE_MS)  # nothing, after the pause of the last sentence before
    placement = place(Timeline("", "", "", (Chapter("", "", cues),)), MEASURE)
    rows = placement.chapters[0].cues
    heard_ms = max((row.end_ms for row in rows if row.sound), default=0)
    return PlacedTurn(rows, placement.length_ms, placement.length_ms - heard_ms)


placed_turn = Kept(placed)
"""``placed``, kept for each turn."""


def rows_of(answer: Answer) -> tuple[Placed, ...]:
    """Everything that is heard of ``answer``, and its spans, in order."""
    before = tuple(_sentences(answer.before, 0))
    turn, start_ms = placed_turn(answer.cues), _before_ms(answer)
    if not answer.question:
        return (*before, *_moved(turn.rows, start_ms))
    question = _sentences((answer.question,), start_ms + turn.length_ms + turn.pause_ms)
    return (*before, *_moved(turn.rows, start_ms), *question)


def length_ms(answer: Answer) -> int:
    """How long ``answer`` takes, its question included."""
    turn = placed_turn(answer.cues)
    question_ms = turn.pause_ms + _said_ms(answer.question) if answer.question else 0
    return _before_ms(answer) + turn.length_ms + question_ms


def at(rows: Iterable[Placed], elapsed_ms: int) -> Where:
    """The last repetition that had begun after ``elapsed_ms``; before the first, whatever exercise was being told."""
    told = NOWHERE
    for row in rows:
        if row.start_ms <= elapsed_ms and (row.where.repetition or (row.where.exercise and not told.repetition)):
            told = row.where
    return told


def _sentences(sentences: Iterable[str], start_ms: int) -> Iterator[Placed]:
    for sentence in sentences:
        end_ms = start_ms + _said_ms(sentence)
        yield Placed("say", start_ms, end_ms, NOWHERE, phrase(sentence))
        start_ms = end_ms + PAUSE_MS


def _moved(rows: tuple[Placed, ...], by_ms: int) -> Iterable[Placed]:
    if not by_ms:
        return rows
    return (
        Placed(row.kind, row.start_ms + by_ms, row.end_ms + by_ms, row.where, row.sound, row.nominal_ms) for row in rows
    )


def _before_ms(answer: Answer) -> int:
    return sum(_said_ms(sentence) + PAUSE_MS for sentence in answer.before)


def _said_ms(sentence: str) -> int:
    return MEASURE.length_ms(phrase(sentence))
