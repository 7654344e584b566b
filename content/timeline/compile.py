"""Compile: a routine, its words and the listener's options -> a timeline. Pure: no clock, no voice, no chance.

The first minute, what is explained, getting down, a chapter for each exercise, a rest, coming up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.model.passages import STANDING
from content.model.types import ENDS_OF_PASSAGES, GROUNDS, Position, Routine, is_floor
from content.timeline.cues import Chapter, Cue, Side, Timeline
from content.timeline.exercise import StepCompiler
from content.timeline.frame import Frame, Minutes
from content.timeline.narrator import Narrator

if TYPE_CHECKING:
    from content.model.words import Words
    from content.timeline.options import Options


def compile_timeline(routine: Routine, words: Words, options: Options, minutes: Minutes | None = None) -> Timeline:
    """The timeline of ``routine``. ``minutes`` is its length, as the opening says it; without it nothing is said."""
    return Timeline(tuple(_chapters(Frame(Narrator(words, options), routine, minutes))))


def _chapters(frame: Frame) -> Iterator[Chapter]:
    steps, lines = frame.routine.steps, frame.narrator.words.phrases.lines
    yield Chapter(lines["opening_title"], "", tuple(frame.opening()))
    yield from frame.talks()
    came_from: Position = STANDING
    first = steps[0].exercise.position
    if is_floor(first):
        came_from = ENDS_OF_PASSAGES.get(first, first)
        yield Chapter(lines["down_title"], "", tuple(frame.getting_down(GROUNDS[first])), is_passage=True)
    for index, step in enumerate(steps):
        yield from StepCompiler(frame, index, came_from).chapters()
        came_from = step.exercise.position
    yield from frame.ending(GROUNDS[came_from])


def get_down(narrator: Narrator, routine: Routine, index: int, side: Side) -> tuple[Cue, ...]:
    """Down to where step ``index`` is done, for somebody who is up; nothing where it is done standing."""
    exercise = routine.steps[index].exercise
    if not is_floor(exercise.position):
        return ()
    _already_down, *way = Frame(narrator, routine, None).getting_down(GROUNDS[exercise.position], side)
    return tuple(way)


def start_from(
    narrator: Narrator, routine: Routine, minutes: Minutes | None, index: int, came_from: Position
) -> tuple[Cue, ...]:
    """What leads to step ``index`` for somebody who comes from another position than the step before it."""
    return tuple(StepCompiler(Frame(narrator, routine, minutes), index, came_from).lead())


def start_again(narrator: Narrator, routine: Routine, index: int, came_from: Position, side: Side) -> tuple[Cue, ...]:
    """What leads into the middle of step ``index``, on ``side``."""
    return tuple(StepCompiler(Frame(narrator, routine, None), index, came_from).again(side))


def end_from(narrator: Narrator, routine: Routine, minutes: Minutes | None, came_from: Position) -> tuple[Chapter, ...]:
    """The rest and coming up for somebody who comes from another position than that of the last step."""
    return tuple(Frame(narrator, routine, minutes).ending(GROUNDS[came_from]))
