"""Compile: a routine, its words and the listener's options -> a timeline. Pure: no clock, no voice, no chance.

The opening is the welcome and the safety check, the ending how to get up safely; between them each exercise has its
chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

from content.model.types import GROUNDS, IN_PAIN, SAFETY_IN_PAIN, Phase, Position, Routine, Step, Unit, is_floor
from content.timeline.cues import (
    CLOSE,
    OPEN,
    Breathe,
    Chapter,
    Chime,
    Cue,
    Mark,
    Move,
    Phrase,
    Rank,
    Rest,
    Say,
    Side,
    Timeline,
    Where,
    phrase,
)
from content.timeline.narrator import Narrator
from content.timeline.repetitions import Repeater

if TYPE_CHECKING:
    from content.model.lines import CoachLine
    from content.model.words import ExerciseWords, PhaseWords, Words
    from content.timeline.options import Options

OPEN_PAUSE_MS = 600
"""Between the first chime and the first word."""
GET_UP_PAUSE_MS = 4_000
"""After each sentence of getting up."""
DOSES: dict[Unit, tuple[CoachLine, CoachLine]] = {
    "hold_s": ("dose_hold", "dose_hold_sides"),
    "breaths": ("dose_breaths", "dose_breaths_sides"),
    "move_s": ("dose_move", "dose_move_sides"),
}
"""The line that says how much, and the one for an exercise with sides; a walk has its own."""
MINUTE_MS = 60_000
REMIND_EVERY_MS = {"full": 75_000, "brief": 150_000, "cues": 0}
"""How far apart reminders are, by the amount of talk; 0 for none."""
CALL_AT_MINUTES = (10, 5, 1)
"""How many minutes before the end of the walk the time left is said."""
CALL_ROOM_MS = 15_000
"""The least time between a reminder and a call."""


def compile_timeline(routine: Routine, words: Words, options: Options) -> Timeline:
    """The timeline of ``routine``: an opening, a chapter for each exercise, an ending."""
    narrator = Narrator(words, options)
    exercises = (
        chapter
        for index, step in enumerate(routine.steps)
        for chapter in _StepCompiler(narrator, routine, index, step, words.exercises[step.exercise.id]).chapters()
    )
    return Timeline((_opening(narrator, routine), *exercises, _ending(narrator, routine)))


def _opening(narrator: Narrator, routine: Routine) -> Chapter:
    """Who should ask a doctor first, how to move, when to stop. Said in full under every amount of talk."""
    words = narrator.words
    welcome, safety = Where(screen=narrator.screen("screen_welcome")), Where(screen=narrator.screen("screen_safety"))
    cues: list[Cue] = [Chime(welcome, OPEN, OPEN_PAUSE_MS)]
    name = words.grammar.inside(words.routines[routine.id].name)
    cues.append(narrator.say_line(welcome, "welcome", routine=name))
    if routine.equipment:
        things = tuple(words.phrases.equipment[name] for name in routine.equipment)
        cues.append(narrator.say_line(welcome, "need", things=words.grammar.listing(things)))
    if routine.limited:
        cues.append(narrator.say_line(welcome, "limited"))
    for line in safety_lines(routine):
        cues += narrator.say_all(safety, words.phrases.safety[line])
    if narrator.is_full:
        where = Where(screen=narrator.screen("screen_breathe"))
        cues.append(narrator.say_line(where, "first_breath"))
        cues.append(Breathe(where, *narrator.options.breath_ms, 1, narrator.breath_marks(1)))
    return Chapter(words.phrases.lines["opening_title"], "", tuple(cues))


def safety_lines(routine: Routine) -> tuple[str, ...]:
    """The ids of the sentences that open ``routine``; the one on pain only while an exercise calls for it."""
    needs_pain = any(IN_PAIN in step.exercise.avoid for step in routine.steps)
    return tuple(name for name in routine.safety if needs_pain or name != SAFETY_IN_PAIN)


@dataclass(slots=True)
class _StepCompiler:
    """Compiles one step of a routine: a chapter, or of a walk one for each phase."""

    narrator: Narrator
    routine: Routine
    index: int
    step: Step
    words: ExerciseWords

    def chapters(self) -> Iterator[Chapter]:
        step, words = self.step, self.words
        if step.unit == "minutes":
            yield from self._phases()
            return
        lead = (*self._announcement(), *self._start_position())
        repetitions = tuple(Repeater(self.narrator, step, words, self.routine.rest_percent).repetitions())
        yield Chapter(words.name, step.exercise.id, lead, repetitions, tuple(self._rest()))

    def _announcement(self) -> Iterator[Say]:
        """Its name, when not to do it, what it is good for, and how much of it."""
        narrator, where = self.narrator, self._where(self.words.name)
        yield self._name()
        if self.step.exercise.avoid:
            yield from narrator.say_all(where, [self.words.avoid])
        if narrator.is_full:
            yield from narrator.say_all(where, [self.words.aim])
            yield narrator.say(where, dose(narrator, self.step))

    def _name(self) -> Say:
        line = _ordinal(self.index, len(self.routine.steps))
        name = self.narrator.words.grammar.inside(self.words.name)
        return self.narrator.say_line(self._where(self.words.name), line, exercise=name)

    def _start_position(self) -> Iterator[Cue]:
        """Where to be, said before the clock runs, and the time to get there."""
        narrator, exercise = self.narrator, self.step.exercise
        position = narrator.words.phrases.positions[exercise.position]
        before = self.routine.steps[self.index - 1].exercise.position if self.index else None
        ready = self._where(narrator.screen("screen_ready"))
        side: Side = "left" if exercise.side != "none" else ""
        if before is not None and is_floor(before) and not is_floor(exercise.position):
            yield from _get_up(narrator, ready, before)
        if side and not any("{" in sentence for sentence in position.tell):
            yield narrator.say(ready, narrator.line("start_side", side=narrator.side_name(side)), is_needed=True)
        if before != exercise.position:
            yield from narrator.say_all(ready, position.tell, side)
        elif narrator.gives_instructions:
            yield from narrator.say_all(ready, [position.stay], side)
        yield from narrator.say_all(ready, narrator.setup(self.words.manner_of(self.step.way)), side)
        yield Move(ready, narrator.options.paced(exercise.tempo.settle_ms))

    def _rest(self) -> Iterator[Cue]:
        """The rest before the next exercise; after the last there is none."""
        narrator = self.narrator
        if self.index == len(self.routine.steps) - 1:
            return
        where = self._where(narrator.screen("screen_rest"))
        if narrator.gives_instructions:
            own = narrator.words.phrases.positions[self.step.exercise.position].rest
            yield narrator.say(where, narrator.one_of("praise", self.index))
            yield narrator.say(where, phrase(own) if own else narrator.one_of("rest", self.index))
        yield Rest(where, narrator.options.paced(self.routine.between_ms))

    def _phases(self) -> Iterator[Chapter]:
        """Those of a walk; together they last exactly as long as it says, without the speech at their start."""
        narrator, step, words = self.narrator, self.step, self.words
        said: tuple[Cue, ...] = tuple(self._before_a_walk())
        left_ms = step.amount * MINUTE_MS
        for phase, minutes in phase_minutes(step):
            phase_words, move_ms = words.phases[phase.id], minutes * MINUTE_MS
            calls = tuple(self._calls(left_ms, move_ms))
            marks = (*calls, *self._reminders(phase_words, move_ms, [call.offset_ms for call in calls]))
            where = self._where(phase_words.screen)
            start = phase_words.start if narrator.gives_instructions else phase_words.start[:1]
            cues = (*said, *narrator.say_all(where, start), Move(where, move_ms, marks))
            yield Chapter(phase_words.name, step.exercise.id, cues)
            left_ms -= move_ms
            said = ()

    def _before_a_walk(self) -> Iterator[Say]:
        """Its name, where there is more; what it is good for, how long it takes, how to set out, when to stop."""
        narrator, words, where = self.narrator, self.words, self._where(self.words.name)
        if len(self.routine.steps) > 1:
            yield self._name()
        if narrator.is_full:
            yield from narrator.say_all(where, [words.aim])
        yield narrator.say(where, dose(narrator, self.step))
        if narrator.gives_instructions:
            yield from narrator.say_all(where, words.manner.setup)
        if narrator.is_full:
            yield from narrator.say_all(where, words.manner.movement)
        yield from narrator.say_all(where, [words.stop])

    def _calls(self, left_ms: int, move_ms: int) -> Iterator[Mark]:
        """Halfway through the whole, and how many minutes of it are left; ``left_ms`` are left as the phase begins."""
        narrator, whole_ms = self.narrator, self.step.amount * MINUTE_MS
        half_ms = left_ms - whole_ms // 2
        if 0 < half_ms < move_ms and whole_ms > 6 * MINUTE_MS:
            yield Mark(half_ms, Rank.HALFWAY, narrator.line("halfway"))
        for minutes in CALL_AT_MINUTES:
            offset_ms = left_ms - minutes * MINUTE_MS
            if 0 < offset_ms < move_ms and offset_ms != half_ms:
                left = narrator.count(minutes, "minute")
                yield Mark(offset_ms, Rank.COUNTDOWN, narrator.line("minutes_left", minutes=left))

    def _reminders(self, words: PhaseWords, move_ms: int, calls_ms: Sequence[int]) -> Iterator[Mark]:
        """The reminders in turn, none of them close to a call."""
        every_ms, reminders = REMIND_EVERY_MS[self.narrator.options.detail], cycle(words.reminders)
        for offset_ms in range(every_ms // 2, move_ms, every_ms) if every_ms else ():
            if all(abs(offset_ms - call_ms) >= CALL_ROOM_MS for call_ms in calls_ms):
                yield Mark(offset_ms, Rank.ENCOURAGEMENT, phrase(next(reminders)))

    def _where(self, screen: str) -> Where:
        return Where(self.step.exercise.id, screen=screen)


def _ordinal(index: int, total: int) -> CoachLine:
    if total == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == total - 1 else "next"


def dose(narrator: Narrator, step: Step) -> Phrase:
    """How much of it: "Five holds on each side, eight seconds each"."""
    if step.unit == "minutes":
        return narrator.line("dose_minutes", minutes=narrator.count(step.amount, "minute"))
    line, on_each_side = DOSES[step.unit]
    if step.exercise.side != "none":
        line = on_each_side
    elif step.unit == "hold_s" and step.repetitions == 1:
        line = "dose_hold_one"
    return narrator.line(
        line,
        holds=narrator.count(step.repetitions, "hold"),
        times=narrator.count(step.repetitions, "time"),
        time=narrator.count(step.amount, "second"),
        breaths=narrator.count(step.amount, "breath"),
    )


def phase_minutes(step: Step) -> list[tuple[Phase, int]]:
    """Each phase of ``step``, and how long it takes; one of 0 minutes takes what the others leave."""
    fixed = sum(phase.minutes for phase in step.exercise.phases)
    return [(phase, phase.minutes or step.amount - fixed) for phase in step.exercise.phases]


def _ending(narrator: Narrator, routine: Routine) -> Chapter:
    """Done; on the floor, how to get up: onto one side first."""
    done = Where(screen=narrator.screen("screen_done"))
    cues: list[Cue] = [narrator.say_line(done, "done")]
    last = routine.steps[-1].exercise.position
    if is_floor(last):
        cues += _get_up(narrator, Where(screen=narrator.screen("screen_get_up")), last)
    if narrator.is_full:
        cues += narrator.say_all(done, [narrator.words.routines[routine.id].frequency])
    cues.append(Chime(done, CLOSE))
    return Chapter(narrator.words.phrases.lines["ending_title"], "", tuple(cues))


def _get_up(narrator: Narrator, where: Where, position: Position) -> Iterator[Cue]:
    """How to get up safely from ``position``, with time for each step of it."""
    yield narrator.say_line(where, "get_up")
    for sentence in narrator.words.phrases.get_up[GROUNDS[position]]:
        yield from narrator.say_all(where, [sentence])
        yield Move(where, narrator.options.paced(GET_UP_PAUSE_MS))
