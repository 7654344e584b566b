"""``docs/sample.mp3`` is what is said today, by the voice that speaks today."""

from __future__ import annotations

import miniaudio
from mutagen.id3 import ID3

from audio_builder.voices.table import EMBEDDED, open_voice
from benchmarks.sample import LONGEST_MS, ROUTINE, SAMPLE, speaker
from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.cues import Phrase, Say, Timeline
from content.timeline.options import Options

STALE = "docs/sample.mp3 is stale: run 'make sample'"
MOST_BYTES = 400_000


def lyrics() -> list[str]:
    text: str = ID3(SAMPLE).getall("USLT")[0].text
    return text.splitlines()


def test_it_says_what_a_session_says_today() -> None:
    *said, _ = lyrics()
    content = load()
    timeline = compile_timeline(content.routines[ROUTINE], content.words["en"], Options())
    first = next(chapter for chapter in timeline.chapters if chapter.exercise)
    today = {sound.text for sound in Timeline((first,)).sounds if isinstance(sound, Phrase)}
    assert len(said) > 10
    opening = first.cues[0]
    assert isinstance(opening, Say)
    assert said[0] == opening.phrase.text, STALE
    assert set(said) <= today, STALE


def test_the_embedded_voice_says_it() -> None:
    assert lyrics()[-1] == speaker(open_voice(EMBEDDED)), STALE


def test_it_is_a_minute_and_small() -> None:
    assert 50 <= miniaudio.mp3_get_file_info(str(SAMPLE)).duration <= LONGEST_MS / 1_000 + 1
    assert SAMPLE.stat().st_size <= MOST_BYTES
