"""The repetitions of one exercise: the same beats each time, in fewer and fewer words.

A breath in, ``go``, the movement into the hold, the hold, ``release``, the way back, a rest. Between ``go`` and the
hold stands nothing but the movement, and between the hold and the rest nothing but the way back: so the first
repetition costs what every other costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from content.timeline.measure import Estimate
from content.timeline.narrator import BREATH_LAG_MS, Narrator
from content.timeline.place import place_cues

if TYPE_CHECKING:
    from content.model.types import Step
    from content.model.words import ExerciseWords, Manner, PositionWords

BREATH_IN_MS = 3_000
"""Before the first ``go`` of a side."""
READY_MS = 2_000
"""Between the number of a repetition and its ``go``, and the least time of a movement."""
COUNTDOWN_FROM = 3
COUNTDOWN_LEAST_MS = 8_000
"""A shorter hold has no countdown: it would be nothing else."""
HALFWAY_LEAST_MS = 20_000
LONG_MS = 15_000
"""A hold of this length has a cue for the fault and one for the breath."""
AFTER_TONE_MS = 2_000
"""From the start of a breath tone, or of the words in its place, to a cue."""
CUE_AT_MS = 1_600
"""When the cue of a hold comes; in a short hold after a fifth of it."""
SHORT_HOLD_S = 5
FEW = 1
"""With no more repetitions than this the other side comes within a minute."""
PROPPED_MS = 59_000
"""So long at most, as the estimate measures its parts, wrists and knees or elbows carry the body without a rest."""
_SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(slots=True)
class Repeater:
    """Compiles the repetitions of one step."""

    narrator: Narrator
    step: Step
    words: ExerciseWords
    rest_percent: int = 100
    turn: int = 0
    """With which of the sentences that take turns it begins."""

    def repetitions(self) -> Iterator[Repetition]:
        """All repetitions of all sets, with what lies between them."""
        step, index, last = self.step, count(), None
        at_once = self._at_once()
        for set_, (sides, number) in product(range(1, step.sets + 1), self._order()):
            wheres = [
                Where(step.exercise.id, side, number, step.repetitions, set_, self.words.screen) for side in sides
            ]
            during = tuple(cue for where in wheres for cue in self._cues(where, next(index)))
            is_tired = step.exercise.needs_rests and (number - 1) % at_once == 0
            before = tuple(self._between(last, wheres[0], is_tired)) if last else ()
            yield Repetition(set_, "" if len(wheres) > 1 else sides[0], number, during, before)
            last = wheres[-1]

    def _at_once(self) -> int:
        """How many repetitions of a side follow each other without a rest, in groups of about one size.

        Wrists and knees, or elbows, carry the body for a minute at most, with the longest way in and out.
        """
        many = self.step.repetitions
        if not self.step.exercise.needs_rests:
            return many
        narrator, manner = self.narrator, self._manner
        first = (*self._position.arrive[1:], *manner.arrive, *manner.leave)
        way_ms = max(
            self._about_ms(narrator.lead(Where(), steps)) for steps in (first, (*manner.change, *manner.leave))
        )
        where = Where(self.step.exercise.id, "left" if self.step.exercise.side == "each" else "", 1, many, 1)
        longest_ms = self._about_ms(self._cues(where, 0))
        groups = -(-many // max(1, (PROPPED_MS - way_ms) // longest_ms))
        return -(-many // groups)

    @staticmethod
    def _about_ms(cues: Iterable[Cue]) -> int:
        return place_cues(tuple(cues), Estimate()).length_ms

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

    def _between(self, last: Where, coming: Where, is_tired: bool) -> Iterator[Cue]:
        """The rest before a new set, and the way into the other side.

        Who has been propped up for long enough, ``is_tired``, comes out of it, rests, and takes it up again.
        """
        narrator = self.narrator
        is_new_side = coming.side != last.side and self.step.exercise.side == "each"
        rest = Where(self.step.exercise.id, last.side, screen=narrator.screen("screen_rest"))
        screen = narrator.screen("screen_change" if is_new_side else "screen_ready")
        ready = replace(rest, side=coming.side, screen=screen)
        if is_new_side or is_tired:
            yield from narrator.lead(rest, self._manner.leave, last.side)
        if is_tired:
            yield from narrator.lead(rest, self._position.rest)
        if coming.set != last.set:
            yield narrator.say_line(rest, "next_set", number=narrator.number(coming.set))
            yield Rest(rest, 2 * self._rest_ms)
        if is_tired:
            yield from narrator.lead(ready, self._position.arrive[:1], coming.side)
        if is_new_side or is_tired:
            steps = self._manner.change if is_new_side else self._manner.arrive
            yield from narrator.lead(ready, steps, coming.side)

    def _cues(self, where: Where, index: int) -> Iterator[Cue]:
        """One repetition on one side; ``index`` counts them through the whole exercise, from 0."""
        yield from self._lead(where)
        yield from self._work(where, index)
        rest = replace(where, screen=self.narrator.screen("screen_rest"))
        yield Rest(rest, self._rest_ms)

    def _lead(self, where: Where) -> Iterator[Cue]:
        """The breath before it, after its number or instead of it."""
        narrator = self.narrator
        ready = replace(where, screen=narrator.screen("screen_breathe"))
        if where.repetition == 1 and not self._is_second_of_two(where):
            yield Say(ready, narrator.line("in"), is_needed=True)
            yield Rest(ready, narrator.options.at_least(BREATH_IN_MS, READY_MS))
            return
        if not self._is_second_of_two(where):
            yield Count(where, self._count(where))
        yield Rest(ready, narrator.options.at_least(READY_MS))

    def _is_second_of_two(self, where: Where) -> bool:
        return self.step.exercise.side == "alternating" and where.side == "right"

    def _count(self, where: Where) -> Phrase:
        if where.repetition == where.of:
            is_pair = self.step.exercise.side == "alternating"
            return self.narrator.line("count_last_turn" if is_pair else "count_last")
        return self.narrator.line("count", number=self.narrator.number(where.repetition))

    def _form(self, where: Where, forms: tuple[str, ...], many: int) -> Phrase:
        """In full for the first ``many`` repetitions and the last, else in short; with less talk in full once."""
        is_full = where.repetition <= many or where.repetition == where.of
        if not self.narrator.is_full:
            is_full = where.repetition == 1
        return self.narrator.sided(forms[0 if is_full else 1], where.side)

    def _work(self, where: Where, index: int) -> Iterator[Cue]:
        """``go``, the movement and its hold, the way back."""
        narrator, tempo, amount = self.narrator, self.step.exercise.tempo, self.step.amount
        yield Say(where, self._form(where, self._manner.go, 2), is_needed=True)
        match self.step.unit:
            case "hold_s":
                yield from self._hold(where, amount * 1_000, tuple(self._hold_marks(amount * 1_000, where, index)))
            case "breaths":
                marks = self._paced_marks(amount, where, index)
                yield from self._hold(where, sum(narrator.options.breath_ms) * amount, marks, amount)
            case "move_s":
                yield from self._move(where, index)
                return
            case "minutes":
                raise AssertionError("a walk has phases, not repetitions")
            case _:
                assert_never(self.step.unit)
        yield Move(where, narrator.options.at_least(tempo.out_ms, READY_MS))

    def _hold(self, where: Where, hold_ms: int, marks: tuple[Mark, ...], breaths: int = 0) -> Iterator[Cue]:
        """From bell to bell, the words for the way back after it; without bells from word to word."""
        into_ms = self.narrator.options.at_least(self.step.exercise.tempo.into_ms, READY_MS)
        release = self._form(where, self._manner.release, 1)
        if not self.narrator.options.chimes:
            start = self.narrator.line("stay" if breaths else "hold")
            yield Hold(where, hold_ms, start, release, marks, breaths, into_ms)
            return
        yield Hold(where, hold_ms, HOLD, RELEASE, marks, breaths, into_ms)
        yield Say(where, release, is_needed=True)

    def _move(self, where: Where, index: int) -> Iterator[Cue]:
        """There and back, each half of it; within the dose under any pace."""
        given = self.step.exercise.dose.range_of("move_s")
        move_ms = self.narrator.options.paced(self.step.amount * 1_000)
        if given:
            move_ms = max(given.least * 1_000, min(given.most * 1_000, move_ms))
        marks = [Mark(move_ms // 2, Rank.RELEASE, self._form(where, self._manner.release, 1))]
        cue = self._cue(where, index)
        yield Move(where, move_ms, (*marks, *([Mark(move_ms // 10, *cue)] if cue else [])))

    # Inside a hold ----------------------------------------------------------------------------------------------------

    def _hold_marks(self, hold_ms: int, where: Where, index: int) -> Iterator[Mark]:
        """What sounds inside a hold counted in seconds."""
        narrator = self.narrator
        if hold_ms >= COUNTDOWN_LEAST_MS and self._is_counted_down(where, index):
            for left in range(COUNTDOWN_FROM, 0, -1):
                number = narrator.line("countdown", number=narrator.number(left))
                yield Mark(hold_ms - 1_000 * left, Rank.COUNTDOWN, number)
        if narrator.gives_instructions and hold_ms >= HALFWAY_LEAST_MS:
            yield Mark(hold_ms // 2, Rank.HALFWAY, narrator.line("halfway"))
        if cue := self._cue(where, index):
            yield Mark(min(CUE_AT_MS, hold_ms // 5), *cue)
            if self._is_long and narrator.gives_instructions:
                is_breath = cue[0] is Rank.BREATHING
                other = self._fault(where) if is_breath else self._breath(index)
                yield Mark(hold_ms * 3 // 5, *other)

    def _is_counted_down(self, where: Where, index: int) -> bool:
        match self.narrator.options.countdown:
            case "all":
                return True
            case "ends":
                return index == 0 or where.repetition == where.of
            case "none":
                return False

    def _cue(self, where: Where, index: int) -> tuple[Rank, Phrase] | None:
        """Of the first hold of a side the one for the common fault, then for the breath, another, none, and so on.

        Where the breath is paced, the turn of the breath is that of another. With the least talk there is one in the
        whole exercise: to keep breathing.
        """
        narrator, number = self.narrator, where.repetition - 1
        if self.step.exercise.side == "alternating":
            number = index
        if not narrator.gives_instructions:
            return (Rank.FAULT, narrator.one_of("breathe", 0)) if index == 0 else None
        if number == 0:
            return self._fault(where)
        if number % 3 == 0 and not self._is_long:
            return None
        if number % 3 == 1 and self.step.unit == "hold_s":
            return self._breath(index)
        others = self.words.cues[1:] or self.words.cues
        before = self._others(number) + (self._others(self.step.repetitions) if where.side == "right" else 0)
        return Rank.ENCOURAGEMENT, narrator.sided(others[before % len(others)], where.side)

    def _others(self, many: int) -> int:
        """How many of the first ``many`` holds of a side have a cue that is neither for the fault nor the breath."""
        return many // 3 if self.step.unit == "hold_s" else many - 1 - (many - 1) // 3

    @property
    def _is_long(self) -> bool:
        return self.step.unit == "hold_s" and self.step.amount * 1_000 >= LONG_MS

    def _fault(self, where: Where) -> tuple[Rank, Phrase]:
        """The cue for the common fault; the last one where that was heard a moment ago, on the first side."""
        is_soon = where.side == "right" and self.step.repetitions <= FEW
        return Rank.FAULT, self.narrator.sided(self.words.cues[-1 if is_soon else 0], where.side)

    def _breath(self, index: int) -> tuple[Rank, Phrase]:
        """In a short hold one of the first two, which ask for no whole breath."""
        turn = index + self.turn
        if self.step.unit == "hold_s" and self.step.amount < SHORT_HOLD_S:
            turn %= 2
        return Rank.BREATHING, self.narrator.one_of("breathe", turn)

    def _paced_marks(self, breaths: int, where: Where, index: int) -> tuple[Mark, ...]:
        """What sounds inside a hold of ``breaths``: breath cues, and one cue of the exercise while breathing out."""
        narrator = self.narrator
        marks = narrator.breath_marks(breaths, has_words=where.repetition == 1)
        cue = self._cue(where, index) if narrator.gives_instructions else None
        if cue is None:
            return marks
        return (*marks, Mark(BREATH_LAG_MS + narrator.options.breath_ms[0] + AFTER_TONE_MS, *cue))

    @property
    def _position(self) -> PositionWords:
        return self.narrator.words.phrases.positions[self.step.exercise.position]

    @property
    def _manner(self) -> Manner:
        return self.words.manner_of(self.step.way)

    @property
    def _rest_ms(self) -> int:
        return self.narrator.options.paced(self.step.exercise.tempo.rest_ms * self.rest_percent // 100)
