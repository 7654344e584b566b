"""Compile: a routine, its words and the listener's options -> a timeline. Pure: no clock, no voice, no chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.types import is_floor
from content.timeline.coach import Coach
from content.timeline.cues import Chapter, Cue, Move, Rest, Timeline, Where, phrase
from content.timeline.opening import ending, get_up, opening
from content.timeline.repetitions import Repeater
from content.timeline.walk import walk_chapters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.types import Routine, Step
    from content.model.words import ExerciseWords, Words
    from content.timeline.cues import Phrase, Say, Side
    from content.timeline.options import Options


def compile_timeline(routine: Routine, words: Words, options: Options) -> Timeline:
    """The timeline of ``routine``: an opening, a chapter for each exercise, an ending."""
    coach = Coach(words, options)
    chapters = [opening(coach, routine)]
    for index in range(len(routine.steps)):
        chapters += _step_chapters(coach, routine, index)
    chapters.append(ending(coach, routine))
    return Timeline(routine.id, words.routines[routine.id].name, words.language, tuple(chapters))


def _step_chapters(coach: Coach, routine: Routine, index: int) -> Iterator[Chapter]:
    step = routine.steps[index]
    words = coach.words.exercises[step.exercise.id]
    if step.unit == "minutes":
        first = _name(coach, routine, index, words) if len(routine.steps) > 1 else ()
        yield from walk_chapters(coach, step, words, tuple(first))
        return
    lead = (*_announcement(coach, routine, index, words), *_start_position(coach, routine, index, words))
    repetitions = tuple(Repeater(coach, step, words, routine.rest_percent).repetitions())
    yield Chapter(words.name, step.exercise.id, lead, repetitions, tuple(_rest(coach, routine, index)))


def _announcement(coach: Coach, routine: Routine, index: int, words: ExerciseWords) -> Iterator[Say]:
    """Its name, when not to do it, what it is good for, and how much of it."""
    step = routine.steps[index]
    where = Where(step.exercise.id, screen=words.name)
    yield from _name(coach, routine, index, words)
    if step.exercise.avoid:
        yield from coach.say_all(where, [words.avoid])
    if coach.is_full:
        yield from coach.say_all(where, [words.aim])
        yield coach.say(where, dose(coach, step))


def _name(coach: Coach, routine: Routine, index: int, words: ExerciseWords) -> Iterator[Say]:
    where = Where(routine.steps[index].exercise.id, screen=words.name)
    name = coach.words.grammar.inside(words.name)
    yield coach.say_line(where, _ordinal(index, len(routine.steps)), exercise=name)


def _ordinal(index: int, total: int) -> str:
    if total == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == total - 1 else "next"


def dose(coach: Coach, step: Step) -> Phrase:
    """How much of it: "Five holds on each side, eight seconds each"."""
    if step.unit == "minutes":
        return coach.line("dose_minutes", minutes=coach.count(step.amount, "minute"))
    name = {"hold_s": "dose_hold", "breaths": "dose_breaths", "move_s": "dose_move"}[step.unit]
    if step.unit == "hold_s" and step.repetitions == 1 and step.exercise.side == "none":
        name = "dose_hold_one"
    return coach.line(
        name if step.exercise.side == "none" else f"{name}_sides",
        holds=coach.count(step.repetitions, "hold"),
        times=coach.count(step.repetitions, "time"),
        time=coach.count(step.amount, "second"),
        breaths=coach.count(step.amount, "breath"),
    )


def _start_position(coach: Coach, routine: Routine, index: int, words: ExerciseWords) -> Iterator[Cue]:
    """Where to be, told before the clock runs, and the time to get there."""
    step = routine.steps[index]
    position = coach.words.phrases.positions[step.exercise.position]
    before = routine.steps[index - 1].exercise.position if index else None
    is_there = before == step.exercise.position
    ready = Where(step.exercise.id, screen=coach.screen("ready"))
    side: Side = "left" if step.exercise.side != "none" else ""
    if before is not None and is_floor(before) and not is_floor(step.exercise.position):
        yield from get_up(coach, ready, before)
    if side and not any("{" in sentence for sentence in position.tell):
        yield coach.needed(ready, coach.line("start_side", side=coach.words.phrases.sides[side]))
    if not is_there:
        yield from coach.say_all(ready, position.tell, side)
    elif coach.gives_instructions:
        yield from coach.say_all(ready, [position.stay], side)
    yield from coach.say_all(ready, coach.setup(words.manner_of(step.way)), side)
    yield Move(ready, coach.options.paced(step.exercise.tempo.settle_ms))


def _rest(coach: Coach, routine: Routine, index: int) -> Iterator[Cue]:
    """The rest before the next exercise; after the last there is none."""
    if index == len(routine.steps) - 1:
        return
    where = Where(routine.steps[index].exercise.id, screen=coach.screen("rest"))
    if coach.gives_instructions:
        own = coach.words.phrases.positions[routine.steps[index].exercise.position].rest
        yield coach.say(where, coach.turn("praise", index))
        yield coach.say(where, phrase(own) if own else coach.turn("rest", index))
    yield Rest(where, coach.options.paced(routine.between_ms))
