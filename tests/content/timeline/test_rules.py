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
from content.timeline.compile import compile_timeline
from content.timeline.cues import Hold, Phrase, Rank, Say
from content.timeline.fit import fit
from content.timeline.measure import Spacing
from content.timeline.options import DETAILS, Options
from content.timeline.place import RECUR_MS, Placed, Placement, place
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
    countdown=st.booleans(),
    breath_in_s=st.integers(2, 10),
    breath_out_s=st.integers(2, 15),
)
measures = st.builds(Arbitrary, st.integers(0, 99), st.sampled_from([Spacing(), MP3]))
routines = st.sampled_from(sorted(CONTENT.routines.values(), key=lambda routine: routine.id))


def session(routine: Routine, wishes: Options, measure: Arbitrary) -> Placement:
    return place(compile_timeline(fit(routine, WORDS, wishes, measure), WORDS, wishes), measure)


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
    span: Placed | None = None
    for cue in rows(session(routine, wishes, measure)):
        if cue.sound is None:
            span = cue
        elif cue.kind == "mark":
            assert span is not None
            assert span.start_ms < cue.start_ms < cue.end_ms <= span.end_ms


@settings(max_examples=60)
@given(routines, options)
def test_left_equals_right(routine: Routine, wishes: Options) -> None:
    timeline = compile_timeline(fit(routine, WORDS, wishes, Arbitrary(0)), WORDS, wishes)
    for chapter in timeline.chapters:
        spans: dict[str, Counter[tuple[str, int]]] = {"left": Counter(), "right": Counter()}
        for cue in chapter.cues:
            if cue.where.side and cue.where.repetition:
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
def test_no_sentence_recurs_within_a_minute(routine: Routine, wishes: Options, measure: Arbitrary) -> None:
    timeline = compile_timeline(fit(routine, WORDS, wishes, measure), WORDS, wishes)
    paced = {
        mark.sound.text
        for cue in timeline.cues
        for mark in getattr(cue, "marks", ())
        if mark.rank in (Rank.COUNTDOWN, Rank.BREATHING) and isinstance(mark.sound, Phrase)
    }
    paced |= {  # which side comes now is always said
        cue.phrase.text for cue in timeline.cues if isinstance(cue, Say) and cue.is_needed
    }
    last: dict[str, int] = {}
    for cue in rows(place(timeline, measure)):
        text = getattr(cue.sound, "text", "")
        if cue.kind in ("say", "mark") and text and text not in paced | {LINES["hold"], LINES["release"]}:
            assert cue.start_ms - last.get(text, -RECUR_MS) >= RECUR_MS, text
            last[text] = cue.start_ms


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
def test_pace_scales_everything_but_holds(name: str) -> None:
    def spans(pace: float) -> list[tuple[str, int]]:
        wishes = Options(pace=pace)
        timeline = compile_timeline(CONTENT.routines[name], WORDS, wishes)
        return [
            (type(cue).__name__, getattr(cue, f"{type(cue).__name__.lower()}_ms", 0))
            for cue in timeline.cues
            if not (isinstance(cue, Hold) and cue.breaths)
        ]

    for (kind, usual_ms), (_, slow_ms) in zip(spans(1.0), spans(0.5), strict=True):
        walking = kind == "Move" and usual_ms >= 120_000
        assert slow_ms == (usual_ms if kind == "Hold" or walking else 2 * usual_ms), kind


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_the_whole_instruction_comes_once_and_then_talk_fades(name: str) -> None:
    """The first repetition of an exercise talks most, and from the third on there is a count at most."""
    timeline = compile_timeline(CONTENT.routines[name], WORDS, Options())
    for chapter in timeline.chapters:
        talk = Counter(
            cue.where.repetition
            for cue in chapter.cues
            if isinstance(cue, Say)
            and cue.phrase.text not in (LINES["hold"], LINES["release"])
            and cue.where.repetition
            and cue.where.side != "right"
        )
        assert all(talk[1] > words for repetition, words in talk.items() if repetition > 1)
        assert not any(repetition > 2 for repetition in talk)


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
@pytest.mark.parametrize("detail", DETAILS)
def test_safety_opens_every_session_under_every_amount_of_talk(name: str, detail: str) -> None:
    routine = CONTENT.routines[name]
    timeline = compile_timeline(routine, WORDS, Options(detail=detail))  # type: ignore[arg-type]
    said = [getattr(getattr(cue, "phrase", None), "text", "") for cue in timeline.chapters[0].cues]
    for line in ("doctor-first", "stop-if-it-hurts", *routine.safety):
        assert all(sentence in said for sentence in WORDS.phrases.safety[line])


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_a_floor_routine_ends_with_rolling_to_one_side_before_getting_up(name: str) -> None:
    routine = CONTENT.routines[name]
    timeline = compile_timeline(routine, WORDS, Options(detail="cues"))
    said = [getattr(getattr(cue, "phrase", None), "text", "") for cue in timeline.chapters[-1].cues]
    assert any("onto one side first" in sentence for sentence in said) is routine.is_floor


def test_a_change_of_side_is_announced_however_soon_it_recurs() -> None:
    routine = CONTENT.routines["relief-techniques"]
    knee = next(step for step in routine.steps if step.exercise.id == "single-knee-to-chest")
    quick = replace(routine, steps=(replace(knee, amount=5, repetitions=1, sets=3),))
    wishes = Options(pace=2, detail="brief")
    said = [getattr(cue.sound, "text", "") for cue in rows(place(compile_timeline(quick, WORDS, wishes), Arbitrary(0)))]
    assert said.count("Now change over to the right.") == 3
    assert said.count("Now change over to the left.") == 2


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
