"""A routine cut into turns, each a chapter or a natural part of one, small enough for one answer of the speaker.

What comes before the first exercise, and after the last, are chapters of their own: the opening or a talk and getting
down share a turn, the rest and coming up share one, where they fit. An exercise that is too long is cut at the change
of sides, then between repetitions, into parts of about one length.
Alexa does not say how much of an answer was played when somebody speaks up: it is found from the time since then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from content.model.types import IN_PAIN, is_floor
from content.timeline.compile import compile_timeline, end_from, get_down, start_again, start_from
from content.timeline.cues import Chapter, Cue, Move, Repetition, Say, Side, Timeline, Where, phrase
from content.timeline.place import Placed, Placement, place
from content.timeline.timed import minutes_of
from skill.coach.state import OPENING, Bookmark

if TYPE_CHECKING:
    from content.model.types import Position, Routine, Step
    from content.timeline.frame import Minutes
    from content.timeline.measure import Measure
    from content.timeline.narrator import Narrator

Fits = Callable[[tuple[Cue, ...]], bool]
"""Whether cues are small enough for one answer."""
NEAR_PERCENT = 80
"""Of a turn's length: from then on a yes may answer its question, since the voice may be quicker than the estimate."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the coach plays in one answer."""

    start: Bookmark
    parts: tuple[Chapter, ...]
    """One, or of the opening and the ending several."""
    then: Bookmark
    """Where to go on after it; at ``start`` when it only led down to the floor."""
    is_again: bool = False
    """Whether it begins with the start position, said once more."""
    came_from: int | None = None
    """The step where the person was before it, OPENING for one who was up; None where that is the usual one."""
    sentence: int = 1
    """Where it only leads down to the floor: the sentence that it begins with."""
    next_sentence: int = 0
    """The one that comes after it, where the way down is longer than one answer; 0 where it leads all the way."""

    @property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(cue for part in self.parts for cue in part.cues)

    @property
    def only_leads(self) -> bool:
        """Whether it ends where the exercise goes on: on the floor, or in the start position."""
        return self.then == self.start

    @property
    def only_leads_down(self) -> bool:
        return self.only_leads and self.parts[0].is_passage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person had come in a turn when they spoke up."""

    here: Bookmark
    """What was being done."""
    go_on: Bookmark
    """Where to go on: at a repetition that was broken off, not at one that was finished."""
    is_over: bool
    """Whether the turn had come to its end, and its question."""
    is_again: bool = False
    """Whether the start position, which was to be said once more, is still to be taken up."""
    closing: tuple[str, ...] = ()
    """What was still to be said to put the side, or the whole, back that was done."""


@dataclass(frozen=True, slots=True)
class Script:
    """A routine under a listener's settings, ready to be spoken turn by turn."""

    routine: Routine
    narrator: Narrator
    minutes: Minutes
    opening: tuple[Chapter, ...]
    """Before the first exercise: the first minute, what is explained, getting down."""
    chapters: tuple[Chapter, ...]
    """One for each step."""
    ending: tuple[Chapter, ...]
    """After the last exercise: the rest, and coming up."""
    ways: Mapping[str, str]
    fits: Fits
    _turns: dict[tuple[Bookmark, bool, int | None, int], Turn] = field(default_factory=dict, repr=False)
    _placements: dict[tuple[Bookmark, bool, int | None, int], Placement] = field(default_factory=dict, repr=False)

    @property
    def last_step(self) -> int:
        return len(self.routine.steps) - 1

    @property
    def end(self) -> Bookmark:
        """After all of it."""
        return Bookmark(self.last_step + 2)

    def step_at(self, bookmark: Bookmark) -> Step | None:
        """The step of ``bookmark``; None in the opening and the ending."""
        return self.routine.steps[bookmark.step] if 0 <= bookmark.step <= self.last_step else None

    def chapter(self, bookmark: Bookmark) -> Chapter:
        if self.step_at(bookmark):
            return self.chapters[bookmark.step]
        return self._frame(bookmark)[self._part(bookmark)]

    def _frame(self, bookmark: Bookmark, came_from: int | None = None) -> tuple[Chapter, ...]:
        """The opening or the ending, which ``bookmark`` is in; the ending from where the person is."""
        if bookmark.step < 0:
            return self.opening
        if came_from in (None, self.last_step):
            return self.ending
        return end_from(self.narrator, self.routine, self.minutes, self._position_at(came_from))

    def _part(self, bookmark: Bookmark, came_from: int | None = None) -> int:
        """Which chapter of the opening or the ending is marked; the first where there is no such one."""
        return bookmark.repetition if bookmark.repetition < len(self._frame(bookmark, came_from)) else 0

    def _bookmark_of_part(self, bookmark: Bookmark, part: int, came_from: int | None = None) -> Bookmark:
        """Where a part of the opening or the ending begins that ``bookmark`` is in; after the last what comes then."""
        if part < len(self._frame(bookmark, came_from)):
            return Bookmark(OPENING if bookmark.step < 0 else self.last_step + 1, repetition=part)
        return Bookmark(0) if bookmark.step < 0 else self.end

    def after(self, bookmark: Bookmark, came_from: int | None = None) -> Bookmark:
        """The next exercise, or the next part of the opening or the ending."""
        if self.step_at(bookmark):
            return Bookmark(bookmark.step + 1)
        return self._bookmark_of_part(bookmark, self._part(bookmark, came_from) + 1, came_from)

    def came_from(self, last: Bookmark | None) -> int:
        """The step where a person is who was at ``last``; OPENING while they are up, as at the start of a session."""
        if last is None:
            return OPENING
        if last.step < 0:
            return 0 if self.is_way_down(last) and last.set > 1 else OPENING
        if last.step <= self.last_step and not last.repetition:  # still on the way there
            return max(last.step - 1, 0)
        return min(last.step, self.last_step)

    def is_way_down(self, bookmark: Bookmark) -> bool:
        """Whether ``bookmark`` is in getting down, before the first exercise."""
        return bookmark.step < 0 and self.opening[self._part(bookmark)].is_passage

    def anew(self, bookmark: Bookmark) -> Bookmark:
        """Where to go on in a later session: a way that was broken off begins again with what is first to be done."""
        if self.step_at(bookmark):
            return bookmark if bookmark.repetition else replace(bookmark, set=1)
        if self._part(bookmark) != bookmark.repetition:  # there is no such part
            return replace(bookmark, set=1)
        lead = self.chapter(bookmark).lead
        told = next((index for index, cue in enumerate(lead) if isinstance(cue, Move)), len(lead))
        return replace(bookmark, set=max(1, min(bookmark.set, told)))

    def is_where_it_began(self, last: Bookmark) -> bool:
        """Whether a person who was at ``last`` is where the turn found them: no exercise has begun in it."""
        return last.step > self.last_step or (last.step >= 0 and not last.repetition)

    def is_on_floor(self, step: int) -> bool:
        """Whether a step is done on the floor, or, after the last one, whether that was."""
        return step >= 0 and is_floor(self._position_at(min(step, self.last_step)))

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

    def turn(self, start: Bookmark, is_again: bool = False, came_from: int | None = None, sentence: int = 1) -> Turn:
        """The turn that begins at ``start``; ``is_again``: with the start position, said once more.

        ``came_from``: the step where the person is, where that is not the usual one; OPENING when they are up, and led
        down first, from a ``sentence`` on.
        """
        key = start, is_again, came_from, sentence
        if key not in self._turns:
            self._turns[key] = self._cut(start, is_again, came_from, sentence)
        return self._turns[key]

    def placement(self, turn: Turn, measure: Measure) -> Placement:
        """``turn`` with its times; lengths of sentences come from ``measure``."""
        key = turn.start, turn.is_again, turn.came_from, turn.sentence
        if key not in self._placements:
            self._placements[key] = place(Timeline(turn.parts), measure)
        return self._placements[key]

    def progress(self, turn: Turn, elapsed_ms: int, measure: Measure, is_answer: bool) -> Progress:
        """Where a person was in ``turn`` after ``elapsed_ms``; ``is_answer``: they may have answered its question."""
        placement = self.placement(turn, measure)
        if turn.only_leads:
            is_over = is_answer or elapsed_ms >= placement.length_ms
            if not turn.only_leads_down:
                return Progress(turn.start, turn.start, is_over, is_again=not is_over)
            sentence = _sentence_at(placement.chapters[0].cues, turn.sentence, elapsed_ms)
            if is_over and not turn.next_sentence:
                return Progress(in_position(turn.start), turn.start, is_over)
            return Progress(Bookmark(set=turn.next_sentence if is_over else sentence), turn.start, is_over)
        if self.step_at(turn.start) is None:
            return self._progress_in_frame(turn, placement, elapsed_ms, is_answer)
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
        elif is_over and not done and turn.then.repetition:  # it only led into the start position
            here = in_position(turn.start)
        closing = self._closing(here, go_on, placement, elapsed_ms)
        return Progress(here, turn.then if is_over else go_on, is_over, turn.is_again and not begun, closing)

    def _closing(self, here: Bookmark, go_on: Bookmark, placement: Placement, elapsed_ms: int) -> tuple[str, ...]:
        """The sentences that close what was done ``here``, where ``go_on`` is no part of it, without those heard."""
        step = self.step_at(here)
        is_left = go_on.step != here.step or bool(go_on.side and go_on.side != here.side)
        if step is None or not is_left:
            return ()
        heard = {row.words for row in placement.cues if row.start_ms <= elapsed_ms}
        manner = self.narrator.words.exercises[step.exercise.id].manner_of(step.way)
        closing = (self.narrator.sided(each.text, here.side).text for each in manner.leave)
        return tuple(sentence for sentence in closing if sentence not in heard)

    def _progress_in_frame(self, turn: Turn, placement: Placement, elapsed_ms: int, is_answer: bool) -> Progress:
        """In the opening or the ending: an answer before the last part of the turn leads on to its next part."""
        begun = sum(part.start_ms <= elapsed_ms for part in placement.chapters)
        part = self._part(turn.start, turn.came_from) + begun - 1
        here = self._bookmark_of_part(turn.start, part, turn.came_from)
        if turn.parts[begun - 1].is_passage or turn.start.set > 1:
            first = turn.start.set if begun == 1 else 1
            here = replace(here, set=_sentence_at(placement.chapters[begun - 1].cues, first, elapsed_ms))
        if elapsed_ms >= placement.length_ms or (is_answer and begun == len(turn.parts)):
            is_down = turn.then.step >= 0 and turn.parts[-1].is_passage
            return Progress(replace(here, set=max(here.set, 2)) if is_down else here, turn.then, True)
        go_on = self._bookmark_of_part(turn.start, part + 1, turn.came_from) if is_answer else here
        if is_answer and not any(isinstance(cue, Move) for cue in turn.parts[begun].cues):
            go_on = turn.then  # nothing is to be done in what is left of it
        return Progress(here, go_on, False)

    def _cut(self, start: Bookmark, is_again: bool, came_from: int | None, sentence: int) -> Turn:
        step = self.step_at(start)
        if step is None:
            return self._cut_frame(start, is_again, came_from)
        index = start.step
        if came_from == OPENING and (down := get_down(self.narrator, self.routine, index, start.side or "left")):
            way, following = _as_much_as_fits(down, sentence, self.fits)
            part = Chapter("", step.exercise.id, way, is_passage=True)
            return Turn(start, (part,), start, is_again, came_from, sentence, following)
        if not self.chapters[index].repetitions:
            return Turn(start, (self.chapters[index],), Bookmark(index + 1), is_again)
        first = self.index_of(start) if start.repetition else 0
        position: Position = step.exercise.position if came_from is None else self._position_at(came_from)
        rest, is_unusual = self._rest_of(index, first), came_from not in (None, index - 1)
        if not start.repetition:
            unusual = start_from(self.narrator, self.routine, self.minutes, index, position) if is_unusual else ()
            lead = unusual or rest.lead
            rest = replace(rest, lead=(*lead, *self._way(step)))
        elif is_again:  # which side it is, is said there
            side: Side = rest.repetitions[0].side or ("left" if step.exercise.side != "none" else "")
            lead = start_again(self.narrator, self.routine, index, position, side)
            begun, *others = rest.repetitions
            rest = replace(rest, lead=(*lead, *self._way(step)), repetitions=(replace(begun, before=()), *others))
        else:
            rest = replace(rest, lead=())
        rest = replace(rest, lead=_without_avoid(rest.lead, self.narrator, step))
        return self._cut_exercise(start, first, rest, is_again, came_from)

    def _cut_exercise(self, start: Bookmark, first: int, rest: Chapter, is_again: bool, came_from: int | None) -> Turn:
        """The turn that begins ``rest``, from repetition ``first`` on; a slow way into a long hold comes apart."""
        if not start.repetition and start.set > 1:
            rest = replace(rest, lead=_as_much_as_fits(rest.lead, start.set, lambda _: True)[0])
        many = self._many(rest)
        part, then = _beginning(rest, many), self.bookmark_of(start.step, first + many)
        if rest.lead and not self.fits(part.cues):
            lead, following = _as_much_as_fits(rest.lead, 1, self.fits)
            part, then = replace(rest, lead=lead, repetitions=(), tail=()), self.bookmark_of(start.step, first)
            if following and not start.repetition:
                then = replace(start, set=start.set + following - 1)
        return Turn(start, (part,), then, is_again, came_from)

    def _position_at(self, step: int) -> Position:
        return "upright" if step < 0 else self.routine.steps[step].exercise.position

    def _rest_of(self, index: int, first: int) -> Chapter:
        """The chapter of a step from a repetition on; what closes the side before it belongs to the turn before."""
        chapter = self.chapters[index]
        begun, *others = chapter.repetitions[first:]
        if first:
            closed = len(_closing(chapter.repetitions[first - 1], begun))
            begun = replace(begun, before=begun.before[closed:])
        return replace(chapter, repetitions=(begun, *others))

    def _way(self, step: Step) -> list[Say]:
        return say_way(self.narrator, step, self.ways)

    def _cut_frame(self, start: Bookmark, is_again: bool, came_from: int | None) -> Turn:
        """A part of the opening or the ending, and getting down or coming up with what is before it, if both fit."""
        first = self._part(start, came_from)
        begun, *others = self._frame(start, came_from)[first:]
        if begun.is_passage or start.set > 1 or not self.fits(begun.cues):
            lead, following = _as_much_as_fits(begun.lead, start.set, self.fits)
            begun = replace(begun, lead=lead)
            if following:
                return Turn(start, (begun,), replace(start, set=following, repetition=first), is_again, came_from)
        parts = (begun, *others)
        is_followed = len(parts) > 1 and parts[1].is_passage
        many = 2 if is_followed and self.fits(Turn(start, parts[:2], start).cues) else 1
        if is_followed and many == 1:  # where the way is too long for one answer, its first sentences come before it
            lead, following = _as_much_as_fits(parts[1].lead, 1, self.fits)
            parts = (begun, replace(parts[1], lead=lead))
            if following and self.fits(Turn(start, parts, start).cues):
                return Turn(start, parts, replace(start, set=following, repetition=first + 1), is_again, came_from)
        then = self._bookmark_of_part(start, first + many, came_from)
        return Turn(start, parts[:many], then, is_again, came_from)

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


def _as_much_as_fits(way: tuple[Cue, ...], number: int, fits: Fits) -> tuple[tuple[Cue, ...], int]:
    """Of a way to somewhere as much as fits, from one of its sentences on, and which comes next; 0 after the last.

    Sentences are counted from 1, so that a person who kneels already is not told to stand up again.
    """
    starts = [index for index, cue in enumerate(way) if isinstance(cue, Say)]
    first = number if 1 <= number <= len(starts) else 1
    left = len(starts) - first + 1

    def lead(begin: int, end: int) -> tuple[Cue, ...]:
        return way[starts[begin] : starts[end] if end < len(starts) else None]

    begin = first - 1
    most = next((many for many in range(left, 1, -1) if fits(lead(begin, begin + many))), 1)
    parts = -(-left // most)
    many = -(-left // parts)
    if parts == 2:  # rather while one still stands, or lies, than half way
        many = next(few for few in range(1, most + 1) if fits(lead(begin + few, len(starts))) or few == most)
    return lead(begin, begin + many), (first + many if many < left else 0)


def _sentence_at(rows: Iterable[Placed], first: int, elapsed_ms: int) -> int:
    """The sentence that is being said of a passage that began with its sentence ``first``."""
    said = sum(row.kind == "say" and row.start_ms <= elapsed_ms for row in rows)
    return first + max(said - 1, 0)


def in_position(bookmark: Bookmark) -> Bookmark:
    """``bookmark``, with its start position taken up."""
    return bookmark if bookmark.repetition else replace(bookmark, set=1, repetition=1)


def _work_end_ms(repetition: Repetition, cues: Iterable[Placed]) -> int:
    """When its last hold ends, or its movement where it has none; where sides alternate, that of the second side."""
    mine = [
        cue
        for cue in cues
        if (cue.where.set, cue.where.repetition) == (repetition.set, repetition.number)
        and repetition.side in ("", cue.where.side)
    ]
    holds = [cue for cue in mine if cue.kind == "hold"]
    return max(cue.end_ms for cue in holds or mine if cue.kind in ("hold", "move"))


def _beginning(chapter: Chapter, many: int) -> Chapter:
    """``chapter`` with the first of its repetitions, and the tail with all of them; without it what closes a side."""
    repetitions = chapter.repetitions
    if many == len(repetitions):
        return chapter
    return replace(chapter, repetitions=repetitions[:many], tail=_closing(repetitions[many - 1], repetitions[many]))


def _closing(last: Repetition, coming: Repetition) -> tuple[Cue, ...]:
    """Of what lies between two repetitions, what closes a side: nobody is asked with a leg in their hands."""
    closes = [index for index, cue in enumerate(coming.before, 1) if last.side and cue.where.side == last.side]
    return coming.before[: max(closes, default=0)] if coming.side != last.side else ()


def write_script(routine: Routine, narrator: Narrator, ways: Mapping[str, str], fits: Fits, measure: Measure) -> Script:
    """``routine`` (fitted already, and no walk) as a script; ``ways``: exercise -> ``easier`` or ``harder``."""
    minutes = minutes_of(routine, narrator.words, narrator.options, measure)
    chapters = compile_timeline(routine, narrator.words, narrator.options, minutes).chapters
    first = next(index for index, chapter in enumerate(chapters) if chapter.exercise)
    last = first + len(routine.steps)
    return Script(routine, narrator, minutes, chapters[:first], chapters[first:last], chapters[last:], ways, fits)


def say_way(narrator: Narrator, step: Step, ways: Mapping[str, str]) -> list[Say]:
    """The sentence on the easier or harder way, where the listener chose one and it was not said already."""
    words, way = narrator.words.exercises[step.exercise.id], ways.get(step.exercise.id, "")
    is_said = way == "easier" and narrator.gives_instructions
    sentence = "" if is_said else {"easier": words.easier, "harder": words.harder}.get(way, "")
    return narrator.say_all(Where(step.exercise.id, screen=words.name), [sentence] if sentence else [])


def _without_avoid(lead: tuple[Cue, ...], narrator: Narrator, step: Step) -> tuple[Cue, ...]:
    """``lead`` without when not to do it: whoever is in pain was asked before, and does not hear it."""
    if IN_PAIN not in step.exercise.avoid:
        return lead
    avoid = phrase(narrator.words.exercises[step.exercise.id].avoid)
    return tuple(cue for cue in lead if not (isinstance(cue, Say) and cue.phrase == avoid))
