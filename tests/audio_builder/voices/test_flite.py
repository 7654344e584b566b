"""flite, as installed on this system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices import flite
from audio_builder.voices.flite import open_voice, settings
from audio_builder.voices.voice_contract import HOLD, VoiceContract
from tests.audio_builder.third_party_voice import install_voice
from tests.tools import need, slow_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("own_cache")
@pytest.mark.slow
class TestFlite(VoiceContract):
    @pytest.fixture(params=slow_for(["flite", "flite:rms", "flite:awb"], "flite:rms", "flite:awb"))
    def spec(self, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        need("flite")
        install_voice(tmp_path / "entries", "flite", "from audio_builder.voices.flite import open_voice")
        monkeypatch.syspath_prepend(tmp_path / "entries")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "entries"))
        return str(request.param)


def test_only_voices_that_can_say_anything_are_listed() -> None:
    need("flite")
    assert {"slt", "rms", "kal"} <= set(settings())
    assert "awb_time" not in settings()


@pytest.mark.parametrize("voice", ["nobody", "awb_time", "/etc/passwd", "-h", "slt "])
def test_an_unknown_voice_is_named(voice: str) -> None:
    need("flite")
    with pytest.raises(UnknownVoiceError, match=rf"^flite has no voice '{voice}'; it has: awb, .*slt$"):
        open_voice(voice)


def test_a_text_like_an_option_is_spoken() -> None:
    need("flite")
    spoken = open_voice("").speak("-o hold your hips")
    assert spoken.length_ms > open_voice("").speak(HOLD).length_ms


def test_without_the_program_the_error_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    flite.settings.cache_clear()
    with pytest.raises(VoiceError, match=r"^the voice 'flite' needs the program flite: .*apt install flite\)$"):
        open_voice("")
