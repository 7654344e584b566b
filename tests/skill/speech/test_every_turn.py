"""Every chapter under every option, in both forms: exact holds whatever the voice, nothing crowded, nothing lost."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from content.timeline.cues import Chime, Hold, Phrase, Rank, Say
from content.timeline.options import DETAILS
from skill.coach.library import is_spoken
from skill.simulator.apla import faults_of, interpret
from skill.simulator.ssml import read_ssml
from skill.speech.apla import CHIMES, document
from skill.speech.ssml import ssml
from skill.speech.timing import MEASURE, length_ms
from tests.skill.speech.rows import rows_of
from tests.skill.speech.turns import CONTENT, ROUTINES, answers
from tests.skill.speech.voices import Voice
from tests.tools import slow_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from content.timeline.options import Detail
    from skill.coach.state import Answer
    from skill.simulator.apla import HeardAnswer, PlayedSound

VOICES = [Voice(50), Voice(160)]
LINES = CONTENT.words["en"].phrases.lines
HELD = LINES["hold"], LINES["stay"]


def holds_of(answer: Answer) -> list[int]:
    return [cue.hold_ms for cue in answer.cues if isinstance(cue, Hold)]


def heard_holds(answer: Answer, sounds: Iterable[PlayedSound]) -> Iterator[int]:
    """From the end of each "Hold", or "Stay, and breathe", to the beginning of the words that release it."""
    releases = [cue.release.text for cue in answer.cues if isinstance(cue, Hold) and isinstance(cue.release, Phrase)]
    start_ms = None
    for sound in sounds:
        if sound.text in HELD:
            assert start_ms is None
            start_ms = sound.end_ms
        elif start_ms is not None and releases and sound.text == releases[0]:
            yield sound.start_ms - start_ms
            start_ms = None
            releases.pop(0)
    assert start_ms is None
    assert not releases


def unquiet(answer: Answer, sounds: Iterable[PlayedSound]) -> list[str]:
    """What is heard between ``go`` and its hold, and is not the breath that goes with it."""
    said = [sound.text for sound in sounds if sound.text]
    goes = [cue.phrase.text for cue in answer.cues if isinstance(cue, Say) and is_go(cue)]
    return [before for before, text in pairwise(said) if text in HELD and before not in goes]


def is_go(cue: Say) -> bool:
    """Whether it is a sentence on which to move."""
    words = CONTENT.words["en"].exercises.get(cue.where.exercise)
    if words is None or not cue.where.repetition:
        return False
    sides = (("left", "right"), ("right", "left"), ("", ""))
    manners = (words.manner, *words.ways.values())
    return any(
        cue.phrase.text == go.replace("{side}", side).replace("{other}", other)
        for manner in manners
        for go in manner.go
        for side, other in sides
    )


def crowded(heard: HeardAnswer) -> list[tuple[PlayedSound, PlayedSound]]:
    return [(one, other) for one, other in pairwise(heard.sounds) if other.start_ms < one.end_ms]


def expected_sounds(answer: Answer) -> list[tuple[str, int, int]]:
    """The sounds of the rows: text or address, and when."""
    return [
        (row.sound.text if isinstance(row.sound, Phrase) else CHIMES[row.sound.name], row.start_ms, row.end_ms)
        for row in rows_of(answer)
        if row.sound
    ]


LONG = ("whole-programme", "relief-techniques", "lower-back-relief", "exercises-and-stretches")


@pytest.mark.parametrize("detail", slow_for(DETAILS, "brief"))
@pytest.mark.parametrize("routine", slow_for(ROUTINES, *LONG))
def test_a_turn_in_apla_and_ssml(routine: str, detail: Detail) -> None:
    held = 0
    for answer in answers(routine, (detail,)):
        held += len(holds_of(answer))
        check_apla(answer)
        check_ssml(answer)
    assert held > 30 or not is_spoken(CONTENT.routines[routine])


def check_apla(answer: Answer) -> None:
    found = document(answer)
    assert json.loads(json.dumps(found)) == found
    assert faults_of(found) == []
    heard = interpret(found, MEASURE)
    assert [(each.text, each.start_ms, each.end_ms) for each in heard.sounds] == expected_sounds(answer)
    assert heard.length_ms == length_ms(answer)
    assert crowded(heard) == []
    assert list(heard_holds(answer, heard.sounds)) == holds_of(answer)
    assert unquiet(answer, heard.sounds) == []
    texts = sorted(each.text for each in heard.sounds)
    for voice in VOICES:
        sounds = interpret(found, voice).sounds
        assert list(heard_holds(answer, sounds)) == holds_of(answer)
        assert sorted(each.text for each in sounds) == texts


def check_ssml(answer: Answer) -> None:
    written = ssml(answer)
    heard = read_ssml(written, MEASURE)
    assert list(heard_holds(answer, heard.sounds)) == holds_of(answer)
    assert unquiet(answer, heard.sounds) == []
    assert crowded(heard) == []
    assert [each.text for each in heard.sounds] == plain_texts(answer)
    chimes_ms = sum(cue.pause_ms + MEASURE.length_ms(cue.tone) for cue in answer.cues if isinstance(cue, Chime))
    assert abs(heard.length_ms - (length_ms(answer) - chimes_ms)) <= 500  # the pause before the question


def plain_texts(answer: Answer) -> list[str]:
    """What is heard in order, without chimes, and in holds only the countdown and what paces breaths."""
    holds = iter([cue for cue in answer.cues if isinstance(cue, Hold)])
    kept: frozenset[str] | None = None
    texts = []
    for row in rows_of(answer):
        if row.kind == "hold":
            kept = frozenset(
                mark.sound.text
                for mark in next(holds).marks
                if mark.rank in (Rank.COUNTDOWN, Rank.PACE) and isinstance(mark.sound, Phrase)
            )
        elif row.kind != "mark":
            kept = None
        if isinstance(row.sound, Phrase) and (kept is None or row.sound.text in kept):
            texts.append(row.sound.text)
    return texts
