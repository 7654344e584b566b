"""The beats of a repetition: what is said between ``go`` and the rest, in every session under any options."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from content.timeline.cues import (
    BREATHE_IN,
    BREATHE_OUT,
    HOLD,
    RELEASE,
    Count,
    Hold,
    Move,
    Phrase,
    Rank,
    Rest,
    Say,
)
from content.timeline.options import COUNTDOWNS, DETAILS, Options
from content.timeline.place import Placed, place_cues
from tests.content.timeline.coaching import (
    ESTIMATE,
    LINES,
    MEASURES,
    PHRASES,
    ROUTINES,
    Beats,
    Session,
    beats_in,
    session_of,
    sessions,
    shipped,
    wishes,
    words_of,
)

if TYPE_CHECKING:
    from tests.content.timeline.measures import Arbitrary

BEATS = {
    "with bells": re.compile(r"((say|count) )?rest say hold say move rest"),
    "in words": re.compile(r"((say|count) )?rest say hold move rest"),
    "a movement": re.compile(r"((say|count) )?rest say move rest"),
}
"""In, go, the hold, release, the way back, rest: nothing more, nothing else."""
LEAST_MS = 2_000


def check_beats(session: Session) -> None:
    for step, beats in session.beats:
        held = "with bells" if session.options.chimes else "in words"
        assert BEATS["a movement" if step.unit == "move_s" else held].fullmatch(beats.kinds), beats
        manner = words_of(step).manner_of(step.way)
        assert beats.go in sided(manner.go, beats)
        assert beats.release in sided(manner.release, beats)


def sided(forms: tuple[str, ...], beats: Beats) -> list[str]:
    other = {"left": "right", "right": "left"}.get(beats.where.side, "")
    return [form.replace("{side}", beats.where.side).replace("{other}", other) for form in forms]


@pytest.mark.parametrize("chimes", [True, False])
@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_a_session_of_ours_has_nothing_but_the_beats(name: str, detail: str, chimes: bool) -> None:
    check_beats(shipped(name, Options(detail=detail, chimes=chimes)))  # type: ignore[arg-type]


@settings(max_examples=60)
@given(sessions())
def test_a_session_under_any_options_has_nothing_but_the_beats(session: Session) -> None:
    check_beats(session)


def _around_holds(session: Session) -> list[tuple[list[Placed], Placed, list[Placed]]]:
    """What is placed from the sound before each hold's start on, the hold, and up to the sound after its release."""
    rows = list(session.placement.cues)
    sounds = [row for row in rows if row.sound is not None]
    found = []
    for hold in (row for row in rows if row.kind == "hold"):
        before = [row for row in sounds if row.end_ms <= hold.start_ms][-2:]
        after = [row for row in sounds if row.start_ms >= hold.end_ms][:3]
        found.append((before, hold, after))
    return found


@settings(max_examples=60)
@given(wishes(), MEASURES)
def test_go_starts_a_hold_within_its_movement_and_the_way_back_follows_its_release(
    wish: tuple[str, Options], measure: Arbitrary
) -> None:
    """At any pace, with any voice: 2 s at least each way, and exactly as long as the facts say or the pace makes it."""
    session = session_of(*wish, measure)
    gap_ms = measure.spacing.gap_ms
    for (go, start), hold, after in _around_holds(session):
        step = next(each for each in session.routine.steps if each.exercise.id == hold.where.exercise)
        tempo, pace = step.exercise.tempo, session.options.pace
        into_ms = max(LEAST_MS, round(tempo.into_ms / pace))
        assert go.words
        spoken = Phrase(LINES["stay" if step.unit == "breaths" else "hold"])
        assert start.sound == (HOLD if session.options.chimes else spoken)
        # the starting sound rings in the movement; one that is longer than it follows go at once
        longest_ms = max(into_ms, measure.length_ms(start.sound) + gap_ms) + measure.spacing.grid_ms
        assert into_ms <= hold.start_ms - go.end_ms <= longest_ms
        release = after[1] if session.options.chimes else after[0]
        assert (after[0].sound == RELEASE) == session.options.chimes
        assert release.words
        out_ms = max(LEAST_MS, round(tempo.out_ms / pace))
        following = [row for row in after if row.start_ms > release.start_ms]
        assert all(row.start_ms - release.end_ms >= out_ms for row in following)


@settings(max_examples=40)
@given(sessions())
def test_no_pace_shortens_the_movement_into_a_hold_or_out_of_it_to_under_two_seconds(session: Session) -> None:
    for step, beats in session.beats:
        tempo, pace = step.exercise.tempo, session.options.pace
        match beats.work:
            case Hold():
                assert beats.work.into_ms == max(LEAST_MS, round(tempo.into_ms / pace))
                back = beats.cues[-2]
                assert isinstance(back, Move)
                assert back.move_ms == max(LEAST_MS, round(tempo.out_ms / pace))
            case Move():
                dose = step.exercise.dose.range_of("move_s")
                assert dose is not None
                assert dose.least * 1_000 <= beats.work.move_ms <= dose.most * 1_000


@settings(max_examples=40)
@given(sessions())
def test_the_first_repetition_costs_what_the_others_cost(session: Session) -> None:
    """From ``go`` to the rest it is longer than another by no more than its words of go and release are."""
    for step, chapter in session.exercises:
        costs: dict[str, set[int]] = {}
        for beats in (each for mine, each in session.beats if mine is step):
            at = beats.cues.index(beats.work) - 1
            length_ms = place_cues(beats.cues[at:-1], ESTIMATE).length_ms
            words_ms = ESTIMATE.length_ms(Phrase(beats.go))
            if isinstance(beats.work, Hold):  # the words for the way back of a movement are inside it
                words_ms += ESTIMATE.length_ms(Phrase(beats.release))
            costs.setdefault(chapter.exercise, set()).add(length_ms - words_ms)
        assert all(len(each) == 1 for each in costs.values()), costs


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_go_and_release_keep_their_words_and_get_shorter(name: str, detail: str) -> None:
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    for step, beats in session.beats:
        manner, number, last = words_of(step).manner_of(step.way), beats.where.repetition, beats.where.of
        long_go = number <= 2 or number == last if detail == "full" else number == 1
        long_release = number in (1, last) if detail == "full" else number == 1
        assert beats.go == sided(manner.go, beats)[0 if long_go else 1], (name, beats)
        assert beats.release == sided(manner.release, beats)[0 if long_release else 1], (name, beats)


@settings(max_examples=40)
@given(sessions())
def test_a_breath_or_a_number_leads_to_every_go(session: Session) -> None:
    """A breath in of 3 s before the first of a side; later its number, and 2 s; where the sides alternate, 2 s."""
    for step, beats in session.beats:
        lead = beats.cues[: beats.cues.index(beats.work) - 1]
        room = lead[-1]
        assert isinstance(room, Rest)
        alternates = step.exercise.side == "alternating" and beats.where.side == "right"
        if alternates:
            assert len(lead) == 1
        elif beats.where.repetition == 1:
            assert isinstance(lead[0], Say)
            assert lead[0].phrase.text == LINES["in"]
        else:
            assert isinstance(lead[0], Count)
        assert room.rest_ms >= LEAST_MS
        if session.options.pace == 1.0:
            is_first = beats.where.repetition == 1 and not alternates
            assert room.rest_ms == (3_000 if is_first else 2_000)


# Cues inside holds ----------------------------------------------------------------------------------------------------


def marks(beats: Beats, *ranks: Rank) -> list[str]:
    return [getattr(mark.sound, "text", "") for mark in beats.work.marks if mark.rank in ranks]


LEAST_HOLD_MS = 3_000
TALK = (Rank.FAULT, Rank.BREATHING, Rank.ENCOURAGEMENT)
BREATHS = PHRASES.lists["breathe"]
COUNTED_MS = 8_000


@settings(max_examples=60)
@given(sessions())
def test_cues_take_turns(session: Session) -> None:
    """In the first hold of a side the fault's, then the breath's, another, none, and these three again and again."""
    if session.options.detail == "cues":
        return
    for step, chapter in session.exercises:
        cues = words_of(step).cues
        for turn, beats in enumerate(beats_in(chapter)):
            number = turn if step.exercise.side == "alternating" else beats.where.repetition - 1
            said = marks(beats, *TALK)[:1]
            if number == 0:
                is_soon = beats.where.side == "right" and step.repetitions == 1
                assert said == [sided(cues, beats)[-1 if is_soon else 0]]
            elif number % 3 == 0 and not (step.unit == "hold_s" and step.amount >= 15):
                assert said == []
            elif number % 3 == 1 and step.unit == "hold_s":
                assert said[0] in BREATHS
            else:  # also in the turn of the breath, where the breath is paced
                assert said[0] in sided(cues, beats)


@settings(max_examples=60)
@given(sessions())
def test_a_long_hold_has_a_cue_for_the_fault_and_one_for_the_breath(session: Session) -> None:
    for step, beats in session.beats:
        if session.options.detail != "cues" and step.unit == "hold_s" and step.amount >= 15:
            said = marks(beats, *TALK)
            assert len(said) == 2
            assert sum(each in BREATHS for each in said) == 1


@pytest.mark.parametrize("name", ROUTINES)
def test_the_cue_for_the_fault_is_heard_in_the_first_hold_of_every_side(name: str) -> None:
    """Placed, with the voice as it is estimated: in all holds of 3 s and more."""
    session = shipped(name)
    heard: dict[tuple[str, str], list[str]] = {}
    for cue in session.placement.cues:
        if cue.kind == "mark" and cue.where.repetition == 1 and cue.where.set == 1:
            heard.setdefault((cue.where.exercise, cue.where.side), []).append(cue.words)
    for step, beats in session.beats:
        if beats.where.repetition == 1 and (not isinstance(beats.work, Hold) or beats.work.hold_ms >= LEAST_HOLD_MS):
            if step.exercise.side == "alternating" and beats.where.side == "right":
                continue  # the second of the two: the breath's
            cues = sided(words_of(step).cues, beats)
            assert any(each in cues for each in heard[step.exercise.id, beats.where.side]), (name, beats.where)


@pytest.mark.parametrize("name", ROUTINES)
def test_with_the_least_talk_one_cue_in_each_exercise_says_to_keep_breathing(name: str) -> None:
    session = shipped(name, Options(detail="cues"))
    for step, chapter in session.exercises:
        said = [text for each in beats_in(chapter) for text in marks(each, *TALK)]
        assert said == ([] if step.unit == "breaths" else [BREATHS[0]]), step.exercise.id


# The countdown, bells and tones ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("countdown", COUNTDOWNS)
@pytest.mark.parametrize("name", ROUTINES)
def test_the_last_seconds_are_counted_in_the_first_hold_and_in_the_last_of_each_side(name: str, countdown: str) -> None:
    session = shipped(name, Options(countdown=countdown))  # type: ignore[arg-type]
    for _, chapter in session.exercises:
        all_beats = beats_in(chapter)
        for index, beats in enumerate(all_beats):
            is_long = isinstance(beats.work, Hold) and not beats.work.breaths and beats.work.hold_ms >= COUNTED_MS
            is_end = index == 0 or beats.where.repetition == beats.where.of
            expected = is_long and (countdown == "all" or (countdown == "ends" and is_end))
            assert marks(beats, Rank.COUNTDOWN) == (["Three.", "Two.", "One."] if expected else []), beats.where


@settings(max_examples=60)
@given(sessions())
def test_no_hold_under_eight_seconds_is_counted_down(session: Session) -> None:
    for _, beats in session.beats:
        if isinstance(beats.work, Hold) and beats.work.hold_ms < COUNTED_MS:
            assert marks(beats, Rank.COUNTDOWN) == []


@settings(max_examples=60)
@given(sessions())
def test_what_is_heard_is_explained_once_and_before_it_is_heard(session: Session) -> None:
    """Each bell and each breath tone with a sample, and the countdown; what is not heard is not explained."""
    options, rows = session.options, list(session.placement.cues)
    samples = {"bell_begins": HOLD, "bell_ends": RELEASE, "tone_in": BREATHE_IN, "tone_out": BREATHE_OUT}
    for line, tone in samples.items():
        at = [index for index, row in enumerate(rows) if row.words == LINES[line]]  # type: ignore[index]
        heard_ms = [row.start_ms for row in rows if row.sound == tone and row.where.repetition]
        is_in_talk = bool(session.routine.talks) and tone in (HOLD, RELEASE)
        assert len(at) <= 1, line
        assert at or is_in_talk or not heard_ms
        for index in at:
            assert rows[index + 1].sound == tone
            assert all(rows[index].start_ms < each for each in heard_ms)
    sampled = [row.sound for row in rows if row.kind == "chime" and not row.where.repetition]
    assert all(sampled.count(tone) <= 1 for tone in samples.values())
    counted = LINES["counted_all" if options.countdown == "all" else "counted_once"]
    explained_ms = [row.start_ms for row in rows if row.words == counted]
    numbers = [f"{each.capitalize()}." for each in ("three", "two", "one")]
    counted_ms = [row.start_ms for row in rows if row.kind == "mark" and row.words in numbers]
    is_told = options.detail != "cues" and not session.is_short
    assert len(explained_ms) == bool(counted_ms and is_told)
    assert all(explained_ms[0] < each for each in counted_ms if is_told)


@settings(max_examples=40)
@given(sessions())
def test_numbers_rise_by_one_and_end_with_the_last_one(session: Session) -> None:
    for _, chapter in session.exercises:
        counts = [cue.phrase.text for cue in chapter.cues if isinstance(cue, Count)]
        by_set = [each.number for each in chapter.repetitions if each.number > 1]
        assert len(counts) == len(by_set)
        for repetition, text in zip((each for each in chapter.repetitions if each.number > 1), counts, strict=True):
            last = [cue.where.of for cue in repetition.cues if cue.where.of][0]  # noqa: RUF015
            assert (text in (LINES["count_last"], LINES["count_last_turn"])) == (repetition.number == last)
        for one, other in pairwise(chapter.repetitions):
            assert other.number == one.number + 1 or other.number == 1
