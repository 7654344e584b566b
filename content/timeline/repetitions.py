"""The repetitions of one exercise. Talk fades: first the whole instruction, then a short form, then counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count, product
from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import HOLD, RELEASE, Count, Hold, Move, Repetition, Rest, Say, Where
from content.timeline.marks import breath_ms, hold_marks, movement_marks, paced_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.types import Step
    from content.model.words import ExerciseWords, Manner
    from content.timeline.coach import Coach
    from content.timeline.cues import Cue, Mark, Phrase, Side

COUNT_PAUSE_MS = 250
BREATHER_MS = 1_000
"""Before the sentence on when to stop."""
MOVE_GAP_MS = 400
"""At least so much between two repetitions, at the usual pace."""


_SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True, slots=True)
class _Effort:
    """A repetition on one side: what is held, or moved, once."""

    set: int
    side: Side
    repetition: int
    count: int
    """Counted through the whole exercise, from 0."""

    @property
    def is_second_side(self) -> bool:
        return self.side == "right"


_where = lru_cache(maxsize=16)(Where)
"""The cues of a repetition share one place."""


@dataclass(frozen=True, slots=True)
class Repeater:
    """Compiles the repetitions of one step."""

    coach: Coach
    step: Step
    words: ExerciseWords
    rest_percent: int = 100

    @property
    def manner(self) -> Manner:
        return self.words.manner_of(self.step.way)

    def repetitions(self) -> Iterator[Repetition]:
        """All repetitions of all sets, changeovers between sides and sets included."""
        last: _Effort | None = None
        for efforts in self._efforts():
            first = efforts[0]
            before = tuple(self._between(last, first)) if last else ()
            cues = tuple(cue for effort in efforts for cue in self._cues(effort))
            side = first.side if len(efforts) == 1 else ""
            yield Repetition(first.set, side, first.repetition, cues, before)
            last = efforts[-1]

    def _efforts(self) -> Iterator[tuple[_Effort, ...]]:
        """What each repetition consists of, in order."""
        counter = count()
        for set_, (sides, repetition) in product(range(1, self.step.sets + 1), self._order()):
            yield tuple(_Effort(set_, side, repetition, next(counter)) for side in sides)

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

    def _cues(self, effort: _Effort) -> Iterator[Cue]:
        yield from self._lead(effort)
        yield from self._work(effort)
        if effort.count == 0:
            yield from self._after_the_first(effort)
        yield Rest(self.where(effort, self.coach.screen("rest")), self._rest_ms)

    def _after_the_first(self, effort: _Effort) -> Iterator[Cue]:
        """The way back and when to stop: said once, and part of no repetition. The latter under any amount of talk."""
        coach = self.coach
        where = Where(self.step.exercise.id, screen=coach.screen("rest"))
        if self._is_held and coach.gives_instructions and self.words.way_back:
            yield Rest(where, coach.options.paced(COUNT_PAUSE_MS))
            yield coach.say(where, coach.sided(self.words.way_back, effort.side))
        yield Rest(where, coach.options.paced(BREATHER_MS))
        yield coach.say(where, coach.sided(self.words.stop, effort.side))

    @property
    def _is_held(self) -> bool:
        return self.step.unit in ("hold_s", "breaths")

    def where(self, effort: _Effort, screen: str = "") -> Where:
        step = self.step
        return _where(
            step.exercise.id,
            effort.side,
            effort.repetition,
            step.repetitions,
            effort.set,
            screen or self.words.screen,
        )

    def _between(self, last: _Effort, effort: _Effort) -> Iterator[Cue]:
        """What is told between two repetitions, and the time to get there."""
        coach, exercise = self.coach, self.step.exercise
        if effort.set != last.set:
            where = Where(exercise.id, screen=coach.screen("rest"))
            yield coach.say_line(where, "next_set", number=coach.number(effort.set))
            yield Rest(where, 2 * self._rest_ms)
        if effort.side != last.side and exercise.side == "each":
            where = Where(exercise.id, effort.side, 0, self.step.repetitions, effort.set, coach.screen("change"))
            own = coach.words.phrases.positions[exercise.position].change
            if own:
                yield coach.needed(where, coach.sided(own, effort.side))
            else:
                yield coach.needed(where, coach.line("change_side", side=coach.words.phrases.sides[effort.side]))
            for sentence in coach.sided_setup(self.manner):
                yield coach.needed(where, coach.sided(sentence, effort.side))
            yield Move(where, coach.options.paced(exercise.tempo.settle_ms))

    def _lead(self, effort: _Effort) -> Iterator[Cue]:
        """What is said before a repetition, and the time to get into it."""
        coach, where = self.coach, self.where(effort)
        if effort.count == 0 and (coach.gives_instructions or self.step.exercise.avoid):
            sentences = self.manner.movement if coach.is_full else (self.manner.short,)
            yield from coach.say_all(where, sentences, effort.side)
            if coach.is_full and self.words.breathing:
                yield coach.say(where, coach.sided(self.words.breathing, effort.side))
        elif self.step.repetitions > 1 or self.step.exercise.side == "alternating":
            yield Count(where, self._count(effort), coach.options.paced(COUNT_PAUSE_MS))
        if effort.count > 0 and coach.gives_instructions and self._is_early(effort):
            yield coach.say(where, coach.sided(self.manner.short, effort.side))
        if self._is_held and (into_ms := self.step.exercise.tempo.into_ms):
            yield Move(where, coach.options.paced(into_ms))

    def _is_early(self, effort: _Effort) -> bool:
        """Whether the short form helps: at the second repetition, and at the first on the other side."""
        if effort.set > 1:
            return False
        if effort.is_second_side or self.step.exercise.side == "alternating":
            return effort.is_second_side and effort.repetition == 1
        return self.coach.is_full and effort.repetition == 2

    def _count(self, effort: _Effort) -> Phrase:
        """The number of the repetition; the side, too, when sides alternate."""
        coach = self.coach
        side = coach.words.phrases.sides.get(effort.side, "")
        number = coach.number(effort.repetition)
        if self.step.exercise.side == "alternating":
            if effort.is_second_side:
                return coach.line("side", side=side)
            return coach.line("count_side", number=number, side=side)
        is_last = effort.repetition == self.step.repetitions > 2
        return coach.line("count_last" if is_last else "count", number=number)

    def _work(self, effort: _Effort) -> Iterator[Cue]:
        coach, where, amount = self.coach, self.where(effort), self.step.amount
        match self.step.unit:
            case "hold_s":
                hold_ms = amount * 1_000
                yield from self._hold(where, hold_ms, hold_marks(coach, self.words, hold_ms, effort.count, effort.side))
            case "breaths":
                marks = paced_marks(coach, self.words, amount, effort.count, effort.side)
                yield from self._hold(where, sum(breath_ms(coach)) * amount, marks, amount)
            case "move_s":
                move_ms = coach.options.paced(amount * 1_000)
                yield Move(where, move_ms, movement_marks(coach, self.words, move_ms, effort.count, effort.side))
            case "minutes":
                raise AssertionError("a walk has phases, not repetitions")
            case _:
                assert_never(self.step.unit)

    def _hold(self, where: Where, hold_ms: int, marks: tuple[Mark, ...], breaths: int = 0) -> Iterator[Cue]:
        """From bell to bell, the words outside; without bells from one word to the other."""
        hold, release = self.coach.line("hold"), self.coach.line("release")
        if not self.coach.options.chimes:
            yield Hold(where, hold_ms, hold, release, marks, breaths)
            return
        yield Say(where, hold, is_needed=True)
        yield Hold(where, hold_ms, HOLD, RELEASE, marks, breaths)
        yield Say(where, release, is_needed=True)

    @property
    def _rest_ms(self) -> int:
        rest_ms = max(self.step.exercise.tempo.rest_ms, MOVE_GAP_MS)
        return self.coach.options.paced(rest_ms * self.rest_percent // 100)
