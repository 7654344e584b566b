"""Google's service itself. On request only: ``pytest -m network``."""

from __future__ import annotations

import pytest

from audio_builder.voices.gtts import open_voice

pytestmark = pytest.mark.network


@pytest.mark.parametrize("setting", ["", "en-GB", "en-AU", "de"])
def test_the_real_service_speaks_a_short_and_a_divided_phrase(setting: str) -> None:
    voice = open_voice(setting)
    hold = voice.speak("Hold.")
    both = voice.speak(
        "Bring one knee towards your chest, and hold it there. Then let it go, slowly, until it is down. " * 2
    )
    assert 200 < hold.length_ms < 2_000
    assert 8_000 < both.length_ms < 30_000
    assert hold.rate_hz == both.rate_hz == 24_000
