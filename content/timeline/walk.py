"""A walk, a swim or a ride: a chapter for each phase, with reminders on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import TYPE_CHECKING

from content.timeline.cues import Chapter, Cue, Mark, Move, Rank, Where, phrase

if TYPE_CHECKING:
    from content.model.types import Phase, Step
    from content.model.words import PhaseWords
    from content.timeline.cues import Phrase
    from content.timeline.narrator import Narrator

MINUTE_MS = 60_000
REMIND_EVERY_MS = {"full": 75_000, "brief": 150_000, "cues": 0}
"""How far apart reminders are, by the amount of talk; 0 for none."""
CALL_AT_MINUTES = (10, 5, 1)
"""How many minutes before the end of the walk the time left is said."""
CALL_ROOM_MS = 15_000
"""The least time between a reminder and a call."""
TOLD_AT_MS, TOLD_EVERY_MS = 6_000, 12_000
"""When what there is to know is said on the way, one sentence after the other."""
HALFWAY_LEAST_MS = 6 * MINUTE_MS


def phase_minutes(step: Step) -> list[tuple[Phase, int]]:
    """Each phase of ``step``, and how long it takes; one of 0 minutes takes what the others leave."""
    fixed = sum(phase.minutes for phase in step.exercise.phases)
    return [(phase, phase.minutes or step.amount - fixed) for phase in step.exercise.phases]


def walk_chapters(narrator: Narrator, step: Step, announcement: tuple[Cue, ...]) -> Iterator[Chapter]:
    """The phases together last exactly as long as the walk says, without the speech at their start.

    What there is to know is said on the way, in the first phase: so one moves soon.
    """
    words = narrator.words.exercises[step.exercise.id]
    where = Where(step.exercise.id, screen=words.name)
    said: tuple[Cue, ...] = (*announcement, *narrator.lead(where, words.manner.arrive))
    told = tuple(_told(narrator, step))
    left_ms = step.amount * MINUTE_MS
    phases = phase_minutes(step)
    for phase, minutes in phases:
        phase_words, move_ms = words.phases[phase.id], minutes * MINUTE_MS
        calls = (*told, *_calls(narrator, step, left_ms, move_ms))
        marks = (*calls, *_reminders(narrator, phase_words, move_ms, [call.offset_ms for call in calls]))
        where = Where(step.exercise.id, screen=phase_words.screen)
        start = phase_words.start if narrator.gives_instructions else phase_words.start[:1]
        tail = narrator.lead(where, words.manner.leave if phase is phases[-1][0] else ())
        cues = (*said, *narrator.say_all(where, start), Move(where, move_ms, marks), *tail)
        yield Chapter(phase_words.name, step.exercise.id, cues)
        left_ms -= move_ms
        said, told = (), ()


def _told(narrator: Narrator, step: Step) -> Iterator[Mark]:
    """When to stop, how long it is, that silence is meant, when to do less, how to go: one after the other."""
    words = narrator.words.exercises[step.exercise.id]
    listen = (*words.manner.listen, words.aim) if narrator.is_full else ()
    less = (words.easier, words.amber) if narrator.gives_instructions else ()
    about = (walk_dose(narrator, step).text, narrator.line("walk_quiet").text)
    for number, sentence in enumerate(each for each in (words.caution, *about, *less, *listen) if each):
        yield Mark(TOLD_AT_MS + number * TOLD_EVERY_MS, Rank.COUNTDOWN, phrase(sentence))


def walk_dose(narrator: Narrator, step: Step) -> Phrase:
    """How much of it: "Twenty minutes of moving"."""
    return narrator.line("dose_minutes", minutes=narrator.count(step.amount, "minute"))


def _calls(narrator: Narrator, step: Step, left_ms: int, move_ms: int) -> Iterator[Mark]:
    """Halfway through the whole, and how many minutes of it are left; ``left_ms`` are left as the phase begins."""
    whole_ms, words = step.amount * MINUTE_MS, narrator.words.exercises[step.exercise.id]
    half_ms = left_ms - whole_ms // 2
    if 0 < half_ms < move_ms and whole_ms > HALFWAY_LEAST_MS:
        yield Mark(half_ms, Rank.COUNTDOWN, phrase(words.halfway) if words.halfway else narrator.line("halfway"))
    for minutes in CALL_AT_MINUTES:
        offset_ms = left_ms - minutes * MINUTE_MS
        if 0 < offset_ms < move_ms and offset_ms != half_ms:
            left = narrator.count(minutes, "minute")
            yield Mark(offset_ms, Rank.COUNTDOWN, narrator.line("minutes_left", minutes=left))


def _reminders(narrator: Narrator, words: PhaseWords, move_ms: int, calls_ms: Sequence[int]) -> Iterator[Mark]:
    """The reminders in turn, none of them close to a call."""
    every_ms, reminders = REMIND_EVERY_MS[narrator.options.detail], cycle(words.reminders)
    for offset_ms in range(every_ms // 2, move_ms, every_ms) if every_ms else ():
        if all(abs(offset_ms - call_ms) >= CALL_ROOM_MS for call_ms in calls_ms):
            yield Mark(offset_ms, Rank.ENCOURAGEMENT, phrase(next(reminders)))
