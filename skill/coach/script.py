"""A routine cut into turns, each a chapter or a natural part of one, small enough for one answer of the speaker.

A chapter that is too long is cut at the change of sides, then between repetitions, into parts of about one length.
Alexa does not say how much of an answer was played when somebody speaks up: it is found from the time since then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from content.timeline.compile import compile_timeline
from content.timeline.cues import Chapter, Cue, Move, Repetition, Say, Side, Where
from content.timeline.narrator import Narrator
from content.timeline.place import Placed, Placement, place_cues
from skill.coach.state import OPENING, Bookmark

if TYPE_CHECKING:
    from content.model.types import Routine, Step
    from content.model.words import Words
    from content.timeline.measure import Measure
    from content.timeline.options import Options

Fits = Callable[[tuple[Cue, ...]], bool]
"""Whether cues are small enough for one answer."""
NEAR_PERCENT = 80
"""Of a turn's length: from then on a yes may answer its question, since the voice may be quicker than the estimate."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the coach plays in one answer."""

    start: Bookmark
    cues: tuple[Cue, ...]
    then: Bookmark
    """Where to go on after it."""
    is_again: bool = False
    """Whether it begins with the start position, said once more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person had come in a turn when they spoke up."""

    here: Bookmark
    """What was being done."""
    go_on: Bookmark
    """Where to go on: at a repetition that was broken off, not at one that was finished."""
    is_over: bool
    """Whether the turn had come to its end, and its question."""


@dataclass(frozen=True, slots=True)
class Script:
    """A routine under a listener's settings, ready to be spoken turn by turn."""

    routine: Routine
    narrator: Narrator
    chapters: tuple[Chapter, ...]
    """The opening, a chapter for each step, the ending."""
    ways: Mapping[str, str]
    fits: Fits
    _turns: dict[tuple[Bookmark, bool], Turn] = field(default_factory=dict, repr=False)
    _placements: dict[tuple[Bookmark, bool], Placement] = field(default_factory=dict, repr=False)

    @property
    def last_step(self) -> int:
        return len(self.routine.steps) - 1

    def step_at(self, bookmark: Bookmark) -> Step | None:
        """The step of ``bookmark``; None in the opening and the ending."""
        return self.routine.steps[bookmark.step] if 0 <= bookmark.step <= self.last_step else None

    def chapter(self, bookmark: Bookmark) -> Chapter:
        return self.chapters[min(max(bookmark.step, OPENING), self.last_step + 1) + 1]

    def index_of(self, bookmark: Bookmark) -> int:
        """Which repetition of its chapter is marked, from 0; the last one before it where it is no longer there."""
        repetitions = self.chapter(bookmark).repetitions
        is_right = bookmark.side == "right" and any(each.side for each in repetitions)
        marked = (bookmark.set, is_right, bookmark.repetition)
        order = [(each.set, each.side == "right", each.number) for each in repetitions]
        return max((index for index, each in enumerate(order) if each <= marked), default=0)

    def bookmark_of(self, step: int, index: int) -> Bookmark:
        """Where repetition ``index`` of a step begins; after the last one the next step."""
        repetitions = self.chapter(Bookmark(step)).repetitions
        if index >= len(repetitions):
            return Bookmark(step + 1)
        return Bookmark(step, repetitions[index].set, repetitions[index].side, repetitions[index].number)

    def turn(self, start: Bookmark, is_again: bool = False) -> Turn:
        """The turn that begins at ``start``; ``is_again``: with the start position, said once more."""
        key = start, is_again
        if key not in self._turns:
            self._turns[key] = self._cut(start, is_again)
        return self._turns[key]

    def placement(self, turn: Turn, measure: Measure) -> Placement:
        """``turn`` with its times; lengths of sentences come from ``measure``."""
        key = turn.start, turn.is_again
        if key not in self._placements:
            self._placements[key] = place_cues(turn.cues, measure)
        return self._placements[key]

    def progress(self, turn: Turn, elapsed_ms: int, measure: Measure, is_answer: bool) -> Progress:
        """Where a person was in ``turn`` after ``elapsed_ms``; ``is_answer``: they may have answered its question."""
        placement = self.placement(turn, measure)
        done = [cue for cue in placement.cues if cue.where.repetition]
        begun = [cue.where for cue in done if cue.start_ms <= elapsed_ms]
        near_percent = NEAR_PERCENT if done else 0
        is_over = elapsed_ms * 100 >= placement.length_ms * (near_percent if is_answer else 100)
        here = go_on = turn.start
        if begun:
            where = begun[-1]
            here = go_on = Bookmark(turn.start.step, where.set, where.side, where.repetition)
            index = self.index_of(here)
            if elapsed_ms >= _work_end_ms(self.chapter(here).repetitions[index], done):
                go_on = self.bookmark_of(here.step, index + 1)
        return Progress(here, turn.then if is_over else go_on, is_over)

    def _cut(self, start: Bookmark, is_again: bool) -> Turn:
        chapter, step = self.chapter(start), self.step_at(start)
        if step is None or not chapter.repetitions:
            return Turn(start, chapter.cues, Bookmark(start.step + 1), is_again)
        first = self.index_of(start) if start.repetition else 0
        begun, *others = chapter.repetitions[first:]
        lead = chapter.lead if not start.repetition else ()
        if start.repetition and is_again:
            lead = tuple(self._start_again(step, begun))
        many = self._many(replace(chapter, lead=lead, repetitions=(begun, *others)))
        if start.repetition and is_again:  # where to be was said a moment ago, and which side
            begun = replace(begun, before=())
        played = _beginning(replace(chapter, lead=lead, repetitions=(begun, *others)), many)
        return Turn(start, played.cues, self.bookmark_of(start.step, first + many), is_again)

    def _many(self, rest: Chapter) -> int:
        """How many repetitions the turn that begins ``rest`` takes."""
        total = len(rest.repetitions)
        down = range(total, 1, -1)
        most = next((many for many in down if self.fits(_beginning(rest, many).cues)), 1)  # that fit into one answer
        if most == total:
            return total
        places = [(each.set, each.side) for each in rest.repetitions]  # a new side or a new set is a border
        borders = [many for many in range(1, total) if places[many - 1] != places[many]]
        if within := [many for many in borders if many <= most]:
            return within[-1]
        end = min(borders, default=total)
        parts = -(-end // most)
        return -(-end // parts)

    def _start_again(self, step: Step, repetition: Repetition) -> Iterator[Cue]:
        """Where to be, and the way there, for a person who goes on in the middle of an exercise."""
        narrator, exercise = self.narrator, step.exercise
        where = Where(exercise.id, screen=narrator.screen("screen_ready"))
        side: Side = repetition.side or ("left" if exercise.side != "none" else "")
        manner = narrator.words.exercises[exercise.id].manner_of(step.way)
        yield from narrator.say_all(where, narrator.words.phrases.positions[exercise.position].tell, side)
        yield from narrator.say_all(where, manner.setup, side)
        yield Move(where, narrator.options.paced(exercise.tempo.settle_ms))
        yield from say_way(narrator, step, self.ways)
        if repetition.number > 1 or repetition.side == "right":
            yield from narrator.say_all(where, [manner.short], side)


def _work_end_ms(repetition: Repetition, cues: Iterable[Placed]) -> int:
    """When its last hold or movement ends; where sides alternate, that of the second side."""
    return max(
        cue.end_ms
        for cue in cues
        if cue.kind in ("hold", "move")
        and (cue.where.set, cue.where.repetition) == (repetition.set, repetition.number)
        and repetition.side in ("", cue.where.side)
    )


def _beginning(chapter: Chapter, many: int) -> Chapter:
    """``chapter`` with the first of its repetitions, and the tail with all of them."""
    if many == len(chapter.repetitions):
        return chapter
    return replace(chapter, repetitions=chapter.repetitions[:many], tail=())


def write_script(routine: Routine, words: Words, options: Options, ways: Mapping[str, str], fits: Fits) -> Script:
    """``routine`` (fitted already) as a script; ``ways``: exercise -> ``easier`` or ``harder``."""
    narrator = Narrator(words, options)
    opening, *chapters, ending = compile_timeline(routine, words, options).chapters
    steps = zip(chapters, routine.steps, strict=False)  # a walk has more chapters; it is not for conversation
    led = (replace(chapter, lead=(*chapter.lead, *say_way(narrator, step, ways))) for chapter, step in steps)
    return Script(routine, narrator, (opening, *led, ending), ways, fits)


def say_way(narrator: Narrator, step: Step, ways: Mapping[str, str]) -> list[Say]:
    """The sentence on the easier or harder way, where the listener chose one."""
    words = narrator.words.exercises[step.exercise.id]
    sentence = {"easier": words.easier, "harder": words.harder}.get(ways.get(step.exercise.id, ""), "")
    return narrator.say_all(Where(step.exercise.id, screen=words.name), [sentence] if sentence else [])
