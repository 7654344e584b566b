"""The repetitions of one exercise. Talk fades: first the whole instruction, then a short form, then counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, product
from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import (
    HOLD,
    RELEASE,
    Count,
    Cue,
    Hold,
    Mark,
    Move,
    Phrase,
    Rank,
    Repetition,
    Rest,
    Say,
    Side,
    Where,
)
from content.timeline.narrator import BREATH_LAG_MS, Narrator

if TYPE_CHECKING:
    from content.model.types import Step
    from content.model.words import ExerciseWords, Manner

COUNT_PAUSE_MS = 250
BREATHER_MS = 1_000
"""Before the sentence on when to stop."""
MOVE_GAP_MS = 400
"""At least so much between two repetitions, at the usual pace."""
COUNTDOWN_FROM = 3
COUNTDOWN_LEAST_MS = 5_000
"""A shorter hold has no countdown: it would be nothing else."""
HALFWAY_LEAST_MS = 15_000
ENCOURAGE_AT_MS = 1_800
_SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(slots=True)
class Repeater:
    """Compiles the repetitions of one step."""

    narrator: Narrator
    step: Step
    words: ExerciseWords
    rest_percent: int = 100

    def repetitions(self) -> Iterator[Repetition]:
        """All repetitions of all sets, changeovers between sides and sets included."""
        step, index, last = self.step, count(), None
        for set_, (sides, number) in product(range(1, step.sets + 1), self._order()):
            wheres = [
                Where(step.exercise.id, side, number, step.repetitions, set_, self.words.screen) for side in sides
            ]
            before = tuple(self._between(last, wheres[0])) if last else ()
            during = tuple(cue for where in wheres for cue in self._cues(where, next(index)))
            yield Repetition(set_, "" if len(wheres) > 1 else sides[0], number, during, before)
            last = wheres[-1]

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
            yield narrator.say(where, narrator.sided(own, coming.side) if own else side_line, is_needed=True)
            for sentence in narrator.sided_setup(self._manner):
                yield narrator.say(where, narrator.sided(sentence, coming.side), is_needed=True)
            yield Move(where, narrator.options.paced(exercise.tempo.settle_ms))

    def _cues(self, where: Where, index: int) -> Iterator[Cue]:
        """One repetition on one side; ``index`` counts them through the whole exercise, from 0."""
        yield from self._lead(where, index)
        yield from self._work(where, index)
        if index == 0:
            yield from self._after_the_first(where.side)
        yield Rest(replace(where, screen=self.narrator.screen("screen_rest")), self._rest_ms)

    def _lead(self, where: Where, index: int) -> Iterator[Cue]:
        """What is said before a repetition, and the time to get into it."""
        narrator, step = self.narrator, self.step
        if index == 0 and (narrator.gives_instructions or step.exercise.avoid):
            sentences = self._manner.movement if narrator.is_full else (self._manner.short,)
            yield from narrator.say_all(where, sentences, where.side)
            if narrator.is_full and self.words.breathing:
                yield narrator.say(where, narrator.sided(self.words.breathing, where.side))
        elif step.repetitions > 1 or step.exercise.side == "alternating":
            yield Count(where, self._count(where), narrator.options.paced(COUNT_PAUSE_MS))
        if index > 0 and narrator.gives_instructions and self._is_early(where):
            yield narrator.say(where, narrator.sided(self._manner.short, where.side))
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

    def _work(self, where: Where, index: int) -> Iterator[Cue]:
        narrator, amount = self.narrator, self.step.amount
        match self.step.unit:
            case "hold_s":
                yield from self._hold(where, amount * 1_000, tuple(self._hold_marks(amount * 1_000, index, where.side)))
            case "breaths":
                marks = self._paced_marks(amount, index, where.side)
                yield from self._hold(where, sum(narrator.options.breath_ms) * amount, marks, amount)
            case "move_s":
                move_ms = narrator.options.paced(amount * 1_000)
                yield Move(where, move_ms, tuple(self._movement_marks(move_ms, index, where.side)))
            case "minutes":
                raise AssertionError("a walk has phases, not repetitions")
            case _:
                assert_never(self.step.unit)

    def _hold_marks(self, hold_ms: int, index: int, side: Side) -> Iterator[Mark]:
        """What sounds inside a hold counted in seconds."""
        narrator = self.narrator
        if narrator.options.countdown and hold_ms >= COUNTDOWN_LEAST_MS:
            for left in range(COUNTDOWN_FROM, 0, -1):
                number = narrator.line("countdown", number=narrator.number(left))
                yield Mark(hold_ms - 1_000 * left, Rank.COUNTDOWN, number)
        if narrator.gives_instructions and hold_ms >= HALFWAY_LEAST_MS:
            yield Mark(hold_ms // 2, Rank.HALFWAY, narrator.line("halfway"))
        yield from self._encourage(ENCOURAGE_AT_MS, index, side)

    def _paced_marks(self, breaths: int, index: int, side: Side) -> tuple[Mark, ...]:
        """What sounds inside a hold of ``breaths``: breath cues, and one cue of the exercise while breathing out."""
        narrator, cues = self.narrator, self.words.cues
        marks = narrator.breath_marks(breaths, has_words=index == 0)
        if not narrator.is_full or not cues:
            return marks
        offset_ms = BREATH_LAG_MS + narrator.options.breath_ms[0] + ENCOURAGE_AT_MS
        return (*marks, Mark(offset_ms, Rank.ENCOURAGEMENT, narrator.sided(cues[index % len(cues)], side)))

    def _movement_marks(self, move_ms: int, index: int, side: Side) -> Iterator[Mark]:
        """What starts the way there and the way back, and a cue on the way."""
        yield Mark(BREATH_LAG_MS, Rank.BREATHING, self.narrator.sided(self.words.go, side))
        yield Mark(move_ms // 2, Rank.BREATHING, self.narrator.sided(self.words.back, side))
        yield from self._encourage(move_ms // 2 + ENCOURAGE_AT_MS, index, side)

    def _encourage(self, offset_ms: int, index: int, side: Side) -> Iterator[Mark]:
        """Breathing at the first repetition and every third after it, the cues of the exercise in between."""
        narrator, cues = self.narrator, self.words.cues
        if not narrator.is_full:
            return
        if index % 3 == 0 or not cues:
            phrase = narrator.one_of("breathe", index // 3)
        else:
            phrase = narrator.sided(cues[(index - index // 3 - 1) % len(cues)], side)
        yield Mark(offset_ms, Rank.ENCOURAGEMENT, phrase)

    def _hold(self, where: Where, hold_ms: int, marks: tuple[Mark, ...], breaths: int = 0) -> Iterator[Cue]:
        """From bell to bell, the words outside; without bells from one word to the other."""
        hold, release = self.narrator.line("hold"), self.narrator.line("release")
        if not self.narrator.options.chimes:
            yield Hold(where, hold_ms, hold, release, marks, breaths)
            return
        yield Say(where, hold, is_needed=True)
        yield Hold(where, hold_ms, HOLD, RELEASE, marks, breaths)
        yield Say(where, release, is_needed=True)

    def _after_the_first(self, side: Side) -> Iterator[Cue]:
        """The way back, once; and when to stop, under any amount of talk."""
        narrator = self.narrator
        where = Where(self.step.exercise.id, screen=narrator.screen("screen_rest"))
        if self._is_held and narrator.gives_instructions and self.words.way_back:
            yield Rest(where, narrator.options.paced(COUNT_PAUSE_MS))
            yield narrator.say(where, narrator.sided(self.words.way_back, side))
        yield Rest(where, narrator.options.paced(BREATHER_MS))
        yield narrator.say(where, narrator.sided(self.words.stop, side))

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
