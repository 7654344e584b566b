"""Beats are told from all else that is said, and every one of them is in a window."""

from __future__ import annotations

import pytest

from audio_builder.clips.measure import SPACING
from benchmarks.beats import AROUND_MS, CONTEXT_MS, WINDOW_MS, beats, sided, windows
from content.timeline.cues import (
    HOLD,
    RELEASE,
    Chapter,
    Chime,
    Count,
    Hold,
    Mark,
    Phrase,
    Rank,
    Repetition,
    Rest,
    Say,
    Timeline,
    Where,
    phrase,
)
from content.timeline.place import Placement, place
from tests.content.timeline.measures import Fixed

WHERE = Where("bridge")
FIRST, GO, CUE = phrase("First, bridge."), phrase("Breathe out, and lift."), phrase("Knees apart.")
THREE, TWO, RELEASED = phrase("Three."), phrase("Two."), phrase("Roll down.")
OTHER_LEG, BOTH = phrase("Now the right leg."), phrase("Five times on the left, then on the right.")
MARKS = (Mark(1_000, Rank.FAULT, CUE), Mark(9_000, Rank.COUNTDOWN, THREE))
ONCE = (Say(WHERE, GO), Hold(WHERE, 12_000, HOLD, RELEASE, MARKS), Say(WHERE, RELEASED), Rest(WHERE, 3_000))
LIFT = Chapter(
    "Bridge",
    "bridge",
    (Say(WHERE, FIRST), Say(WHERE, BOTH)),
    (
        Repetition(1, "left", 1, ONCE),
        Repetition(1, "right", 1, (Count(WHERE, TWO), *ONCE), (Say(WHERE, OTHER_LEG),)),
    ),
    (Say(WHERE, phrase("That is one.")),),
)
AROUND = Chapter("Before you start", "", (Say(Where(), phrase("Then this was the right amount.")),))
TIMELINE = Timeline((AROUND, LIFT))
PLACEMENT = place(TIMELINE, Fixed(1_000, SPACING))


def texts(placement: Placement) -> list[str]:
    return [cue.words for cue in placement.spoken]


def test_beats_are_what_repetitions_say_besides_cues() -> None:
    assert beats(TIMELINE) == [GO, THREE, RELEASED, OTHER_LEG, TWO]


def test_what_names_a_side_is_found_in_exercises_alone() -> None:
    assert sided(TIMELINE.chapters, ("left", "right")) == [BOTH, OTHER_LEG]


@pytest.mark.parametrize("wanted", [[GO], [TWO, THREE], [OTHER_LEG, FIRST], beats(TIMELINE)])
def test_every_wanted_phrase_counts_in_a_window(wanted: list[Phrase]) -> None:
    counted = [text for each in windows(PLACEMENT, wanted) for text in texts(each.placement)[each.first : each.end]]
    assert {phrase.text for phrase in wanted} <= set(counted)


def test_a_window_has_what_was_heard_before() -> None:
    (window,) = windows(PLACEMENT, [OTHER_LEG])
    assert texts(window.placement)[:2] == [RELEASED.text, OTHER_LEG.text]
    assert window.first == 1


def test_the_last_sound_of_a_window_within_a_session_does_not_count() -> None:
    (window,) = windows(PLACEMENT, [BOTH])
    assert texts(window.placement)[-1] == OTHER_LEG.text
    assert window.end == len(texts(window.placement)) - 1


def test_windows_are_as_in_the_session_but_from_the_room_of_a_clip() -> None:
    for window in windows(PLACEMENT, beats(TIMELINE)):
        sounds = list(window.placement.sounds)
        begin_ms = next(start_ms for start_ms, _, sound in PLACEMENT.sounds if sound == sounds[0][2])
        assert sounds[0][0] == AROUND_MS
        assert next((start - sounds[0][0], end - start) for start, end, _ in sounds) == (0, 1_000)
        assert sounds[-1][1] - sounds[0][0] <= WINDOW_MS
        assert begin_ms >= 0
        assert window.placement.length_ms % SPACING.grid_ms == 0


def test_a_session_ends_with_a_phrase_that_counts() -> None:
    (window,) = windows(PLACEMENT, [phrase("That is one.")])
    assert texts(window.placement)[window.end - 1] == "That is one."


def test_a_phrase_long_before_the_next_sound_is_listened_to_without_it() -> None:
    far = Timeline((Chapter("", "", (Say(WHERE, GO), Rest(WHERE, WINDOW_MS), Chime(WHERE, HOLD))),))
    (window,) = windows(place(far, Fixed(1_000, SPACING)), [GO])
    assert (texts(window.placement), window.end) == ([GO.text], 1)
    assert CONTEXT_MS < WINDOW_MS
