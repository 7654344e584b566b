"""Bells around holds, tones for breaths; without chimes words alone."""

from __future__ import annotations

import pytest

from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.cues import (
    BREATHE_IN,
    BREATHE_OUT,
    HOLD,
    RELEASE,
    Breathe,
    Chime,
    Hold,
    Mark,
    Phrase,
    Rank,
    Say,
    Tone,
)
from content.timeline.options import Options

CONTENT = load(None)
WORDS = CONTENT.words["en"]
LINES = WORDS.phrases.lines
SAYS_HOLD, SAYS_RELEASE = LINES["hold"], LINES["release"]


def cues(routine: str, options: Options) -> list[object]:
    timeline = compile_timeline(CONTENT.routines[routine], WORDS, options)
    return list(timeline.cues)


@pytest.mark.parametrize("detail", ["full", "cues"])
def test_a_hold_lasts_from_bell_to_bell_with_the_words_outside(detail: str) -> None:
    row = cues("relief-techniques", Options(detail=detail))  # type: ignore[arg-type]
    holds = [at for at, cue in enumerate(row) if isinstance(cue, Hold)]
    assert len(holds) == 5 * (1 + 2 + 1 + 2 + 1) + 5  # knee rolls alternate
    for at in holds:
        before, hold, after = row[at - 1 : at + 2]
        assert isinstance(before, Say)
        assert isinstance(hold, Hold)
        assert isinstance(after, Say)
        assert (before.phrase.text, hold.start, hold.release, after.phrase.text) == (
            SAYS_HOLD,
            HOLD,
            RELEASE,
            SAYS_RELEASE,
        )
        assert before.is_needed
        assert after.is_needed


def test_without_chimes_a_hold_lasts_from_word_to_word() -> None:
    row = cues("relief-techniques", Options(chimes=False))
    holds = [cue for cue in row if isinstance(cue, Hold)]
    assert {(cue.start, cue.release) for cue in holds} == {(Phrase(SAYS_HOLD), Phrase(SAYS_RELEASE))}
    assert not any(isinstance(cue, Say) and cue.phrase.text in (SAYS_HOLD, SAYS_RELEASE) for cue in row)


@pytest.mark.parametrize("routine", sorted(CONTENT.routines))
def test_without_chimes_there_are_no_tones_but_those_around_the_session(routine: str) -> None:
    timeline = compile_timeline(CONTENT.routines[routine], WORDS, Options(chimes=False))
    assert {sound.name for sound in timeline.sounds if isinstance(sound, Tone)} == {"open", "close", "wake"}


def paced(options: Options) -> list[list[Mark]]:
    """The breath cues of every hold of the first exercise that is counted in breaths."""
    timeline = compile_timeline(CONTENT.routines["need-to-know"], WORDS, options)
    holds = [[cue for cue in chapter.cues if isinstance(cue, Hold) and cue.breaths] for chapter in timeline.chapters]
    first = next(filter(None, holds))
    return [[mark for mark in hold.marks if mark.rank is Rank.BREATHING] for hold in first]


def test_words_pace_the_first_breath_of_an_exercise_and_tones_the_others() -> None:
    first, *others = paced(Options())
    words = [Phrase(each.capitalize()) for each in (LINES["breathe_in"], LINES["breathe_out"])]
    assert [mark.sound for mark in first] == words
    assert [[mark.sound for mark in hold] for hold in others] == [[BREATHE_IN, BREATHE_OUT]] * 7
    assert [mark.offset_ms for mark in others[0]] == [300, 4_300]


@pytest.mark.parametrize("options", [Options(chimes=False), Options(pace=2.0), Options(breath_in_s=2)])
def test_words_pace_every_breath_without_chimes_and_where_a_tone_has_no_room(options: Options) -> None:
    assert {type(mark.sound) for hold in paced(options) for mark in hold} == {Phrase}


def test_words_pace_the_one_breath_of_the_opening() -> None:
    opening = next(cue for cue in cues("need-to-know", Options()) if isinstance(cue, Breathe))
    assert {type(mark.sound) for mark in opening.marks} == {Phrase}
    assert any(isinstance(cue, Chime) for cue in cues("need-to-know", Options()))
