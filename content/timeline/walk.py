"""A walk, a swim, a ride: timed movement in phases, with reminders along the way. Each phase is a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.timeline.cues import Chapter, Mark, Move, Rank, Where, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.model.types import Step
    from content.model.words import ExerciseWords, PhaseWords
    from content.timeline.coach import Coach
    from content.timeline.cues import Say

MINUTE_MS = 60_000
REMIND_EVERY_MS = {"full": 75_000, "brief": 150_000, "cues": 0}
"""How far apart reminders are, by the amount of talk; 0 for none."""
CALL_AT_MINUTES = (10, 5, 1)
"""How many minutes before the end of a phase the time left is told."""
CALL_ROOM_MS = 15_000
"""How far a reminder keeps from such a call."""


def walk_chapters(coach: Coach, step: Step, words: ExerciseWords) -> Iterator[Chapter]:
    """The phases of ``step``; together they last exactly as long as it says, speech at their start left out."""
    fixed = sum(phase.minutes for phase in step.exercise.phases)
    before = tuple(_before(coach, step, words))
    for phase in step.exercise.phases:
        minutes = phase.minutes or step.amount - fixed
        yield _phase(coach, step, words.phases[phase.id], minutes, before)
        before = ()


def _before(coach: Coach, step: Step, words: ExerciseWords) -> Iterator[Say]:
    """What is told before the first phase: what it is good for, how long it takes, how to set out."""
    where = Where(step.exercise.id, screen=words.name)
    if coach.is_full:
        yield from coach.say_all(where, [words.aim])
    yield coach.say_line(where, "dose_minutes", minutes=coach.count(step.amount, "minute"))
    if coach.gives_instructions:
        yield from coach.say_all(where, words.manner.setup)
        yield from coach.say_all(where, [words.stop])
    if coach.is_full:
        yield from coach.say_all(where, words.manner.movement)


def _phase(coach: Coach, step: Step, words: PhaseWords, minutes: int, before: tuple[Say, ...]) -> Chapter:
    where = Where(step.exercise.id, screen=words.screen)
    sentences = words.start if coach.gives_instructions else words.start[:1]
    said = (*before, *coach.say_all(where, sentences))
    move_ms = minutes * MINUTE_MS
    calls = tuple(_calls(coach, move_ms))
    marks = (*calls, *_reminders(coach, words, move_ms, [call.offset_ms for call in calls]))
    return Chapter(words.name, step.exercise.id, (*said, Move(where, move_ms, marks)))


def _calls(coach: Coach, move_ms: int) -> Iterator[Mark]:
    """Halfway, and how many minutes are left."""
    for left in CALL_AT_MINUTES:
        offset_ms = move_ms - left * MINUTE_MS
        if offset_ms > 2 * MINUTE_MS or (left == 1 and offset_ms > 0):
            yield Mark(offset_ms, Rank.COUNTDOWN, coach.line("minutes_left", minutes=coach.count(left, "minute")))
    if move_ms > 6 * MINUTE_MS:
        yield Mark(move_ms // 2, Rank.HALFWAY, coach.line("halfway"))


def _reminders(coach: Coach, words: PhaseWords, move_ms: int, calls_ms: Sequence[int]) -> Iterator[Mark]:
    """The reminders in turn, none of them close to a call."""
    every_ms = REMIND_EVERY_MS[coach.options.detail]
    if not every_ms:
        return
    offsets_ms = [
        offset_ms
        for offset_ms in range(every_ms // 2, move_ms, every_ms)
        if all(abs(offset_ms - call_ms) >= CALL_ROOM_MS for call_ms in calls_ms)
    ]
    for number, offset_ms in enumerate(offsets_ms):
        yield Mark(offset_ms, Rank.ENCOURAGEMENT, phrase(words.reminders[number % len(words.reminders)]))
