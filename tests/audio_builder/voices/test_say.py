"""``say`` of macOS. Elsewhere a program of that name lists and writes as it does, and speaks through flite."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices import say
from audio_builder.voices.say import open_voice, settings
from audio_builder.voices.voice_contract import HOLD, LIFT
from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTED = """\
Alex                en_US    # Most people recognize me by my voice.
Bad News            en_US    # The light you see at the end of the tunnel is the headlamp of a fast approaching train.
Daniel              en_GB    # Hello! My name is Daniel.
Eddy (German (Germany)) de_DE    # Hallo! Ich heisse Eddy.
Majed               ar_001   # Hello
Samantha            en_US    # Hello! My name is Samantha.
"""
STAND_IN = """\
#!{python}
import subprocess, sys
words = sys.argv[1:]
if words == ["-v", "?"]:
    sys.stdout.write({listed!r})
    sys.exit()
voice, file, text = (words[words.index(option) + 1] for option in ("-v", "-o", "-f"))
assert "--file-format=WAVE" in words and "--data-format=LEI16@22050" in words
speaker = {{"Samantha": "slt", "Daniel": "rms"}}[voice]
sys.exit(subprocess.run([{flite!r}, "-voice", speaker, "-f", text, "-o", file]).returncode)
"""


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> Iterator[None]:
    """A machine with ``say``: a real one on a Mac."""
    if sys.platform != "darwin":
        program = tmp_path / "bin" / "say"
        program.parent.mkdir()
        program.write_text(STAND_IN.format(python=sys.executable, listed=LISTED, flite=need("flite")))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.slow
def test_it_speaks_in_the_voice_asked_for(mac: None) -> None:
    usual, other = open_voice(""), open_voice("Daniel")
    assert (usual.name, usual.language, other.name, other.language) == ("say", "en-us", "say:Daniel", "en-gb")
    assert usual.fingerprint != other.fingerprint
    first = usual.speak(LIFT)
    assert first == usual.speak(LIFT)
    assert first != other.speak(LIFT)
    assert first.length_ms > usual.speak(HOLD).length_ms
    assert -30 <= usual.gain_db <= 30


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac lists its own voices")
def test_the_list_is_read_whole(mac: None) -> None:
    assert settings() == {
        "Alex": "en-us",
        "Bad News": "en-us",
        "Daniel": "en-gb",
        "Eddy (German (Germany))": "de-de",
        "Majed": "ar-001",
        "Samantha": "en-us",
    }


@pytest.mark.parametrize("text", ["", "...", "-"])
def test_nothing_to_say(mac: None, text: str) -> None:
    with pytest.raises(VoiceError, match="nothing to say in"):
        open_voice("").speak(text)


def test_an_unknown_voice_is_named(mac: None) -> None:
    with pytest.raises(UnknownVoiceError, match=r"^say has no voice 'Nobody'; it has: Alex, "):
        open_voice("Nobody")


def test_another_program_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    say.settings.cache_clear()
    with pytest.raises(VoiceError, match=r"^the voice 'say' needs the program say: it is a part of macOS$"):
        open_voice("")
    shutil.copy("/bin/echo", tmp_path / "say")
    with pytest.raises(VoiceError, match=r"^the program say here is not the one of macOS, and lists no voices$"):
        open_voice("")
