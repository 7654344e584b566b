"""One exercise: announced, led into, listened to, repeated, left; and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from content.model.types import ENDS_OF_PASSAGES, GROUNDS, SIDED, Position, Step, Unit
from content.timeline.cues import Chapter, Cue, Phrase, Rest, Say, Side, Where
from content.timeline.repetitions import READY_MS, Repeater
from content.timeline.walk import walk_chapters, walk_dose

if TYPE_CHECKING:
    from content.model.lines import CoachLine
    from content.model.words import ExerciseWords
    from content.timeline.frame import Frame
    from content.timeline.narrator import Narrator

LISTEN_TOLD = 4
"""After so many exercises people who want less talk know that they listen first."""
LONG_STEPS = 10
"""Whoever has a third of so many exercises behind them has done enough for a day, if they like."""
LEAST_FOR_PROGRESS = 4
"""A shorter routine is not counted out."""
DOSES: dict[Unit, tuple[CoachLine, CoachLine, CoachLine, CoachLine]] = {
    "hold_s": ("dose_hold", "dose_hold_sides", "dose_hold_turns", "dose_hold_lying"),
    "breaths": ("dose_breaths", "dose_breaths_sides", "dose_breaths_turns", "dose_breaths_lying"),
    "move_s": ("dose_move", "dose_move_sides", "dose_move_turns", "dose_move_lying"),
}
"""How much: without sides, one side after the other, in turn, lying on one side and then on the other.

A walk has a line of its own."""


@dataclass(slots=True)
class StepCompiler:
    """Compiles one step of a routine: a chapter, or of a walk one for each phase."""

    frame: Frame
    index: int
    came_from: Position
    """Where one is before it."""

    def chapters(self) -> Iterator[Chapter]:
        step, narrator = self.step, self.frame.narrator
        if step.unit == "minutes":
            yield from walk_chapters(narrator, step, tuple(self._announcement()))
            return
        repeater = Repeater(narrator, step, self.words, self.frame.routine.rest_percent, 2 * self.index)
        repetitions = tuple(repeater.repetitions())
        yield Chapter(self.words.name, step.exercise.id, tuple(self.lead()), repetitions, tuple(self._tail()))

    @property
    def step(self) -> Step:
        return self.frame.routine.steps[self.index]

    @property
    def words(self) -> ExerciseWords:
        return self.frame.narrator.words.exercises[self.step.exercise.id]

    def _announcement(self) -> Iterator[Cue]:
        """Its name, what it is good for, how much of it, for whom it is not.

        A walk alone has been named already, and the rest is said on the way.
        """
        narrator, where, step = self.frame.narrator, self._where(self.words.name), self.step
        name, many = narrator.words.grammar.inside(self.words.name), len(self.frame.routine.steps)
        is_walk = step.unit == "minutes"
        if many > 1 or not is_walk:
            yield narrator.say_line(where, _ordinal(self.index, many), exercise=name)
        if narrator.is_full and not (is_walk or self.frame.is_short):
            yield from narrator.say_all(where, [self.words.aim])
        if not is_walk:
            yield narrator.say(where, dose(narrator, step))
        avoid = self.words.avoid if step.exercise.avoid else ""
        yield from narrator.say_all(where, [avoid, "" if is_walk else self.words.caution])

    def lead(self) -> Iterator[Cue]:
        """The announcement; then the way into the start position, and all that the first repetition needs.

        Where the start position costs strength, one lies and listens first.
        """
        yield from self._announcement()
        yield from self._in_order(chain(self._passage(self._side), self.arrive()), self.listen())

    def _in_order(self, arrive: Iterator[Cue], listen: Iterator[Cue]) -> Iterator[Cue]:
        """Where the start position costs strength, it is taken up last; else the word comes a moment after the talk."""
        narrator = self.frame.narrator
        if self.step.exercise.is_propped or self.step.exercise.hard_start:
            return chain(listen, arrive)
        ready = self._where(narrator.screen("screen_ready"))
        return chain(arrive, listen, [Rest(ready, narrator.options.at_least(READY_MS))])

    def again(self, side: Side) -> Iterator[Cue]:
        """The start position and the word to move on, in short, for somebody who goes on in the middle."""
        yield from self._in_order(chain(self._passage(side), self._arrive_again(side)), self._remind(side))

    def _arrive_again(self, side: Side) -> Iterator[Cue]:
        narrator, manner = self.frame.narrator, self.words.manner_of(self.step.way)
        ready = self._where(narrator.screen("screen_ready"), side)
        yield from self._position()
        yield from narrator.lead(ready, (side == "right" and manner.change) or manner.arrive, side)

    def _remind(self, side: Side) -> Iterator[Cue]:
        """What will happen at which word, and what to do when it is too much."""
        narrator, where = self.frame.narrator, self._where(self.frame.narrator.screen("screen_listen"), side)
        if narrator.gives_instructions:
            yield self._when(where, side)
        yield from narrator.say_all(where, [self.words.caution])
        if narrator.gives_instructions:
            yield from narrator.say_all(where, (self.words.easier, self.words.amber), side)

    def _when(self, where: Where, side: Side) -> Say:
        narrator, manner = self.frame.narrator, self.words.manner_of(self.step.way)
        do = narrator.sided(manner.do, side).text
        return narrator.say_line(where, "when", word=manner.word, do=do[:1].lower() + do[1:])

    def _passage(self, side: Side) -> Iterator[Cue]:
        """From where one is to the ground of the exercise, where that is another."""
        narrator, ready = self.frame.narrator, self._where(self.frame.narrator.screen("screen_ready"))
        before, ground = GROUNDS[self.came_from], GROUNDS[self.step.exercise.position]
        if ground != before:
            yield narrator.say_line(ready, "eyes_to_turn")
            yield from narrator.passage(ready, before, ground, side)

    def _position(self) -> Iterator[Cue]:
        """Into the position of the exercise from another one on its ground."""
        narrator, position, before = self.frame.narrator, self.step.exercise.position, self.came_from
        ready = self._where(narrator.screen("screen_ready"), self._side)
        is_near = GROUNDS[before] == GROUNDS[position]
        is_new = before != position and (is_near or position in ENDS_OF_PASSAGES)
        if self.step.exercise.is_propped or is_new:
            yield from narrator.lead(ready, narrator.words.phrases.positions[position].arrive, self._side)

    def arrive(self) -> Iterator[Cue]:
        """Into the start position, on its ground."""
        narrator = self.frame.narrator
        ready = self._where(narrator.screen("screen_ready"), self._side)
        yield from self._position()
        yield from narrator.lead(ready, self.words.manner_of(self.step.way).arrive, self._side)

    def listen(self) -> Iterator[Cue]:
        """What to know, what will happen at which word, and what to do when it is too much."""
        narrator, words, side = self.frame.narrator, self.words, self._side
        where = self._where(narrator.screen("screen_listen"))
        manner = words.manner_of(self.step.way)
        if narrator.is_full or (narrator.gives_instructions and self.index < LISTEN_TOLD):
            yield narrator.say(where, narrator.one_of("listen", self.index))
        if narrator.is_full:
            yield from narrator.say_all(where, manner.listen[: 1 if self.frame.is_short else None], side)
        if narrator.gives_instructions:
            yield self._when(where, side)
            yield from narrator.say_all(where, (words.easier, words.amber), side)
        yield from self.frame.explains(self.index, where)

    def _tail(self) -> Iterator[Cue]:
        """Every limb back, how many it were, and the rest; in it what comes next."""
        narrator, step, routine = self.frame.narrator, self.step, self.frame.routine
        rest = self._where(narrator.screen("screen_rest"))
        has_sides = step.exercise.side == "each"
        leaving = self._where(narrator.screen("screen_rest"), "right" if has_sides else "")
        yield from narrator.lead(leaving, self.words.manner_of(step.way).leave, leaving.side)
        resting = narrator.words.phrases.positions[step.exercise.position].rest
        yield from narrator.lead(rest, resting)
        is_summed_up = narrator.is_full and step.repetitions > 1 and not self.frame.is_short
        progress = self._progress(rest) if narrator.is_full else None
        if is_summed_up:
            line: CoachLine = "that_is" if step.exercise.side == "none" else "that_is_sides"
            yield narrator.say_line(rest, line, number=narrator.number(step.repetitions))
            yield progress or narrator.say(rest, narrator.one_of("settle", self.index))
        elif progress:
            yield progress
        if self.index == len(routine.steps) - 1:
            return
        half_ms = narrator.options.paced(routine.between_ms) // 2
        if is_summed_up or not resting:  # who sits back rests already, and is not left in silence
            yield Rest(rest, half_ms)
        if self.frame.is_short:
            return
        if narrator.gives_instructions:
            yield self._coming(rest)
        yield narrator.say(rest, narrator.one_of("rest", self.index))
        yield Rest(rest, half_ms)

    def _progress(self, where: Where) -> Say | None:
        """After each third of a longer routine, how many are done and how many are to come."""
        narrator, many, done = self.frame.narrator, len(self.frame.routine.steps), self.index + 1
        if many < LEAST_FOR_PROGRESS or done not in (round(many / 3), round(many * 2 / 3)):
            return None
        line: CoachLine = "progress" if done < many / 2 and many < LONG_STEPS else "progress_late"
        return narrator.say_line(where, line, done=narrator.number(done), left=narrator.number(many - done))

    def _coming(self, where: Where) -> Say:
        """The next exercise, and where it is done."""
        narrator = self.frame.narrator
        coming = self.frame.routine.steps[self.index + 1].exercise
        is_same = GROUNDS[coming.position] == GROUNDS[self.step.exercise.position]
        name = narrator.words.grammar.inside(narrator.words.exercises[coming.id].name)
        place = narrator.sided(narrator.words.phrases.positions[coming.position].where, "left").text
        place = place[:1].lower() + place[1:]
        if is_same and self.step.exercise.is_propped:
            return narrator.say_line(where, "coming_resting", exercise=name)
        return narrator.say_line(where, "coming_same" if is_same else "coming", exercise=name, place=place)

    @property
    def _side(self) -> Side:
        """The side that comes first."""
        return "" if self.step.exercise.side == "none" else "left"

    def _where(self, screen: str, side: Side = "") -> Where:
        return Where(self.step.exercise.id, side, screen=screen)


def _ordinal(index: int, total: int) -> CoachLine:
    if total == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == total - 1 else "next"


def dose(narrator: Narrator, step: Step) -> Phrase:
    """How much of it: "Five times on the left, then on the right, eight seconds each"."""
    if step.unit == "minutes":
        return walk_dose(narrator, step)
    is_lying = step.exercise.position == SIDED
    line = DOSES[step.unit][3 if is_lying else ("none", "each", "alternating").index(step.exercise.side)]
    if line == "dose_hold" and step.repetitions == 1:
        line = "dose_hold_one"
    return narrator.line(
        line,
        times=narrator.count(step.repetitions, "time"),
        time=narrator.count(step.amount, "second"),
        breaths=narrator.count(step.amount, "breath"),
    )
