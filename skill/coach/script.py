"""A routine cut into turns: each a chapter, or a natural part of one, small enough for one answer of the speaker.

A chapter that is too long is cut at the change of sides, then between repetitions, into parts of about one length.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import TYPE_CHECKING

from content.timeline.coach import Coach as Compiler
from content.timeline.compile import compile_timeline
from content.timeline.cues import Chapter, Move, Timeline, Where
from content.timeline.place import place
from skill.coach.lesson import is_border, take_apart
from skill.coach.state import OPENING, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from content.model.types import Routine, Step
    from content.model.words import Words
    from content.timeline.cues import Cue, Say, Side
    from content.timeline.measure import Measure
    from content.timeline.options import Options
    from content.timeline.place import Placed
    from skill.coach.lesson import Lesson, Piece

    Fits = Callable[[tuple[Cue, ...]], bool]
    """Whether cues are small enough for one answer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the coach plays in one answer."""

    spot: Spot
    """Where it begins."""
    cues: tuple[Cue, ...]
    then: Spot
    """Where to go on after it."""
    is_again: bool = False
    """Whether it begins with the start position told anew."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A turn with its times."""

    rows: tuple[Placed, ...]
    length_ms: int


@dataclass(frozen=True, slots=True)
class Script:
    """A routine under a listener's settings, ready to be spoken turn by turn."""

    routine: Routine
    words: Words
    compiler: Compiler
    timeline: Timeline
    lessons: tuple[Lesson, ...]
    """The opening, a lesson for each step, the ending."""
    ways: Mapping[str, str]
    fits: Fits
    _turns: dict[tuple[Spot, bool], Turn] = field(default_factory=dict, repr=False)
    _clocks: dict[tuple[Spot, bool], Clock] = field(default_factory=dict, repr=False)

    @property
    def last_step(self) -> int:
        return len(self.routine.steps) - 1

    def step_at(self, spot: Spot) -> Step | None:
        """The step of ``spot``; None in the opening and the ending."""
        return self.routine.steps[spot.step] if 0 <= spot.step <= self.last_step else None

    def lesson(self, spot: Spot) -> Lesson:
        return self.lessons[min(max(spot.step, OPENING), self.last_step + 1) + 1]

    def turn(self, spot: Spot, is_again: bool = False) -> Turn:
        """The turn that begins at ``spot``; ``is_again``: with the start position told anew."""
        key = spot, is_again
        if key not in self._turns:
            self._turns[key] = replace(self._cut(spot, is_again), is_again=is_again)
        return self._turns[key]

    def clock(self, turn: Turn, measure: Measure) -> Clock:
        """``turn`` with its times, by ``measure``."""
        key = turn.spot, turn.is_again
        if key not in self._clocks:
            placement = place(Timeline("", "", "", (Chapter("", "", turn.cues),)), measure)
            self._clocks[key] = Clock(placement.chapters[0].cues, placement.length_ms)
        return self._clocks[key]

    def _cut(self, spot: Spot, is_again: bool) -> Turn:
        lesson, step = self.lesson(spot), self.step_at(spot)
        if step is None or not lesson.pieces:
            return Turn(spot, (*lesson.lead, *lesson.tail), Spot(spot.step + 1))
        first = lesson.index_of(spot) if spot.repetition else 0
        lead = lesson.lead if not spot.repetition else ()
        if spot.repetition and is_again:
            lead = tuple(start_again(self, step, lesson.pieces[first]))
        last = self._last(lesson, first, lead)
        tail = lesson.tail if last == len(lesson.pieces) - 1 else ()
        played = (cue for piece in lesson.pieces[first + 1 : last + 1] for cue in piece.cues)
        opening = lesson.pieces[first].cues
        if is_again and spot.repetition:  # where to be was told a moment ago, and which side
            opening = tuple(dropwhile(lambda cue: not cue.where.repetition, opening))
        return Turn(spot, (*lead, *opening, *played, *tail), self._after(spot, lesson, last))

    def _after(self, spot: Spot, lesson: Lesson, last: int) -> Spot:
        if last == len(lesson.pieces) - 1:
            return Spot(spot.step + 1)
        piece = lesson.pieces[last + 1]
        return Spot(spot.step, piece.set, piece.side, piece.repetition)

    def _last(self, lesson: Lesson, first: int, lead: tuple[Cue, ...]) -> int:
        """The last piece of the turn that begins with the piece ``first``."""
        pieces = lesson.pieces
        most = self._most(pieces, first, lead, lesson.tail)
        if most == len(pieces) - 1:
            return most
        borders = [index for index in range(first, most + 1) if is_border(pieces[index], pieces[index + 1])]
        if borders:
            return borders[-1]
        end = next(
            (index for index in range(most + 1, len(pieces) - 1) if is_border(pieces[index], pieces[index + 1])),
            len(pieces) - 1,
        )
        parts = -(-(end - first + 1) // (most - first + 1))
        return first + -(-(end - first + 1) // parts) - 1

    def _most(self, pieces: tuple[Piece, ...], first: int, lead: tuple[Cue, ...], tail: tuple[Cue, ...]) -> int:
        """The last piece up to which everything fits; at least ``first``."""
        for last in range(len(pieces) - 1, first, -1):
            played = tuple(cue for piece in pieces[first : last + 1] for cue in piece.cues)
            if self.fits((*lead, *played, *(tail if last == len(pieces) - 1 else ()))):
                return last
        return first


def write_script(routine: Routine, words: Words, options: Options, ways: Mapping[str, str], fits: Fits) -> Script:
    """``routine`` (fitted already) as a script; ``ways``: exercise -> ``easier`` or ``harder``."""
    compiler = Compiler(words, options)
    timeline = compile_timeline(routine, words, options)
    lessons = [take_apart(chapter) for chapter in timeline.chapters]
    for index, step in enumerate(routine.steps, start=1):
        way = tuple(say_way(compiler, step, ways))
        lessons[index] = replace(lessons[index], lead=(*lessons[index].lead, *way))
    return Script(routine, words, compiler, timeline, tuple(lessons), ways, fits)


def say_way(compiler: Compiler, step: Step, ways: Mapping[str, str]) -> list[Say]:
    """The sentence on the easier or harder way, where the listener chose one."""
    words = compiler.words.exercises[step.exercise.id]
    sentence = {"easier": words.easier, "harder": words.harder}.get(ways.get(step.exercise.id, ""), "")
    return compiler.say_all(Where(step.exercise.id, screen=words.name), [sentence] if sentence else [])


def start_again(script: Script, step: Step, piece: Piece) -> Iterator[Cue]:
    """Where to be, and the way there, for a person who goes on in the middle of an exercise."""
    compiler = script.compiler
    where = Where(step.exercise.id, screen=compiler.screen("ready"))
    side: Side = piece.side or ("left" if step.exercise.side != "none" else "")
    manner = script.words.exercises[step.exercise.id].manner_of(step.way)
    yield from compiler.say_all(where, script.words.phrases.positions[step.exercise.position].tell, side)
    yield from compiler.say_all(where, manner.setup, side)
    yield Move(where, compiler.options.paced(step.exercise.tempo.settle_ms))
    yield from say_way(compiler, step, script.ways)
    if piece.repetition > 1 or piece.side == "right":
        yield from compiler.say_all(where, [manner.short], side)
