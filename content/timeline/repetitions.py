"""The repetitions of one exercise. Talk fades: first the whole instruction, then a short form, then counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import HOLD, RELEASE, Count, Hold, Move, Rest, Say, Where
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


@dataclass(frozen=True, slots=True)
class Turn:
    """One repetition on one side."""

    set: int
    repetition: int
    side: Side
    is_second_side: bool
    number: int
    """Counted through the exercise, from 0."""


def turns(step: Step) -> Iterator[Turn]:
    """Every repetition of ``step`` in order."""
    number = 0
    for set_ in range(1, step.sets + 1):
        for repetition, side in _order(step):
            yield Turn(set_, repetition, side, side == "right", number)
            number += 1


def _order(step: Step) -> list[tuple[int, Side]]:
    repetitions = range(1, step.repetitions + 1)
    match step.exercise.side:
        case "none":
            return [(repetition, "") for repetition in repetitions]
        case "each":
            return [(repetition, side) for side in _SIDES for repetition in repetitions]
        case "alternating":
            return [(repetition, side) for repetition in repetitions for side in _SIDES]
        case _:
            assert_never(step.exercise.side)


_SIDES: tuple[Side, Side] = ("left", "right")


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

    def cues(self) -> Iterator[Cue]:
        """All repetitions of all sets, changeovers between sides and sets included."""
        last: Turn | None = None
        for turn in turns(self.step):
            if last is not None:
                yield from self._between(last, turn)
            yield from self._lead(turn)
            yield from self._work(turn)
            if turn.number == 0:
                yield from self._after_the_first(turn)
            yield Rest(self.where(turn, self.coach.screen("rest")), self._rest_ms)
            last = turn

    def _after_the_first(self, turn: Turn) -> Iterator[Cue]:
        """The way back and when to stop: said once, and part of no repetition. The latter under any amount of talk."""
        coach = self.coach
        where = Where(self.step.exercise.id, screen=coach.screen("rest"))
        if self._is_held and coach.gives_instructions and self.words.way_back:
            yield Rest(where, coach.options.paced(COUNT_PAUSE_MS))
            yield coach.say(where, coach.sided(self.words.way_back, turn.side))
        yield Rest(where, coach.options.paced(BREATHER_MS))
        yield coach.say(where, coach.sided(self.words.stop, turn.side))

    @property
    def _is_held(self) -> bool:
        return self.step.unit in ("hold_s", "breaths")

    def where(self, turn: Turn, screen: str = "") -> Where:
        step = self.step
        return _where(
            step.exercise.id,
            turn.side,
            turn.repetition,
            step.repetitions,
            turn.set,
            screen or self.words.screen,
        )

    def _between(self, last: Turn, turn: Turn) -> Iterator[Cue]:
        coach, tempo = self.coach, self.step.exercise.tempo
        if turn.set != last.set:
            where = Where(self.step.exercise.id, screen=coach.screen("rest"))
            yield coach.say_line(where, "next_set", number=coach.number(turn.set))
            yield Rest(where, 2 * self._rest_ms)
        if turn.side != last.side and self.step.exercise.side == "each":
            where = Where(self.step.exercise.id, turn.side, 0, self.step.repetitions, turn.set, coach.screen("change"))
            own = coach.words.phrases.positions[self.step.exercise.position].change
            if own:
                yield coach.needed(where, coach.sided(own, turn.side))
            else:
                yield coach.needed(where, coach.line("change_side", side=coach.words.phrases.sides[turn.side]))
            for sentence in coach.sided_setup(self.manner):
                yield coach.needed(where, coach.sided(sentence, turn.side))
            yield Move(where, coach.options.paced(tempo.settle_ms))

    def _lead(self, turn: Turn) -> Iterator[Cue]:
        """What is said before a repetition, and the time to get into it."""
        coach, where = self.coach, self.where(turn)
        if turn.number == 0 and (coach.gives_instructions or self.step.exercise.avoid):
            sentences = self.manner.movement if coach.is_full else (self.manner.short,)
            yield from coach.say_all(where, sentences, turn.side)
            if coach.is_full and self.words.breathing:
                yield coach.say(where, coach.sided(self.words.breathing, turn.side))
        elif self.step.repetitions > 1 or self.step.exercise.side == "alternating":
            yield Count(where, self._count(turn), coach.options.paced(COUNT_PAUSE_MS))
        if turn.number > 0 and coach.gives_instructions and self._is_early(turn):
            yield coach.say(where, coach.sided(self.manner.short, turn.side))
        if self._is_held and (into_ms := self.step.exercise.tempo.into_ms):
            yield Move(where, coach.options.paced(into_ms))

    def _is_early(self, turn: Turn) -> bool:
        """Whether the short form helps: at the second repetition, and at the first on the other side."""
        if turn.set > 1:
            return False
        if turn.is_second_side or self.step.exercise.side == "alternating":
            return turn.is_second_side and turn.repetition == 1
        return self.coach.is_full and turn.repetition == 2

    def _count(self, turn: Turn) -> Phrase:
        """The number of the repetition; the side, too, when sides alternate."""
        coach = self.coach
        side = coach.words.phrases.sides.get(turn.side, "")
        number = coach.number(turn.repetition)
        if self.step.exercise.side == "alternating":
            if turn.is_second_side:
                return coach.line("side", side=side)
            return coach.line("count_side", number=number, side=side)
        is_last = turn.repetition == self.step.repetitions > 2
        return coach.line("count_last" if is_last else "count", number=number)

    def _work(self, turn: Turn) -> Iterator[Cue]:
        coach, where, amount = self.coach, self.where(turn), self.step.amount
        match self.step.unit:
            case "hold_s":
                hold_ms = amount * 1_000
                yield from self._hold(where, hold_ms, hold_marks(coach, self.words, hold_ms, turn.number, turn.side))
            case "breaths":
                marks = paced_marks(coach, self.words, amount, turn.number, turn.side)
                yield from self._hold(where, sum(breath_ms(coach)) * amount, marks, amount)
            case "move_s":
                move_ms = coach.options.paced(amount * 1_000)
                yield Move(where, move_ms, movement_marks(coach, self.words, move_ms, turn.number, turn.side))
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
