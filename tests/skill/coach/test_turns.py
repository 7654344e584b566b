"""Every chapter of every routine, under every option, is cut into turns that Alexa accepts, without loss."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.timeline.cues import Say
from content.timeline.narrator import Narrator
from content.timeline.options import DETAILS, Options
from skill.build import libraries
from skill.coach.library import is_spoken
from skill.coach.script import Script, Turn, write_script
from skill.coach.state import Answer, Bookmark, Settings
from skill.speech.size import AUDIO_MOST_MS, BEFORE_MS, AnswerSize, size_of, turn_fits
from skill.speech.timing import MEASURE
from tests.tools import slow_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from content.timeline.cues import Cue
    from skill.coach.library import Library

LONG = ("whole-programme", "relief-techniques", "lower-back-relief", "exercises-and-stretches")
ROUTINES = sorted(routine.id for routine in load().routines.values() if is_spoken(routine))
HOLDS = (None, 120)
REPETITIONS = (None, 60)
PACES = (0.5, 1.0)
"""The slowest and the usual; a quicker one makes nothing longer."""


@cache
def library() -> Library:
    return libraries(load())["en"]


def every_script(routine: str) -> Iterator[Script]:
    for detail, hold_s, repetitions, pace in product(DETAILS, HOLDS, REPETITIONS, PACES):
        settings = Settings(hold_s, repetitions, pace, detail)
        yield library().script(routine, None, settings)


def turns(script: Script, is_again: bool = False) -> Iterator[Turn]:
    """Turn after turn, from the opening through the ending."""
    bookmark = Bookmark()
    while bookmark != script.end:
        turn = script.turn(bookmark, is_again)
        yield turn
        bookmark = turn.then


def without_avoid(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Without when not to do an exercise: the coach asks that before."""
    avoid = [words.avoid for words in library().words.exercises.values() if words.avoid]
    return tuple(cue for cue in cues if not (isinstance(cue, Say) and cue.phrase.text in avoid))


@pytest.mark.parametrize("routine", slow_for(ROUTINES, *LONG, "need-to-know", "five-minute-ease"))
def test_every_turn_fits_and_nothing_is_lost(routine: str) -> None:
    for script in every_script(routine):
        said: list[Cue] = []
        for turn in turns(script):
            size = size_of(Answer((), turn.cues, "Shall we go on?", "Ready?"))
            assert replace(size, length_ms=size.length_ms + BEFORE_MS).fits, (turn.start, size)
            said += turn.cues
        chapters = (*script.opening, *script.chapters, *script.ending)
        assert without_avoid(said) == without_avoid(cue for chapter in chapters for cue in chapter.cues)


@pytest.mark.parametrize("routine", slow_for(ROUTINES, *LONG))
def test_every_turn_that_begins_in_the_middle_fits(routine: str) -> None:
    script = library().script(routine, None, Settings(120, 60, 0.5, "full"))
    for index in range(len(script.routine.steps)):
        for number in range(len(script.chapter(Bookmark(index)).repetitions)):
            turn = script.turn(script.bookmark_of(index, number), is_again=True)
            assert turn_fits(turn.cues)


def test_a_long_chapter_is_cut_at_the_change_of_sides_first() -> None:
    script = library().script("relief-techniques", None, Settings())
    step = script.routine.exercise_ids.index("single-knee-to-chest")
    first = script.turn(Bookmark(step))
    assert first.then == Bookmark(step, 1, "right", 1)
    assert script.turn(first.then).then == Bookmark(step + 1)


def test_one_that_is_still_too_long_is_cut_between_repetitions_into_equal_parts() -> None:
    script = library().script("relief-techniques", None, Settings(hold_s=30, repetitions=10))
    step = script.routine.exercise_ids.index("hamstring-stretch")
    counts, bookmark = [], Bookmark(step)
    while bookmark.step == step:
        turn = script.turn(bookmark)
        counts.append(len({(cue.where.side, cue.where.repetition) for cue in turn.cues if cue.where.repetition}))
        assert len({cue.where.side for cue in turn.cues if cue.where.repetition}) == 1
        bookmark = turn.then
    assert sum(counts) == 10
    assert max(counts) - min(counts) <= 2


def test_left_and_right_of_one_repetition_stay_together_where_they_alternate() -> None:
    script = library().script("relief-techniques", None, Settings(hold_s=10, repetitions=10))
    step = script.routine.exercise_ids.index("knee-rolls")
    bookmark = Bookmark(step)
    while bookmark.step == step:
        turn = script.turn(bookmark)
        sides = [cue.where.side for cue in turn.cues if cue.where.repetition]
        assert (sides[0], sides[-1]) == ("left", "right")
        bookmark = turn.then


@pytest.mark.parametrize("routine", ROUTINES)
def test_each_repetition_of_a_chapter_has_its_own_bookmark(routine: str) -> None:
    script = library().script(routine, None, Settings())
    for step, chapter in enumerate(script.chapters):
        bookmarks = [script.bookmark_of(step, index) for index in range(len(chapter.repetitions))]
        assert len(set(bookmarks)) == len(bookmarks)
        assert [script.index_of(bookmark) for bookmark in bookmarks] == list(range(len(bookmarks)))


def test_a_bookmark_that_is_no_longer_there_leads_to_the_last_one_before_it() -> None:
    script = library().script("relief-techniques", None, Settings(repetitions=3))
    step = script.routine.exercise_ids.index("hamstring-stretch")
    assert script.index_of(Bookmark(step, 1, "left", 2)) == 1
    assert script.index_of(Bookmark(step, 1, "left", 9)) == 2
    assert script.index_of(Bookmark(step, 1, "right", 9)) == 5
    assert script.index_of(Bookmark(step, 3, "right", 1)) == 5


@pytest.mark.parametrize(
    ("repetitions", "starts"),
    [(4, [(1, 0), (2, 1), (4, 1)]), (10, [(1, 0), (1, 6), (2, 1), (2, 6), (3, 1), (3, 6), (4, 1), (4, 6)])],
    ids=["sets that fit stay whole", "a set that does not is cut alone"],
)
def test_several_sets_are_cut_between_the_sets_first(repetitions: int, starts: list[tuple[int, int]]) -> None:
    routine = load().routines["five-minute-ease"]
    step = replace(routine.steps[0], repetitions=repetitions, sets=4)
    words = load().words["en"]
    narrator = Narrator(words, Options(chimes=False))
    script = write_script(replace(routine, steps=(step,)), narrator, {}, turn_fits, MEASURE)
    bookmarks = [turn.start for turn in turns(script) if turn.start.step == 0]
    assert [(bookmark.set, bookmark.repetition) for bookmark in bookmarks] == starts


def test_the_length_of_the_audio_is_the_tightest_limit() -> None:
    """With these words and doses; a turn that exceeds another limit alone is cut, too."""
    large = AnswerSize(AUDIO_MOST_MS, 7_700, 1_000, 0)
    assert not large.fits
    assert replace(large, ssml_characters=7_000).fits
