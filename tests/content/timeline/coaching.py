"""What the tests of coaching share: sessions under any options, and the beats of a repetition in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from content.model.loader import load
from content.timeline.cues import (
    Chapter,
    Count,
    Cue,
    Hold,
    Move,
    Phrase,
    Repetition,
    Rest,
    Say,
    Timeline,
    Where,
)
from content.timeline.fit import DoesNotFitError, adapt, fit
from content.timeline.frame import SHORT_MINUTES
from content.timeline.measure import Estimate, Measure, Spacing
from content.timeline.options import COUNTDOWNS, DETAILS, Options
from content.timeline.place import Placed, Placement, place
from content.timeline.timed import minutes_of, timed_timeline
from tests.content.timeline.measures import MP3, Arbitrary

if TYPE_CHECKING:
    from hypothesis.vendor.pretty import RepresentationPrinter

    from content.model.types import Exercise, Routine, Step
    from content.model.words import ExerciseWords

CONTENT = load()
WORDS = CONTENT.words["en"]
PHRASES, LINES = WORDS.phrases, WORDS.phrases.lines
ROUTINES = sorted(CONTENT.routines)
REPEATED = sorted(name for name, each in CONTENT.exercises.items() if each.dose.range_of("minutes") is None)
"""The exercises that are no walk."""
ESTIMATE = Estimate()


@dataclass(frozen=True, repr=False)
class Session:
    """A routine as it was adapted, as a timeline and placed."""

    routine: Routine
    options: Options
    measure: Measure
    timeline: Timeline
    placement: Placement

    def __repr__(self) -> str:
        return f"{self.routine.id} with {self.options}"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: ARG002 - always the same
        printer.text(repr(self))  # without it a test that fails prints the whole session

    def step(self, chapter: Chapter) -> Step:
        return next(step for step in self.routine.steps if step.exercise.id == chapter.exercise)

    @property
    def is_short(self) -> bool:
        """Whether it takes less than eight minutes: then its opening and its instructions are short, too."""
        return minutes_of(self.routine, WORDS, self.options, self.measure).routine < SHORT_MINUTES

    @property
    def exercises(self) -> Iterator[tuple[Step, Chapter]]:
        """Each step that is repeated, with its chapter."""
        return ((self.step(chapter), chapter) for chapter in self.timeline.chapters if chapter.repetitions)

    @property
    def beats(self) -> Iterator[tuple[Step, Beats]]:
        """Every repetition on every side."""
        for step, chapter in self.exercises:
            yield from ((step, each) for each in beats_in(chapter))


@dataclass(frozen=True)
class Beats:
    """One repetition on one side."""

    where: Where
    """Of its ``go``."""
    cues: tuple[Cue, ...]

    @property
    def kinds(self) -> str:
        return " ".join(type(cue).__name__.lower() for cue in self.cues)

    @property
    def work(self) -> Hold | Move:
        """The hold, or the movement that has none."""
        return next(cue for cue in self.cues if isinstance(cue, Hold | Move))

    @property
    def go(self) -> str:
        return [cue.phrase.text for cue in self.cues[: self.cues.index(self.work)] if isinstance(cue, Say)][-1]

    @property
    def release(self) -> str:
        """The words for the way back."""
        at = self.cues.index(self.work)
        after = self.cues[at + 1]
        if isinstance(after, Say):
            return after.phrase.text
        sounds = [mark.sound for mark in self.work.marks if mark.rank.name == "RELEASE"]
        if isinstance(self.work, Hold):
            sounds = [self.work.release]
        assert isinstance(sounds[0], Phrase)
        return sounds[0].text


def beats_in(chapter: Chapter) -> list[Beats]:
    return [beats for repetition in chapter.repetitions for beats in beats_of(repetition)]


def beats_of(repetition: Repetition) -> list[Beats]:
    """Its cues, up to the rest after each way back."""
    found: list[Beats] = []
    cues: list[Cue] = []
    has_worked = False
    for cue in repetition.cues:
        cues.append(cue)
        has_worked = has_worked or isinstance(cue, Hold | Move)
        if has_worked and isinstance(cue, Rest):
            found.append(Beats(next(each.where for each in cues if isinstance(each, Hold | Move)), tuple(cues)))
            cues, has_worked = [], False
    assert not cues
    return found


def words_of(step: Step) -> ExerciseWords:
    return WORDS.exercises[step.exercise.id]


def exercise_of(cue: Placed) -> Exercise:
    return CONTENT.exercises[cue.where.exercise]


def session_of(name: str, options: Options, measure: Measure = ESTIMATE) -> Session:
    """A routine of ours as it is built. Minutes that do not fit are not asked for."""
    routine = CONTENT.routines[name]
    try:
        fitted = fit(routine, WORDS, options, measure)
    except DoesNotFitError:
        fitted = adapt(routine, options)
    timeline = timed_timeline(fitted, WORDS, options, measure)
    return Session(fitted, options, measure, timeline, place(timeline, measure))


@cache
def shipped(name: str, options: Options = Options()) -> Session:  # noqa: B008 - frozen
    """A routine of ours as it is published."""
    return session_of(name, options)


def said(cues: tuple[Cue, ...] | list[Cue]) -> list[str]:
    """What is said outside of spans."""
    return [cue.phrase.text for cue in cues if isinstance(cue, Say | Count)]


def silence_ms(cues: tuple[Cue, ...]) -> int:
    return sum(cue.move_ms if isinstance(cue, Move) else cue.rest_ms for cue in cues if isinstance(cue, Move | Rest))


@st.composite
def wishes(draw: st.DrawFn) -> tuple[str, Options]:
    """A routine of ours, and what a listener may ask of it."""
    routine = CONTENT.routines[draw(st.sampled_from(ROUTINES))]
    names = list(routine.exercise_ids)
    start_from = draw(st.sampled_from(["", *names]))
    left = names[names.index(start_from) :] if start_from else names
    without = draw(st.lists(st.sampled_from(left), max_size=len(left) - 1, unique=True)) if len(left) > 1 else []
    options = Options(
        hold_s=draw(st.none() | st.integers(1, 120)),
        repetitions=draw(st.none() | st.integers(1, 60)),
        pace=draw(st.sampled_from([0.5, 0.8, 1.0, 1.25, 2.0]) | st.floats(0.5, 2.0)),
        detail=draw(st.sampled_from(DETAILS)),
        countdown=draw(st.sampled_from(COUNTDOWNS)),
        chimes=draw(st.booleans()),
        minutes=draw(st.none() | st.none() | st.integers(3, 60)),
        without=tuple(without),
        start_from=start_from,
        breath_in_s=draw(st.integers(2, 10)),
        breath_out_s=draw(st.integers(2, 15)),
    )
    return routine.id, options


def sessions() -> st.SearchStrategy[Session]:
    """Any of our routines under any options."""
    return wishes().map(lambda wish: session_of(wish[0], wish[1]))


MEASURES = st.builds(Arbitrary, st.integers(0, 99), st.sampled_from([Spacing(), MP3]))
