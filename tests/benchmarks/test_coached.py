"""The figures of a session are those of a small placement whose numbers are known."""

from __future__ import annotations

import pytest

from benchmarks.coached import (
    between,
    end_of,
    first_movement_ms,
    lying_ms,
    most_often,
    rates,
    sentences_of,
    steps_ms,
)
from content.timeline.cues import HOLD, RELEASE, Sound, Where, phrase
from content.timeline.place import CueKind, Placed, PlacedChapter, Placement

LISTEN = "Just listen"
GO, RELEASE_WORDS = "Breathe out, and lift.", "Roll down slowly."


def said(text: str, start_ms: int, end_ms: int, kind: CueKind = "say", screen: str = "") -> Placed:
    return Placed(kind, start_ms, end_ms, Where("bridge", screen=screen), phrase(text))


def span(kind: CueKind, start_ms: int, end_ms: int) -> Placed:
    return Placed(kind, start_ms, end_ms, Where("bridge"), None, end_ms - start_ms)


def rung(sound: Sound, start_ms: int) -> Placed:
    return Placed("chime", start_ms, start_ms + 400, Where("bridge"), sound)


def chapter(*cues: Placed, exercise: str = "bridge", is_passage: bool = False) -> PlacedChapter:
    return PlacedChapter("Bridge", exercise, cues[0].start_ms, cues[-1].end_ms, cues, is_passage)


def placed(*chapters: PlacedChapter) -> Placement:
    return Placement(chapters, chapters[-1].end_ms)


DOWN = chapter(
    said("Already lying down? Rest there.", 0, 2_000),
    said("Lower the back knee.", 3_000, 5_000),
    span("move", 5_000, 11_000),
    said("Roll onto your back.", 11_000, 12_000),
    span("move", 12_000, 20_000),
    said("You are down.", 20_500, 21_500),
    exercise="",
    is_passage=True,
)
STEPS = ("Lower the back knee.", "Roll onto your back.")
LIFT = chapter(
    said("First, bridge.", 30_000, 31_000, screen="Bridge"),
    said("Rest your arms.", 32_000, 33_000, screen="Bridge"),
    span("move", 33_000, 36_000),
    said("When I say lift, raise your hips.", 36_000, 38_000, screen=LISTEN),
    said("A bell begins it.", 39_000, 40_000, screen=LISTEN),
    said("Breathe in.", 42_000, 43_000),
    span("rest", 43_000, 46_000),
    said(GO, 46_000, 47_500),
    span("move", 47_500, 50_000),
    rung(HOLD, 49_600),
    span("hold", 50_000, 55_000),
    said("Knees stay apart.", 51_000, 52_000, kind="mark"),
    rung(RELEASE, 55_000),
    said(RELEASE_WORDS, 55_500, 56_500),
    span("move", 56_500, 58_500),
    span("rest", 58_500, 61_500),
    said("That is one.", 61_500, 62_500),
)
WORDS = ({GO}, {"Hold."}, {RELEASE_WORDS})


def with_more(*more: Placed) -> Placement:
    return placed(chapter(*sorted((*LIFT.cues, *more), key=lambda cue: cue.start_ms)))


def test_words_a_second_have_the_pauses_in_them_but_not_what_is_done_at_once() -> None:
    """2 words in 2 s; 7 and 4 in 6 s."""
    assert rates(placed(DOWN, LIFT), {"Bridge", LISTEN}) == [pytest.approx(13 / 8)]


def test_a_bell_follows_the_sentence_on_it_at_once() -> None:
    """5 words in 1 s, and then the bell, are no part of the rate."""
    bell = said("When you are there, this.", 38_400, 39_000, screen=LISTEN)
    sample = rung(HOLD, 39_000)
    told = [cue for cue in LIFT.cues if cue.words != "A bell begins it."]
    cues = sorted((*told, bell, sample), key=lambda cue: cue.start_ms)
    assert rates(placed(chapter(*cues)), {LISTEN}) == [pytest.approx(7_000 / 2_400)]


def test_only_instructions_count() -> None:
    assert rates(placed(DOWN, LIFT), {LISTEN}) == [pytest.approx(11 / 6)]
    assert rates(placed(DOWN), {LISTEN, ""}) == []


def test_the_first_sentence_of_a_kind_is_found_by_its_end() -> None:
    assert end_of(placed(DOWN, LIFT), lambda cue: cue.where.screen == LISTEN) == 38_000
    assert end_of(placed(DOWN, LIFT), lambda cue: cue.words == "Hold.") is None


def test_a_step_lasts_from_its_last_word_to_the_next() -> None:
    assert steps_ms(DOWN, STEPS) == [6_000, 8_500]


def test_the_last_step_lasts_until_the_end() -> None:
    assert steps_ms(chapter(*DOWN.cues[:-1], is_passage=True), STEPS) == [6_000, 8_000]


def test_one_lies_when_getting_down_is_over() -> None:
    assert lying_ms(placed(DOWN, LIFT)) == 21_500
    assert lying_ms(placed(LIFT)) is None


def test_the_first_movement_follows_the_first_go() -> None:
    assert first_movement_ms(placed(DOWN, LIFT), {GO}) == 47_500


def test_a_walk_begins_with_the_sentence_that_starts_its_first_part() -> None:
    start = said("Begin slowly.", 2_000, 3_400)
    walk = chapter(said("First, walk.", 0, 1_000), start, span("move", 4_000, 90_000))
    assert first_movement_ms(placed(walk), ()) == 3_400


def test_a_swim_begins_with_the_first_step_into_the_water() -> None:
    step, start = said("Walk in.", 0, 1_000), said("Begin slowly.", 3_000, 3_400)
    swim = chapter(step, span("move", 1_000, 3_000), start, span("move", 4_000, 90_000))
    assert first_movement_ms(placed(swim), ()) == 1_000


def test_nothing_stands_between_go_and_hold_or_hold_and_rest() -> None:
    assert list(between(placed(DOWN, LIFT), *WORDS)) == []


@pytest.mark.parametrize(("start_ms", "is_between"), [(44_000, False), (48_000, True), (57_000, True), (60_000, False)])
def test_a_sentence_that_stands_between_is_found(start_ms: int, is_between: bool) -> None:
    found = list(between(with_more(said("Cramp?", start_ms, start_ms + 500)), *WORDS))
    assert found == ["Cramp?"] * is_between


def test_words_that_start_a_hold_or_end_it_have_their_own_place() -> None:
    assert list(between(with_more(said("Hold.", 48_000, 48_500)), *WORDS)) == []
    assert list(between(with_more(said("Hold.", 57_000, 57_500)), *WORDS)) == ["Hold."]


def test_how_often_a_sentence_recurs_is_counted_within_ten_minutes() -> None:
    times_s = (0, 300, 599, 600, 1_100, 1_300)
    cues = [said("Keep breathing.", 1_000 * time_s, 1_000 * time_s + 500) for time_s in times_s]
    assert most_often([*cues, said("Soft face.", 0, 500)]) == (4 - 1, "Keep breathing.")
    assert most_often([]) == (0, "")


def test_sentences_end_where_a_mark_says_so() -> None:
    assert sentences_of("Cramp? Rest. Lift, then lower.") == ["Cramp?", "Rest.", "Lift, then lower."]
