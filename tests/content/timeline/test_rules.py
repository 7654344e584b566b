"""The rules of timing, for every routine, any options and any voice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.model.loader import load
from content.model.types import DOCTOR_FIRST, HELP_NOW, PAIN_RULE, SAFETY_IN_PAIN
from content.model.words import fill
from content.timeline.compile import compile_timeline
from content.timeline.cues import Chapter, Hold, Move, Rest
from content.timeline.fit import adapt, fit
from content.timeline.frame import safety_lines, written_safety
from content.timeline.measure import Estimate, Spacing
from content.timeline.options import COUNTDOWNS, DETAILS, Options
from content.timeline.place import Placed, Placement, place
from content.timeline.timed import timed_timeline
from tests.content.timeline.measures import MP3, Arbitrary

if TYPE_CHECKING:
    from content.model.types import Routine

CONTENT = load()
WORDS = CONTENT.words["en"]
LINES = WORDS.phrases.lines

options = st.builds(
    Options,
    hold_s=st.none() | st.integers(1, 120),
    repetitions=st.none() | st.integers(1, 60),
    pace=st.floats(0.5, 2.0),
    detail=st.sampled_from(DETAILS),
    countdown=st.sampled_from(COUNTDOWNS),
    chimes=st.booleans(),
    breath_in_s=st.integers(2, 10),
    breath_out_s=st.integers(2, 15),
)
measures = st.builds(Arbitrary, st.integers(0, 99), st.sampled_from([Spacing(), MP3]))
routines = st.sampled_from(sorted(CONTENT.routines.values(), key=lambda routine: routine.id))


def session(routine: Routine, wishes: Options, measure: Arbitrary) -> Placement:
    return place(timed_timeline(fit(routine, WORDS, wishes, measure), WORDS, wishes, measure), measure)


def rows(placement: Placement) -> list[Placed]:
    return list(placement.cues)


@settings(max_examples=60)
@given(routines, options, measures)
def test_no_two_sounds_overlap_and_clips_have_their_room(routine: Routine, wishes: Options, measure: Arbitrary) -> None:
    sounds = [cue for cue in rows(session(routine, wishes, measure)) if cue.sound is not None]
    room_ms = measure.spacing.before_ms + measure.spacing.after_ms
    assert [(one, other) for one, other in pairwise(sounds) if other.start_ms < one.end_ms + room_ms] == []


@settings(max_examples=60)
@given(routines, options, measures)
def test_a_hold_is_as_long_as_it_says(routine: Routine, wishes: Options, measure: Arbitrary) -> None:
    placement = session(routine, wishes, measure)
    ends = {cue.end_ms for cue in rows(placement) if cue.sound is not None}
    starts = {cue.start_ms for cue in rows(placement) if cue.sound is not None}
    for hold in (cue for cue in rows(placement) if cue.kind == "hold"):
        assert abs(hold.end_ms - hold.start_ms - hold.nominal_ms) <= measure.spacing.grid_ms // 2
        assert hold.start_ms in ends
        assert hold.end_ms in starts


@settings(max_examples=60)
@given(routines, options, measures)
def test_what_sounds_inside_a_span_stays_inside(routine: Routine, wishes: Options, measure: Arbitrary) -> None:
    """Only the words for the way back, which are never left out, may outlast a quick movement."""
    releases = {text for each in WORDS.exercises.values() for text in each.manner.release}
    span: Placed | None = None
    for cue in rows(session(routine, wishes, measure)):
        if cue.sound is None:
            span = cue
        elif cue.kind == "mark":
            assert span is not None
            assert span.start_ms < cue.start_ms < span.end_ms
            assert cue.end_ms <= span.end_ms or cue.words in releases


@settings(max_examples=60)
@given(routines, options)
def test_left_equals_right(routine: Routine, wishes: Options) -> None:
    timeline = compile_timeline(fit(routine, WORDS, wishes, Arbitrary(0)), WORDS, wishes)
    for chapter in timeline.chapters:  # but for the breath in before them: of two in turn the first has a longer one
        spans: dict[str, Counter[tuple[str, int]]] = {"left": Counter(), "right": Counter()}
        for cue in chapter.cues:
            if cue.where.side and cue.where.repetition and cue.where.screen != LINES["screen_breathe"]:
                length_ms = getattr(cue, f"{type(cue).__name__.lower()}_ms", 0)
                spans[cue.where.side][type(cue).__name__, length_ms] += bool(length_ms)
        assert +spans["left"] == +spans["right"]


@settings(max_examples=60)
@given(routines, options, measures)
def test_chapters_add_up_to_the_whole(routine: Routine, wishes: Options, measure: Arbitrary) -> None:
    placement = session(routine, wishes, measure)
    assert placement.chapters[0].start_ms == 0
    assert all(one.end_ms == other.start_ms for one, other in pairwise(placement.chapters))
    assert sum(chapter.end_ms - chapter.start_ms for chapter in placement.chapters) == placement.length_ms
    assert max(cue.end_ms for cue in rows(placement)) + measure.spacing.tail_ms <= placement.length_ms + 24


@settings(max_examples=60)
@given(routines, options, measures)
def test_every_sound_that_is_placed_is_listed(routine: Routine, wishes: Options, measure: Arbitrary) -> None:
    timeline = compile_timeline(fit(routine, WORDS, wishes, measure), WORDS, wishes)
    assert {cue.sound for cue in rows(place(timeline, measure)) if cue.sound} <= set(timeline.sounds)


@settings(max_examples=60)
@given(routines, options)
def test_every_dose_is_within_its_range_and_a_limited_wish_is_reported(routine: Routine, wishes: Options) -> None:
    fitted = fit(routine, WORDS, wishes, Arbitrary(0))
    for step in fitted.steps:
        range_ = step.exercise.dose.range_of(step.unit)
        assert range_ is not None
        assert range_.least <= step.amount <= range_.most
        assert step.exercise.dose.repetitions.least <= step.repetitions <= step.exercise.dose.repetitions.most
        for field, wish, given_, applies in (
            ("hold", wishes.hold_s, step.amount, step.unit == "hold_s"),
            ("repetitions", wishes.repetitions, step.repetitions, step.unit != "minutes"),
        ):
            if applies and wish is not None and wish != given_:
                reported = [(each.exercise, each.field, each.wish, each.given) for each in fitted.limited]
                assert (step.exercise.id, field, wish, given_) in reported
    said = [getattr(cue, "phrase", None) for cue in compile_timeline(fitted, WORDS, wishes).chapters[0].cues]
    assert [getattr(phrase, "text", "") for phrase in said].count(LINES["limited"]) == bool(fitted.limited)


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_a_slower_pace_stretches_everything_but_holds_and_walks(name: str) -> None:
    """At half the pace twice as long; a movement as far as its dose allows. (What is never quicker: test_coaching.)"""
    usual, slow = (compile_timeline(CONTENT.routines[name], WORDS, Options(pace=pace)) for pace in (1.0, 0.5))
    for chapter, slower in zip(usual.chapters, slow.chapters, strict=True):
        for one, other in zip(spans(chapter), spans(slower), strict=True):
            (kind, usual_ms), (_, slow_ms) = one, other
            most = 2 * usual_ms
            if chapter.exercise and (dose := CONTENT.exercises[chapter.exercise].dose.range_of("move_s")):
                most = min(most, max(dose.most * 1_000, 1)) if kind == "lift" else most
            assert slow_ms == (usual_ms if kind in ("hold", "walk") else most), kind


def spans(chapter: Chapter) -> list[tuple[str, int]]:
    """What has a length, without the rests from hands and knees, which depend on the time spent there."""
    found: list[tuple[str, int]] = []
    for cue in (*chapter.lead, *(cue for each in chapter.repetitions for cue in each.cues), *chapter.tail):
        match cue:
            case Hold(breaths=0):
                found += [("hold", cue.hold_ms), ("into", cue.into_ms)]
            case Move():
                is_walk, is_lift = cue.move_ms >= 120_000, bool(cue.marks)
                found.append(("walk" if is_walk else "lift" if is_lift else "move", cue.move_ms))
            case Rest():
                found.append(("rest", cue.rest_ms))
    return found


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
@pytest.mark.parametrize("detail", DETAILS)
def test_safety_opens_every_session_under_every_amount_of_talk(name: str, detail: str) -> None:
    routine = CONTENT.routines[name]
    timeline = compile_timeline(routine, WORDS, Options(detail=detail))  # type: ignore[arg-type]
    said = [getattr(getattr(cue, "phrase", None), "text", "") for cue in timeline.chapters[0].cues]
    assert routine.talks or {HELP_NOW, PAIN_RULE} <= {*routine.safety}
    for line in routine.safety:
        assert all(sentence in said for sentence in WORDS.phrases.safety[line])


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_what_is_written_before_a_routine_says_who_asks_a_doctor_first(name: str) -> None:
    """Then what its opening says: each sentence once, and no signs that the first line names already."""
    routine, safety = CONTENT.routines[name], WORDS.phrases.safety
    lines = (DOCTOR_FIRST, *(line for line in routine.safety if line not in (HELP_NOW, SAFETY_IN_PAIN)))
    written = written_safety(routine, WORDS)
    assert written == [sentence for line in lines for sentence in safety[line]]
    assert len({*written}) == len(written)
    for sign in ("numb", "chest", "bladder", "bowel"):
        assert len([sentence for sentence in written if sign in sentence.lower()]) == 1


def test_a_sentence_that_two_lines_share_is_written_once() -> None:
    routine, phrases = CONTENT.routines["walk-20"], WORDS.phrases
    safety = {**phrases.safety, PAIN_RULE: phrases.safety[DOCTOR_FIRST]}
    words = replace(WORDS, phrases=replace(phrases, safety=safety))
    written = written_safety(routine, words)
    assert [written.count(sentence) for sentence in safety[DOCTOR_FIRST]] == [1] * len(safety[DOCTOR_FIRST])


def test_that_an_exercise_is_not_for_a_painful_day_is_not_said_where_it_is_left_out() -> None:
    routine = CONTENT.routines["lower-back-pain"]
    assert SAFETY_IN_PAIN in safety_lines(routine)
    assert SAFETY_IN_PAIN not in safety_lines(adapt(routine, Options(without=("erector-isometric",))))


def test_talks_come_before_getting_down_each_in_a_chapter_of_its_own() -> None:
    routine = CONTENT.routines["start-here"]
    titles = [chapter.title for chapter in compile_timeline(routine, WORDS, Options()).chapters]
    talks = [WORDS.phrases.talks[name].name for name in routine.talks]
    assert titles[: 2 + len(talks)] == [LINES["opening_title"], *talks, LINES["down_title"]]


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_the_chapters_of_a_routine(name: str) -> None:
    routine = CONTENT.routines[name]
    chapters = compile_timeline(routine, WORDS, Options()).chapters
    passages = [chapter.title for chapter in chapters if chapter.is_passage]
    assert passages == ([LINES["down_title"], LINES["up_title"]] if routine.is_floor else [])
    assert [chapter.title for chapter in chapters].count(LINES["rest_title"]) == 1
    assert tuple(dict.fromkeys(chapter.exercise for chapter in chapters if chapter.exercise)) == routine.exercise_ids


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_the_opening_says_the_true_minutes(name: str) -> None:
    """Without getting down and coming up, which it says beside them."""
    routine, estimate = CONTENT.routines[name], Estimate()
    timeline = timed_timeline(routine, WORDS, Options(), estimate)
    placement = place(timeline, estimate)
    passages_ms = sum(chapter.end_ms - chapter.start_ms for chapter in placement.chapters if chapter.is_passage)
    assert placement.routine_ms + passages_ms == placement.length_ms
    said = " ".join(cue.words for cue in placement.chapters[0].cues)
    assert f"bout {WORDS.grammar.count(round(placement.routine_ms / 60_000), 'minute')}" in said
    if passages_ms:
        assert f", and {WORDS.grammar.count(round(passages_ms / 60_000), 'minute')} to get down and up." in said


def test_a_change_of_side_is_announced_however_soon_it_recurs() -> None:
    routine = CONTENT.routines["relief-techniques"]
    knee = next(step for step in routine.steps if step.exercise.id == "single-knee-to-chest")
    quick = replace(routine, steps=(replace(knee, amount=5, repetitions=1, sets=3),))
    wishes = Options(pace=2, detail="brief")
    said = [cue.words for cue in place(compile_timeline(quick, WORDS, wishes), Arbitrary(0)).spoken]
    change = WORDS.exercises["single-knee-to-chest"].manner.change[0].text
    assert said.count(fill(change, side="right", other="left")) == 3
    assert said.count(fill(change, side="left", other="right")) == 2


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_a_chapter_keeps_its_repetitions(name: str) -> None:
    """Each has the cues of its own number, and none of what leads to it or of the lead and the tail has a number."""
    routine = CONTENT.routines[name]
    twice = replace(routine, steps=tuple(replace(step, sets=2) for step in routine.steps))
    for chapter in compile_timeline(twice, WORDS, Options()).chapters:
        keys = [(each.set, each.side, each.number) for each in chapter.repetitions]
        assert len(set(keys)) == len(keys)
        for each in chapter.repetitions:
            places = {(cue.where.set, cue.where.repetition) for cue in each.cues if cue.where.repetition}
            assert places == {(each.set, each.number)}
            sides = {cue.where.side for cue in each.cues if cue.where.repetition}
            assert sides in ({each.side}, {"left", "right"})
        between = [cue for each in chapter.repetitions for cue in each.before]
        assert not any(cue.where.repetition for cue in (*chapter.lead, *between, *chapter.tail))
