"""Every voice of this package keeps the contract."""

from __future__ import annotations

from importlib.metadata import distribution

import pytest

from audio_builder.voices.contract import GROUP
from audio_builder.voices.table import open_voice
from audio_builder.voices.voice_contract import VoiceContract

ELSEWHERE = {"gtts", "piper", "flite", "say", "cmd"}
"""Voices tested elsewhere: they need a service, a model, or a program."""
OURS = sorted({entry.name for entry in distribution("gentle-back").entry_points if entry.group == GROUP} - ELSEWHERE)
SETTINGS = ["espeak:de", "espeak:en-us", "espeak:en-us+f5", "espeak:en-gb-x-rp"]
"""f5 and the default, f2, are breathy: by default, their noise is seeded by the clock."""


class TestOurs(VoiceContract):
    @pytest.fixture(params=[*OURS, *SETTINGS])
    def spec(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)


def test_the_embedded_and_the_silent_voice_are_among_them() -> None:
    assert {"espeak", "silent"} <= set(OURS)


def test_what_shapes_the_sound_is_in_the_fingerprint() -> None:
    prints = {open_voice(spec).fingerprint for spec in [*OURS, *SETTINGS]}
    assert len(prints) == len(OURS) + len(SETTINGS)


@pytest.mark.parametrize(("text", "length_ms"), [("a", 240), ("four", 240), ("seven", 300), ("x" * 100, 6_000)])
def test_silence_is_exact(text: str, length_ms: int) -> None:
    sound = open_voice("silent").speak(text)
    assert sound.samples == bytes(length_ms * 24 * 2)
    assert sound.length_ms == length_ms
