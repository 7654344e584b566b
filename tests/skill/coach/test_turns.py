"""Every chapter of every routine, under every option, is cut into turns that Alexa accepts, without loss."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.model.types import GROUNDS
from content.timeline.cues import Hold, Move, Say
from content.timeline.narrator import Narrator
from content.timeline.options import DETAILS, Options
from skill.build import libraries
from skill.coach.library import is_spoken
from skill.coach.script import Script, Turn, write_script
from skill.coach.state import OPENING, Answer, Bookmark, Settings
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


@pytest.mark.parametrize("routine", ROUTINES)
def test_nothing_is_said_between_go_and_its_hold(routine: str) -> None:
    """In every turn, in order and begun in the middle: on ``go`` follows the hold, on its release the way back."""
    script = library().script(routine, None, Settings())
    again = [
        script.turn(script.bookmark_of(index, number), is_again=True)
        for index, chapter in enumerate(script.chapters)
        for number in range(len(chapter.repetitions))
    ]
    held = 0
    for turn in (*turns(script), *again):
        for before, cue, after in zip(turn.cues, turn.cues[1:], turn.cues[2:], strict=False):
            if isinstance(cue, Hold):
                held += 1
                assert isinstance(before, Say)
                assert before.phrase.text in goes(before.where.exercise)
                assert cue.into_ms >= 2_000
                assert isinstance(after, Move)
    assert held


def goes(exercise: str) -> set[str]:
    """The sentences on which to move, on either side."""
    words = library().words.exercises[exercise]
    sides = (("left", "right"), ("right", "left"))
    manners = (words.manner, *words.ways.values())
    return {
        go.replace("{side}", side).replace("{other}", other)
        for manner in manners
        for go in manner.go
        for side, other in sides
    }


@pytest.mark.parametrize("routine", ROUTINES)
def test_the_opening_leads_down_and_the_ending_up(routine: str) -> None:
    """Each in one turn where both parts fit into one answer; talks have turns of their own."""
    script = library().script(routine, None, Settings())
    opening = [turn for turn in turns(script) if turn.start.step < 0]
    ending = [turn for turn in turns(script) if turn.start.step > script.last_step]
    talks = len(script.routine.talks)
    for frame, found in ((script.opening[talks:], opening[talks:]), (script.ending, ending)):
        assert [part.is_passage for part in frame] == [False, True]
        both = frame[0].cues + frame[1].cues
        assert tuple(cue for turn in found for cue in turn.cues) == both
        assert len(found) == (1 if turn_fits(both) else 2)
        assert frame[1].cues[-1] == found[-1].cues[-1]
        assert found[0].cues[: len(frame[0].cues)] == frame[0].cues
    assert opening[-1].then == Bookmark(0)
    assert ending[-1].then == script.end


def test_a_short_rest_and_coming_up_are_one_turn() -> None:
    script = library().script("five-minute-ease", None, Settings(detail="cues"))
    is_one = turn_fits(script.ending[0].cues + script.ending[1].cues)
    found = [turn.parts for turn in turns(script) if turn.start.step > script.last_step]
    assert found == ([script.ending] if is_one else [script.ending[:1], script.ending[1:]])


@pytest.mark.parametrize("is_up", [False, True], ids=["to the first exercise", "to any exercise"])
def test_slowly_the_way_down_is_cut_between_its_steps(is_up: bool) -> None:
    """It is longer than one answer may be. Nothing of it is lost, and only its end is the floor."""
    script = library().script("lower-back-relief", None, Settings(pace=0.5))
    bookmark, came_from = (Bookmark(3), OPENING) if is_up else (Bookmark(repetition=1), None)
    said: list[Cue] = []
    sentence, many = 1, 0
    while sentence:
        turn = script.turn(bookmark, came_from=came_from, sentence=sentence)
        assert turn_fits(turn.cues)
        said += turn.cues
        many += 1
        over = script.progress(turn, 10**6, MEASURE, is_answer=False)
        if is_up:
            assert over.go_on == Bookmark(3)
            sentence = turn.next_sentence
            assert over.here == (Bookmark(set=sentence) if sentence else Bookmark(3, repetition=1))
        else:
            assert over.go_on == turn.then
            bookmark, sentence = turn.then, int(turn.then.step < 0)
    assert many > 1
    down = script.opening[-1].cues[is_up:]  # whoever is up is not told what to do when down already
    assert tuple(cue.where.screen for cue in said) == tuple(cue.where.screen for cue in down)
    assert tuple(said) == down


def test_slowly_a_way_into_a_long_hold_is_a_turn_of_its_own() -> None:
    script = library().script("lower-back-pain", None, Settings(120, None, 0.5))
    mine = [turn for turn in turns(script) if turn.start.step == 1]
    assert not mine[0].parts[0].repetitions
    assert {turn.then.step for turn in mine[:-1]} == {1}
    lead = [cue for turn in mine for cue in turn.parts[0].lead]
    assert tuple(lead) == without_avoid(script.chapters[1].lead)


def test_what_is_explained_at_the_start_takes_several_turns() -> None:
    script = library().script("start-here", None, Settings())
    opening = [turn for turn in turns(script) if turn.start.step < 0]
    talks = [library().words.phrases.talks[name].name for name in script.routine.talks]
    down = library().words.phrases.lines["down_title"]
    titles = [[part.title for part in turn.parts] for turn in opening[1:]]
    assert titles == [*([talk] for talk in talks[:-1]), [talks[-1], down]]


@pytest.mark.parametrize("skipped", [1, 2, 3])
def test_whoever_skips_is_led_from_where_they_lie(skipped: int) -> None:
    """From the ground of the exercise done last, not of the one that was left out."""
    script = library().script("whole-programme", None, Settings())
    passages = library().words.phrases.passages
    for index in range(len(script.chapters) - skipped - 1):
        coming = index + skipped + 1
        start, end = (GROUNDS[script.routine.steps[each].exercise.position] for each in (index, coming))
        turn = script.turn(Bookmark(coming), came_from=index)
        said = [cue.phrase.text for cue in turn.cues if isinstance(cue, Say)]
        if start == end:
            assert not any(each.text in said for each in passages["back", "front"][:2])
        else:
            side = "left" if script.routine.steps[coming].exercise.side == "each" else ""
            for each in passages[start, end]:
                assert each.text.replace("{side}", side) in said


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
