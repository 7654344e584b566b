"""A walk, a swim, a ride: timed movement in phases, with reminders. Each phase is a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.timeline.cues import Chapter, Cue, Mark, Move, Rank, Say, Where, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.model.types import Phase, Step
    from content.model.words import ExerciseWords, PhaseWords
    from content.timeline.narrator import Narrator

MINUTE_MS = 60_000
REMIND_EVERY_MS = {"full": 75_000, "brief": 150_000, "cues": 0}
"""How far apart reminders are, by the amount of talk; 0 for none."""
CALL_AT_MINUTES = (10, 5, 1)
"""How many minutes before the end of the walk the time left is said."""
CALL_ROOM_MS = 15_000
"""The least time between a reminder and a call."""


def walk_chapters(narrator: Narrator, step: Step, words: ExerciseWords, before: tuple[Cue, ...]) -> Iterator[Chapter]:
    """The phases of ``step``; together they last exactly as long as it says, without the speech at their start.

    ``before`` are the cues that come first of all: its name, where the routine has several steps.
    """
    said = (*before, *_before(narrator, step, words))
    left_ms = step.amount * MINUTE_MS
    for phase, minutes in phase_minutes(step):
        phase_words = words.phases[phase.id]
        move_ms = minutes * MINUTE_MS
        calls = tuple(_calls(narrator, step.amount * MINUTE_MS, left_ms, move_ms))
        marks = (*calls, *_reminders(narrator, phase_words, move_ms, [call.offset_ms for call in calls]))
        where = Where(step.exercise.id, screen=phase_words.screen)
        start = phase_words.start if narrator.gives_instructions else phase_words.start[:1]
        cues = (*said, *narrator.say_all(where, start), Move(where, move_ms, marks))
        yield Chapter(phase_words.name, step.exercise.id, cues)
        left_ms -= move_ms
        said = ()


def phase_minutes(step: Step) -> list[tuple[Phase, int]]:
    """Each phase of ``step``, and how long it takes; one of 0 minutes takes what the others leave."""
    fixed = sum(phase.minutes for phase in step.exercise.phases)
    return [(phase, phase.minutes or step.amount - fixed) for phase in step.exercise.phases]


def _before(narrator: Narrator, step: Step, words: ExerciseWords) -> Iterator[Say]:
    """What is said before the first phase: what it is good for, how long it takes, how to set out."""
    where = Where(step.exercise.id, screen=words.name)
    if narrator.is_full:
        yield from narrator.say_all(where, [words.aim])
    yield narrator.say_line(where, "dose_minutes", minutes=narrator.count(step.amount, "minute"))
    if narrator.gives_instructions:
        yield from narrator.say_all(where, words.manner.setup)
    if narrator.is_full:
        yield from narrator.say_all(where, words.manner.movement)
    yield from narrator.say_all(where, [words.stop])


def _calls(narrator: Narrator, whole_ms: int, left_ms: int, move_ms: int) -> Iterator[Mark]:
    """Halfway through the whole, and how many minutes of it are left; ``left_ms`` are left as the phase begins."""
    half_ms = left_ms - whole_ms // 2
    if 0 < half_ms < move_ms and whole_ms > 6 * MINUTE_MS:
        yield Mark(half_ms, Rank.HALFWAY, narrator.line("halfway"))
    for minutes in CALL_AT_MINUTES:
        offset_ms = left_ms - minutes * MINUTE_MS
        if 0 < offset_ms < move_ms and offset_ms != half_ms:
            left = narrator.count(minutes, "minute")
            yield Mark(offset_ms, Rank.COUNTDOWN, narrator.line("minutes_left", minutes=left))


def _reminders(narrator: Narrator, words: PhaseWords, move_ms: int, calls_ms: Sequence[int]) -> Iterator[Mark]:
    """The reminders in turn, none of them close to a call."""
    every_ms = REMIND_EVERY_MS[narrator.options.detail]
    if not every_ms:
        return
    offsets_ms = [
        offset_ms
        for offset_ms in range(every_ms // 2, move_ms, every_ms)
        if all(abs(offset_ms - call_ms) >= CALL_ROOM_MS for call_ms in calls_ms)
    ]
    for number, offset_ms in enumerate(offsets_ms):
        yield Mark(offset_ms, Rank.ENCOURAGEMENT, phrase(words.reminders[number % len(words.reminders)]))
