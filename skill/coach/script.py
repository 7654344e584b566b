"""A routine cut into turns: each a chapter, or a natural part of one, small enough for one answer of the speaker.

A chapter that is too long is cut at the change of sides, then between repetitions, into parts of about one length.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from content.timeline.compile import compile_timeline
from content.timeline.cues import Chapter, Move, Timeline, Where
from content.timeline.narrator import Narrator
from content.timeline.place import place
from skill.coach.state import OPENING, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from content.model.types import Routine, Step
    from content.model.words import Words
    from content.timeline.cues import Cue, Repetition, Say, Side
    from content.timeline.measure import Measure
    from content.timeline.options import Options
    from content.timeline.place import Placed

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
    narrator: Narrator
    chapters: tuple[Chapter, ...]
    """The opening, a chapter for each step, the ending."""
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

    def chapter(self, spot: Spot) -> Chapter:
        return self.chapters[min(max(spot.step, OPENING), self.last_step + 1) + 1]

    def index_of(self, spot: Spot) -> int:
        """Which repetition of its chapter ``spot`` names, from 0; the last one before it where it is not there."""
        repetitions = self.chapter(spot).repetitions
        order = [(each.set, each.side == "right", each.number) for each in repetitions]
        wanted = (spot.set, spot.side == "right" and any(each.side for each in repetitions), spot.repetition)
        return max((index for index, each in enumerate(order) if each <= wanted), default=0)

    def spot_of(self, step: int, index: int) -> Spot:
        """Where repetition ``index`` of a step begins; after the last one the next step."""
        repetitions = self.chapter(Spot(step)).repetitions
        if index >= len(repetitions):
            return Spot(step + 1)
        return Spot(step, repetitions[index].set, repetitions[index].side, repetitions[index].number)

    def turn(self, spot: Spot, is_again: bool = False) -> Turn:
        """The turn that begins at ``spot``; ``is_again``: with the start position told anew."""
        key = spot, is_again
        if key not in self._turns:
            self._turns[key] = self._cut(spot, is_again)
        return self._turns[key]

    def clock(self, turn: Turn, measure: Measure) -> Clock:
        """``turn`` with its times, by ``measure``."""
        key = turn.spot, turn.is_again
        if key not in self._clocks:
            placement = place(Timeline("", "", "", (Chapter("", "", turn.cues),)), measure)
            self._clocks[key] = Clock(placement.chapters[0].cues, placement.length_ms)
        return self._clocks[key]

    def _cut(self, spot: Spot, is_again: bool) -> Turn:
        chapter, step = self.chapter(spot), self.step_at(spot)
        if step is None or not chapter.repetitions:
            return Turn(spot, chapter.cues, Spot(spot.step + 1), is_again)
        first = self.index_of(spot) if spot.repetition else 0
        begun = chapter.repetitions[first]
        lead = chapter.lead if not spot.repetition else ()
        if spot.repetition and is_again:  # tells where to be, and which side: what leads to the repetition goes
            lead, begun = tuple(start_again(self, step, begun)), replace(begun, before=())
        rest = replace(chapter, lead=lead, repetitions=(begun, *chapter.repetitions[first + 1 :]))
        many = self._many(rest)
        return Turn(spot, _beginning(rest, many).cues, self.spot_of(spot.step, first + many), is_again)

    def _many(self, rest: Chapter) -> int:
        """How many repetitions the turn that begins ``rest`` takes."""
        total = len(rest.repetitions)
        most = self._most(rest)
        if most == total:
            return total
        borders = [many for many in range(1, total) if _is_border(rest.repetitions[many - 1], rest.repetitions[many])]
        if within := [many for many in borders if many <= most]:
            return within[-1]
        end = min(borders, default=total)
        parts = -(-end // most)
        return -(-end // parts)

    def _most(self, rest: Chapter) -> int:
        """How many repetitions fit into one answer; at least 1."""
        return next((many for many in range(len(rest.repetitions), 1, -1) if self.fits(_beginning(rest, many).cues)), 1)


def _beginning(chapter: Chapter, many: int) -> Chapter:
    """``chapter`` with the first of its repetitions, and the tail with all of them."""
    if many == len(chapter.repetitions):
        return chapter
    return replace(chapter, repetitions=chapter.repetitions[:many], tail=())


def _is_border(one: Repetition, following: Repetition) -> bool:
    """Whether a new side or a new set begins."""
    return (one.set, one.side) != (following.set, following.side)


def write_script(routine: Routine, words: Words, options: Options, ways: Mapping[str, str], fits: Fits) -> Script:
    """``routine`` (fitted already) as a script; ``ways``: exercise -> ``easier`` or ``harder``."""
    narrator = Narrator(words, options)
    opening, *chapters, ending = compile_timeline(routine, words, options).chapters
    steps = zip(chapters, routine.steps, strict=False)  # a walk has more chapters; it is not for conversation
    told = (replace(chapter, lead=(*chapter.lead, *say_way(narrator, step, ways))) for chapter, step in steps)
    return Script(routine, words, narrator, (opening, *told, ending), ways, fits)


def say_way(narrator: Narrator, step: Step, ways: Mapping[str, str]) -> list[Say]:
    """The sentence on the easier or harder way, where the listener chose one."""
    words = narrator.words.exercises[step.exercise.id]
    sentence = {"easier": words.easier, "harder": words.harder}.get(ways.get(step.exercise.id, ""), "")
    return narrator.say_all(Where(step.exercise.id, screen=words.name), [sentence] if sentence else [])


def start_again(script: Script, step: Step, repetition: Repetition) -> Iterator[Cue]:
    """Where to be, and the way there, for a person who goes on in the middle of an exercise."""
    narrator = script.narrator
    where = Where(step.exercise.id, screen=narrator.screen("screen_ready"))
    side: Side = repetition.side or ("left" if step.exercise.side != "none" else "")
    manner = script.words.exercises[step.exercise.id].manner_of(step.way)
    yield from narrator.say_all(where, script.words.phrases.positions[step.exercise.position].tell, side)
    yield from narrator.say_all(where, manner.setup, side)
    yield Move(where, narrator.options.paced(step.exercise.tempo.settle_ms))
    yield from say_way(narrator, step, script.ways)
    if repetition.number > 1 or repetition.side == "right":
        yield from narrator.say_all(where, [manner.short], side)
