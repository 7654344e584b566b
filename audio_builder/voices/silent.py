"""A voice of exact silence, as long as its text: for tests, and for trying out a routine's timing."""

from __future__ import annotations

from dataclasses import dataclass

from audio_builder.errors import VoiceError
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.contract import nothing_to_say

RATE_HZ = 24_000
CHARACTER_MS = 60
SHORTEST_MS = 240


@dataclass(frozen=True, slots=True)
class SilentVoice:
    name: str = "silent"
    language: str = "en"
    fingerprint: str = f"silent 1, {CHARACTER_MS} ms a character, at least {SHORTEST_MS} ms, {RATE_HZ} Hz"
    gain_db: float = 0.0

    def speak(self, text: str) -> Pcm:
        if not any(character.isalnum() for character in text):
            raise nothing_to_say(text)
        length_ms = max(SHORTEST_MS, CHARACTER_MS * len(text))
        return Pcm(silence(length_ms * RATE_HZ // 1000), RATE_HZ)


def open_voice(setting: str) -> SilentVoice:
    if setting:
        raise VoiceError(f"the voice 'silent' has no settings, so '{setting}' is not one")
    return SilentVoice()
