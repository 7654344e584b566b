"""Bells around holds, tones for breaths; without chimes words alone."""

from __future__ import annotations

import pytest

from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.cues import (
    BREATHE_IN,
    BREATHE_OUT,
    CLOSE,
    HOLD,
    OPEN,
    RELEASE,
    Chime,
    Hold,
    Mark,
    Phrase,
    Rank,
    Tone,
)
from content.timeline.options import Options

CONTENT = load(None)
WORDS = CONTENT.words["en"]
LINES = WORDS.phrases.lines


def cues(routine: str, options: Options) -> list[object]:
    return list(compile_timeline(CONTENT.routines[routine], WORDS, options).cues)


@pytest.mark.parametrize("routine", sorted(CONTENT.routines))
def test_without_chimes_there_are_no_tones_but_those_around_the_session(routine: str) -> None:
    timeline = compile_timeline(CONTENT.routines[routine], WORDS, Options(chimes=False))
    assert {sound.name for sound in timeline.sounds if isinstance(sound, Tone)} == {"open", "close", "wake"}


def paced(options: Options) -> list[list[Mark]]:
    """The breath cues of every hold of the first exercise that is counted in breaths."""
    timeline = compile_timeline(CONTENT.routines["need-to-know"], WORDS, options)
    holds = [[cue for cue in chapter.cues if isinstance(cue, Hold) and cue.breaths] for chapter in timeline.chapters]
    first = next(filter(None, holds))
    return [[mark for mark in hold.marks if mark.rank is Rank.PACE] for hold in first]


def test_words_pace_the_first_breath_of_an_exercise_and_tones_the_others() -> None:
    first, *others = paced(Options())
    words = [Phrase(LINES[each].capitalize()) for each in ("breathe_in", "breathe_out")]
    assert [mark.sound for mark in first] == words
    assert [[mark.sound for mark in hold] for hold in others] == [[BREATHE_IN, BREATHE_OUT]] * len(others)
    assert [mark.offset_ms for mark in others[0]] == [300, 4_300]


@pytest.mark.parametrize("options", [Options(chimes=False), Options(pace=2.0, breath_in_s=3), Options(breath_in_s=2)])
def test_words_pace_every_breath_without_chimes_and_where_a_tone_has_no_room(options: Options) -> None:
    assert {type(mark.sound) for hold in paced(options) for mark in hold} == {Phrase}


def test_bells_and_breath_tones_are_heard_as_samples_before_the_first_hold() -> None:
    row = cues("need-to-know", Options())
    first = next(at for at, cue in enumerate(row) if isinstance(cue, Hold))
    samples = [cue.tone for cue in row[:first] if isinstance(cue, Chime)]
    assert samples == [OPEN, HOLD, RELEASE, BREATHE_IN, BREATHE_OUT]


def test_without_chimes_nothing_is_sampled() -> None:
    row = cues("start-here", Options(chimes=False))
    assert [cue.tone for cue in row if isinstance(cue, Chime)] == [OPEN, CLOSE]
