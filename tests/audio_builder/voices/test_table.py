"""Voices are found by name, third-party ones like ours."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import UnknownEngineError, VoiceError
from audio_builder.voices.table import open_voice, voice_names
from audio_builder.voices.voice_contract import HOLD
from tests.audio_builder.third_party_voice import install_voice

if TYPE_CHECKING:
    from pathlib import Path


def test_an_unknown_voice_suggests_the_nearest() -> None:
    with pytest.raises(UnknownEngineError, match=r"^unknown voice 'espek': did you mean 'espeak'\?$"):
        open_voice("espek")


def test_an_unknown_voice_without_a_near_one_lists_all() -> None:
    with pytest.raises(UnknownEngineError, match=r"^unknown voice 'qq': there are: .*espeak, .*silent"):
        open_voice("qq:loud")


def test_a_third_party_voice_works_like_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(install_voice(tmp_path, "beeper"))
    assert "beeper" in voice_names()
    assert open_voice("beeper").speak(HOLD).length_samples == 2_000 * len(HOLD)


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("import no_such_package", "ModuleNotFoundError: No module named 'no_such_package'"),
        ("raise RuntimeError('no licence')", "RuntimeError: no licence"),
        ("", "AttributeError: module 'broken_voice' has no attribute 'open_voice'"),
        ("def open_voice(setting): raise OSError('no such model')", "OSError: no such model"),
    ],
)
def test_an_engine_that_cannot_be_used_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, cause: str
) -> None:
    monkeypatch.syspath_prepend(install_voice(tmp_path, "broken", source))
    monkeypatch.delitem(sys.modules, "broken_voice", raising=False)
    with pytest.raises(VoiceError) as caught:
        open_voice("broken")
    assert str(caught.value) == f"the voice 'broken' cannot be used: {cause}"


def test_opening_a_voice_loads_no_engine_and_no_other_voice() -> None:
    program = (
        "import sys; from audio_builder.voices.table import open_voice; print(open_voice('espeak').fingerprint);"
        "print([name for name in ('ctypes', 'espeakng_loader', 'pydub', 'lameenc', 'audio_builder.voices.silent')"
        " if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.splitlines()[1] == "[]"


def test_silent_has_no_settings() -> None:
    with pytest.raises(VoiceError, match="no settings"):
        open_voice("silent:night")
