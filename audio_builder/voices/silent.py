"""A voice of exact silence, as long as its text: for tests, and for trying out a routine's timing."""

from __future__ import annotations

from audio_builder.errors import VoiceError
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.contract import About, EngineVoice

RATE_HZ = 24_000
CHARACTER_MS = 60
SHORTEST_MS = 240
ABOUT = About("silence, to try out timing", "GPL-3.0-or-later")


def open_voice(setting: str) -> EngineVoice:
    if setting:
        raise VoiceError(f"the voice 'silent' has no settings, so '{setting}' is not one")
    fingerprint = f"silent 1, {CHARACTER_MS} ms a character, at least {SHORTEST_MS} ms, {RATE_HZ} Hz"
    return EngineVoice("silent", "en", fingerprint, _silence, known_gain_db=0.0)


def _silence(text: str) -> Pcm:
    length_ms = max(SHORTEST_MS, CHARACTER_MS * len(text))
    return Pcm(silence(length_ms * RATE_HZ // 1000), RATE_HZ)
