"""What every voice must do, as tests that anyone can run on theirs (they need pytest)::

    GENTLEBACK_VOICE=NAME pytest --pyargs audio_builder.voices.voice_contract

Or, among tests of your own, inherit ``VoiceContract`` and give it another fixture ``spec``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import VoiceError
from audio_builder.sound.pcm import WIDTH
from audio_builder.voices.table import open_voice

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice

SETTING = "GENTLEBACK_VOICE"
HOLD, LIFT = "Hold.", "Slowly lift your hips, as far as is comfortable."
IN_A_FRESH_PROCESS = """
import sys
from hashlib import sha256
from audio_builder.voices.table import open_voice
voice = open_voice(sys.argv[1])
print(voice.fingerprint, sha256(voice.speak(sys.argv[2]).samples).hexdigest(), sep="\\n")
"""


class VoiceContract:
    """Each test asks one thing of the voice ``spec``."""

    @pytest.fixture
    def spec(self) -> str:
        """Who speaks, as ``--voice`` names it."""
        return os.environ.get(SETTING) or pytest.fail(f"name the voice to test: {SETTING}=NAME", pytrace=False)

    @pytest.fixture
    def voice(self, spec: str) -> Voice:
        return open_voice(spec)

    def test_speaks_a_phrase_the_same_whatever_came_before(self, voice: Voice) -> None:
        first, other, again = voice.speak(HOLD), voice.speak(LIFT), voice.speak(HOLD)
        assert first == again
        assert other != first

    def test_speaks_the_same_in_a_fresh_process(self, voice: Voice, spec: str) -> None:
        voice.speak(HOLD)
        command = [sys.executable, "-c", IN_A_FRESH_PROCESS, spec, LIFT]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
        assert said.stdout.splitlines() == [voice.fingerprint, sha256(voice.speak(LIFT).samples).hexdigest()]
        assert said.stderr == ""

    def test_sound_is_whole_16_bit_samples_at_a_usual_rate(self, voice: Voice) -> None:
        sound = voice.speak(LIFT)
        assert len(sound.samples) % WIDTH == 0
        assert 8_000 <= sound.rate_hz <= 48_000
        assert 500 <= sound.length_ms <= 10_000

    def test_longer_text_takes_longer(self, voice: Voice) -> None:
        assert voice.speak(HOLD).length_ms < voice.speak(LIFT).length_ms

    @pytest.mark.parametrize("text", ["", " ", "...", "-"])
    def test_refuses_a_text_with_nothing_to_say(self, voice: Voice, text: str) -> None:
        with pytest.raises(VoiceError, match="nothing to say in"):
            voice.speak(text)

    def test_fingerprint_is_one_line_and_stable(self, voice: Voice, spec: str) -> None:
        assert voice.fingerprint == open_voice(spec).fingerprint
        assert voice.fingerprint.isprintable()
        assert voice.fingerprint

    def test_name_language_and_gain(self, voice: Voice, spec: str) -> None:
        assert voice.name == spec
        assert voice.language == voice.language.lower()
        assert -30 <= voice.gain_db <= 30


class TestVoice(VoiceContract):
    """The voice that the environment names."""
