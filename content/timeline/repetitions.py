"""The repetitions of one exercise. Talk fades: first the whole instruction, then a short form, then counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, product
from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import HOLD, RELEASE, Count, Hold, Move, Repetition, Rest, Say, Where
from content.timeline.marks import breath_ms, hold_marks, movement_marks, paced_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.types import Step
    from content.model.words import ExerciseWords, Manner
    from content.timeline.cues import Cue, Mark, Phrase, Side
    from content.timeline.narrator import Narrator

COUNT_PAUSE_MS = 250
BREATHER_MS = 1_000
"""Before the sentence on when to stop."""
MOVE_GAP_MS = 400
"""At least so much between two repetitions, at the usual pace."""
_SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True, slots=True)
class _Effort:
    """A repetition on one side: what is held, or moved, once."""

    where: Where
    index: int
    """Counted through the whole exercise, from 0."""

    @property
    def side(self) -> Side:
        return self.where.side


@dataclass(frozen=True, slots=True)
class Repeater:
    """Compiles the repetitions of one step."""

    narrator: Narrator
    step: Step
    words: ExerciseWords
    rest_percent: int = 100

    def repetitions(self) -> Iterator[Repetition]:
        """All repetitions of all sets, changeovers between sides and sets included."""
        last: Where | None = None
        for efforts in self._efforts():
            where = efforts[0].where
            before = tuple(self._between(last, where)) if last else ()
            cues = tuple(cue for effort in efforts for cue in self._cues(effort))
            yield Repetition(where.set, "" if len(efforts) > 1 else where.side, where.repetition, cues, before)
            last = efforts[-1].where

    def _efforts(self) -> Iterator[tuple[_Effort, ...]]:
        """What each repetition consists of, in order."""
        step, indices = self.step, count()
        for set_, (sides, number) in product(range(1, step.sets + 1), self._order()):
            wheres = (
                Where(step.exercise.id, side, number, step.repetitions, set_, self.words.screen) for side in sides
            )
            yield tuple(_Effort(where, next(indices)) for where in wheres)

    def _order(self) -> list[tuple[tuple[Side, ...], int]]:
        """The repetitions of one set: the sides of each, and its number."""
        numbers = range(1, self.step.repetitions + 1)
        match self.step.exercise.side:
            case "none":
                return [(("",), number) for number in numbers]
            case "each":
                return [((side,), number) for side in _SIDES for number in numbers]
            case "alternating":
                return [(_SIDES, number) for number in numbers]
            case _:
                assert_never(self.step.exercise.side)

    def _between(self, last: Where, coming: Where) -> Iterator[Cue]:
        """What is said between two repetitions, and the time to get there."""
        narrator, exercise = self.narrator, self.step.exercise
        if coming.set != last.set:
            where = Where(exercise.id, screen=narrator.screen("screen_rest"))
            yield narrator.say_line(where, "next_set", number=narrator.number(coming.set))
            yield Rest(where, 2 * self._rest_ms)
        if coming.side != last.side and exercise.side == "each":
            where = replace(coming, repetition=0, screen=narrator.screen("screen_change"))
            own = narrator.words.phrases.positions[exercise.position].change
            side_line = narrator.line("change_side", side=narrator.side_name(coming.side))
            yield narrator.needed(where, narrator.sided(own, coming.side) if own else side_line)
            for sentence in narrator.sided_setup(self._manner):
                yield narrator.needed(where, narrator.sided(sentence, coming.side))
            yield Move(where, narrator.options.paced(exercise.tempo.settle_ms))

    def _cues(self, effort: _Effort) -> Iterator[Cue]:
        yield from self._lead(effort)
        yield from self._work(effort)
        if effort.index == 0:
            yield from self._after_the_first(effort)
        yield Rest(replace(effort.where, screen=self.narrator.screen("screen_rest")), self._rest_ms)

    def _lead(self, effort: _Effort) -> Iterator[Cue]:
        """What is said before a repetition, and the time to get into it."""
        narrator, step, where = self.narrator, self.step, effort.where
        if effort.index == 0 and (narrator.gives_instructions or step.exercise.avoid):
            sentences = self._manner.movement if narrator.is_full else (self._manner.short,)
            yield from narrator.say_all(where, sentences, effort.side)
            if narrator.is_full and self.words.breathing:
                yield narrator.say(where, narrator.sided(self.words.breathing, effort.side))
        elif step.repetitions > 1 or step.exercise.side == "alternating":
            yield Count(where, self._count(where), narrator.options.paced(COUNT_PAUSE_MS))
        if effort.index > 0 and narrator.gives_instructions and self._is_early(where):
            yield narrator.say(where, narrator.sided(self._manner.short, effort.side))
        if self._is_held and (into_ms := step.exercise.tempo.into_ms):
            yield Move(where, narrator.options.paced(into_ms))

    def _is_early(self, where: Where) -> bool:
        """Whether the short form helps: at the second repetition, and at the first on the other side."""
        if where.set > 1:
            return False
        if where.side == "right" or self.step.exercise.side == "alternating":
            return where.side == "right" and where.repetition == 1
        return self.narrator.is_full and where.repetition == 2

    def _count(self, where: Where) -> Phrase:
        """The number of the repetition; the side, too, when sides alternate."""
        narrator = self.narrator
        side, number = narrator.side_name(where.side), narrator.number(where.repetition)
        if self.step.exercise.side == "alternating":
            if where.side == "right":
                return narrator.line("side", side=side)
            return narrator.line("count_side", number=number, side=side)
        is_last = where.repetition == where.of > 2
        return narrator.line("count_last" if is_last else "count", number=number)

    def _work(self, effort: _Effort) -> Iterator[Cue]:
        narrator, words, amount = self.narrator, self.words, self.step.amount
        match self.step.unit:
            case "hold_s":
                hold_ms = amount * 1_000
                marks = hold_marks(narrator, words, hold_ms, effort.index, effort.side)
                yield from self._hold(effort.where, hold_ms, marks)
            case "breaths":
                marks = paced_marks(narrator, words, amount, effort.index, effort.side)
                yield from self._hold(effort.where, sum(breath_ms(narrator)) * amount, marks, amount)
            case "move_s":
                move_ms = narrator.options.paced(amount * 1_000)
                yield Move(effort.where, move_ms, movement_marks(narrator, words, move_ms, effort.index, effort.side))
            case "minutes":
                raise AssertionError("a walk has phases, not repetitions")
            case _:
                assert_never(self.step.unit)

    def _hold(self, where: Where, hold_ms: int, marks: tuple[Mark, ...], breaths: int = 0) -> Iterator[Cue]:
        """From bell to bell, the words outside; without bells from one word to the other."""
        hold, release = self.narrator.line("hold"), self.narrator.line("release")
        if not self.narrator.options.chimes:
            yield Hold(where, hold_ms, hold, release, marks, breaths)
            return
        yield Say(where, hold, is_needed=True)
        yield Hold(where, hold_ms, HOLD, RELEASE, marks, breaths)
        yield Say(where, release, is_needed=True)

    def _after_the_first(self, effort: _Effort) -> Iterator[Cue]:
        """The way back, once; and when to stop, under any amount of talk."""
        narrator = self.narrator
        where = Where(self.step.exercise.id, screen=narrator.screen("screen_rest"))
        if self._is_held and narrator.gives_instructions and self.words.way_back:
            yield Rest(where, narrator.options.paced(COUNT_PAUSE_MS))
            yield narrator.say(where, narrator.sided(self.words.way_back, effort.side))
        yield Rest(where, narrator.options.paced(BREATHER_MS))
        yield narrator.say(where, narrator.sided(self.words.stop, effort.side))

    @property
    def _manner(self) -> Manner:
        return self.words.manner_of(self.step.way)

    @property
    def _is_held(self) -> bool:
        return self.step.unit in ("hold_s", "breaths")

    @property
    def _rest_ms(self) -> int:
        rest_ms = max(self.step.exercise.tempo.rest_ms, MOVE_GAP_MS)
        return self.narrator.options.paced(rest_ms * self.rest_percent // 100)
