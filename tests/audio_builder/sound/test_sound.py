"""The sound of every session against its catalog: decoded, and measured."""

from __future__ import annotations

from itertools import pairwise

import pytest

from content.model.loader import load
from tests.sessions import Decoded, Sessions, cues, is_sound
from tests.tools import slow_for

ROUTINES = sorted(load().routines)
LONG = ("whole-programme", "exercises-and-stretches", "lower-back-relief", "relief-techniques", "walk-30")
ECHO_MS = 48
"""What the codec may add round a sound."""


@pytest.fixture(params=slow_for(ROUTINES, *LONG))
def routine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=slow_for(["sessions", "bare_sessions"], "bare_sessions"))
def made(request: pytest.FixtureRequest) -> Sessions:
    found: Sessions = request.getfixturevalue(request.param)
    return found


def test_holds_are_exact_and_silent_where_the_catalog_has_no_cue(made: Sessions, routine: str) -> None:
    session = made.named(routine)
    sound = Decoded.of(made.out / session["file"])
    assert abs(sound.length_ms - session["duration_ms"]) < 0.01
    rows = cues(session)
    sounds = [cue for cue in rows if is_sound(cue)]
    for hold in (cue for cue in rows if cue["kind"] == "hold"):
        assert abs(_measured_ms(sound, hold["start_ms"], hold["end_ms"]) - hold["hold_ms"]) <= 24, hold
        inside = [cue for cue in sounds if hold["start_ms"] <= cue["start_ms"] < hold["end_ms"]]
        edges = [time_ms for cue in inside for time_ms in (cue["start_ms"], cue["end_ms"])]
        quiet = [hold["start_ms"], *edges, hold["end_ms"]]
        for start_ms, end_ms in zip(quiet[::2], quiet[1::2], strict=True):
            if end_ms - start_ms > 2 * ECHO_MS:
                assert sound.peak_db(start_ms + ECHO_MS, end_ms - ECHO_MS) < -60, hold


def _measured_ms(sound: Decoded, start_ms: int, end_ms: int) -> float:
    """From the end of the sound that starts a hold to the beginning of the one that ends it."""
    start = sound.last_sound_ms(start_ms - 60, start_ms + 60)
    end = sound.first_sound_ms(end_ms - 60, end_ms + 60)
    return end - start


def test_every_cue_sounds_where_the_catalog_says(made: Sessions, routine: str) -> None:
    session = made.named(routine)
    sound = Decoded.of(made.out / session["file"])
    for cue in cues(session):
        if is_sound(cue) and cue.get("tone") != "wake":
            assert abs(sound.first_sound_ms(cue["start_ms"] - 60, cue["end_ms"]) - cue["start_ms"]) <= 6, cue
            assert abs(sound.last_sound_ms(cue["start_ms"], cue["end_ms"] + 60) - cue["end_ms"]) <= 24, cue


def test_no_word_is_in_the_first_half_second_and_the_end_is_silent(made: Sessions, routine: str) -> None:
    session = made.named(routine)
    first = next(cue for cue in cues(session) if "text" in cue)
    last = [cue for cue in cues(session) if is_sound(cue)][-1]
    assert first["start_ms"] >= 500
    assert session["duration_ms"] - last["end_ms"] >= 1_000


def test_a_tone_comes_before_every_word_after_a_long_silence(made: Sessions, routine: str) -> None:
    sounds = [cue for cue in cues(made.named(routine)) if is_sound(cue)]
    for one, other in pairwise(sounds):
        if other["start_ms"] - one["end_ms"] >= 10_000:
            assert "tone" in other, other
