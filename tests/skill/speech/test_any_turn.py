"""Generated turns, and any text."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.timeline.cues import (
    Chime,
    Count,
    Cue,
    Hold,
    Mark,
    Move,
    Phrase,
    Rank,
    Rest,
    Say,
    Tone,
    Where,
    phrase,
)
from skill.coach.state import Answer
from skill.simulator.apla import faults_of, interpret
from skill.simulator.speaker import heard
from skill.speech.apla import CHIMES, document
from skill.speech.ssml import ssml
from skill.speech.timing import MEASURE, length_ms
from tests.skill.speech.rows import rows_of
from tests.skill.speech.small import BACK, THERE, left
from tests.skill.speech.voices import Voice

spans_ms = st.integers(0, 130_000)
pauses_ms = st.integers(0, 3_000)
sentences = st.lists(st.sampled_from(["Up", "down", "and slowly", "breathe", "You & me"]), min_size=1, max_size=9).map(
    lambda words: " ".join(words) + "."
)
phrases = sentences.map(phrase)
places = st.integers(0, 5).map(left)
tones = st.sampled_from(sorted(CHIMES)).map(Tone)
ranks = st.sampled_from([rank for rank in Rank if rank is not Rank.RELEASE])
marks = st.lists(st.builds(Mark, spans_ms, ranks, phrases), max_size=5).map(tuple)


def there_and_back(where: Where, span_ms: int, inside: tuple[Mark, ...]) -> Move:
    """A movement with the words for its way back, which are never omitted."""
    return Move(where, span_ms, (*inside, Mark(span_ms // 2, Rank.RELEASE, phrase("And down."))))


cues: st.SearchStrategy[Cue] = st.one_of(
    st.builds(Say, places, phrases, pauses_ms, st.booleans()),
    st.builds(Count, places, phrases, pauses_ms),
    st.builds(Chime, places, tones, pauses_ms),
    st.builds(
        Hold, places, st.integers(1, 130_000), st.just(THERE), st.just(BACK), marks, st.just(0), st.integers(0, 9_000)
    ),
    st.builds(there_and_back, places, st.integers(3_000, 130_000), marks),
    st.builds(Move, places, spans_ms, marks),
    st.builds(Rest, places, spans_ms, marks),
)
turns = st.lists(cues, max_size=8).map(lambda found: tuple(found + found[:3]))  # so that something recurs
answers = st.builds(Answer, st.lists(sentences, max_size=2).map(tuple), turns, sentences)


def gaps_ms(sounds: list[tuple[str, int, int]]) -> list[int]:
    """From the end of each start to the beginning of its release."""
    ends_ms = [end_ms for text, _, end_ms in sounds if text == THERE.text]
    starts_ms = [start_ms for text, start_ms, _ in sounds if text == BACK.text]
    return [start_ms - end_ms for start_ms, end_ms in zip(starts_ms, ends_ms, strict=True)]


@given(answers, st.integers(20, 400))
def test_a_document_has_the_sounds_of_the_rows_and_exact_holds(answer: Answer, percent: int) -> None:
    found = document(answer)
    assert json.loads(json.dumps(found)) == found
    assert faults_of(found) == []
    now = interpret(found, MEASURE)
    rows = [
        (row.sound.text if isinstance(row.sound, Phrase) else CHIMES[row.sound.name], row.start_ms, row.end_ms)
        for row in rows_of(answer)
        if row.sound
    ]
    assert [(each.text, each.start_ms, each.end_ms) for each in now.sounds] == rows
    assert now.length_ms == length_ms(answer)
    other = [(each.text, each.start_ms, each.end_ms) for each in interpret(found, Voice(percent)).sounds]
    assert gaps_ms(other) == [cue.hold_ms for cue in answer.cues if isinstance(cue, Hold)]


@pytest.mark.slow
@given(answers)
def test_ssml_is_read_back_and_its_holds_are_exact_by_the_estimate(answer: Answer) -> None:
    sounds = [(each.text, each.start_ms, each.end_ms) for each in heard(ssml(answer)) if each.kind == "speech"]
    if answer.cues:  # without a turn it is a single sound
        assert gaps_ms(sounds) == [cue.hold_ms for cue in answer.cues if isinstance(cue, Hold)]
        assert [text for text, _, _ in sounds[: len(answer.before)]] == list(answer.before)
    assert sounds[-1][0].endswith(answer.question)
    assert all(later[1] >= sooner[2] for sooner, later in pairwise(sounds))


@given(st.text(min_size=1))
def test_any_text_is_valid_in_both_forms(text: str) -> None:
    answer = Answer((), (Say(left(1), phrase(f"A{text}")),), f"B{text}")
    found = json.loads(json.dumps(document(answer)).encode())
    assert faults_of(found) == []
    assert [each.kind for each in heard(found)] == ["speech", "silence", "speech"]
    assert [each.kind for each in heard(ssml(answer).encode().decode())] == ["speech", "silence", "speech"]
