"""The loudness meter compared with ffmpeg's, and its gains with those measured on whole sessions."""

from __future__ import annotations

import wave
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from audio_builder.sound.limiter import limit
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.espeak import open_voice
from audio_builder.voices.level import ABSOLUTE_LUFS, _spoken, gain_of, loudness
from audio_builder.voices.measured import computed_once, model_digest
from tests.audio_builder.decoded import loudness as by_ffmpeg
from tests.tools import slow_for

if TYPE_CHECKING:
    from pathlib import Path

ACCENTS = ("en-gb-x-rp", "en-us+f3", "de", "fr")

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.mark.parametrize("rate_hz", slow_for([8_000, 16_000, 22_050, 48_000], 8_000, 16_000, 48_000))
@pytest.mark.parametrize("gain_db", slow_for([-12, 0, 6], 0))
def test_it_reads_what_ffmpeg_reads(tmp_path: Path, rate_hz: int, gain_db: int) -> None:
    sound = limit(Pcm(_spoken(open_voice("").speak).samples, rate_hz), gain_db)
    with closing(wave.open(str(tmp_path / "a.wav"), "wb")) as file:
        file.setparams((1, 2, rate_hz, 0, "NONE", ""))
        file.writeframes(sound.samples)
    assert abs(loudness(sound) - by_ffmpeg(tmp_path / "a.wav")[0]) <= 0.1


@pytest.mark.parametrize("length", [0, 100, 48_000])
def test_silence_has_no_loudness(length: int) -> None:
    assert loudness(Pcm(silence(length), 24_000)) == ABSOLUTE_LUFS


def test_pauses_do_not_count() -> None:
    said = open_voice("").speak("Slowly lift your hips, as far as is comfortable.")
    apart = Pcm(said.samples + silence(5 * said.rate_hz) + said.samples, said.rate_hz)
    assert abs(loudness(apart) - loudness(said)) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["", *ACCENTS])
def test_the_gain_is_near_that_of_whole_sessions(voice: str) -> None:
    engine = open_voice(voice)
    assert abs(gain_of(engine.fingerprint, engine.speak) - engine.gain_db) <= 0.7


def test_a_silent_voice_keeps_its_level() -> None:
    assert gain_of("mute", lambda _text: Pcm(silence(24_000), 24_000)) == 0


@pytest.mark.slow
def test_the_gain_is_measured_once() -> None:
    engine = open_voice("")
    found = gain_of("once", engine.speak)
    assert gain_of("once", lambda _text: pytest.fail("it was spoken again")) == found


def test_each_question_is_computed_once() -> None:
    for question, computed, kept in (("a", "1", "1"), ("b", "2", "2"), ("a", "3", "1")):
        assert computed_once(question, str(computed).strip) == kept


def test_a_file_that_changes_has_another_digest(tmp_path: Path) -> None:
    file = tmp_path / "model"
    digests = []
    for text in ("one", "other", "longer still"):
        file.write_text(text)
        digests.append(model_digest(file))
    assert len(set(digests)) == 3
