"""espeak-ng's pitfalls: a path too long for it, a call of ``exit``, a name that crashes it. Each in a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import espeakng_loader
import pytest

from audio_builder.errors import VoiceError
from audio_builder.sound.shape import shape
from audio_builder.voices import espeak
from audio_builder.voices.espeak import LONGEST_PATH, open_voice
from audio_builder.voices.voice_contract import HOLD

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

SPEAK = """
import sys
from hashlib import sha256
from pathlib import Path
from gentleback_cli import run

def refuse(*anything, **more):
    raise OSError("no links here")

if "no-links" in sys.argv:
    Path.symlink_to = refuse

def speak():
    from audio_builder.voices.espeak import open_voice
    print(sha256(open_voice("").speak("Hold.").samples).hexdigest())
    from audio_builder.voices.espeak import data_folder
    print(data_folder())
    return 0

sys.exit(run(speak))
"""


def _installed_in(folder: Path) -> Path:
    """The package of the library, copied to ``folder``; returns its data."""
    shutil.copytree(Path(espeakng_loader.__file__).parent, folder / "espeakng_loader", copy_function=_linked)
    return folder / "espeakng_loader" / "espeak-ng-data"


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _long_folder(start: Path, data_path_bytes: int) -> Path:
    """A folder in which the library's data have a path of so many bytes."""
    left = data_path_bytes - len(os.fsencode(start / "x" / "espeakng_loader" / "espeak-ng-data")) + 1
    assert left > 1, "the folder for temporary files has too long a path itself"
    half = left // 2
    return start / "/".join(["x" * half, "x" * (left - half - 1)]) if left > 200 else start / ("x" * left)


def _speak(package: Path, *asked: str, temporary: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package)} | ({"TMPDIR": str(temporary)} if temporary else {})
    command = [sys.executable, "-c", SPEAK, *asked]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


@pytest.mark.parametrize("asked", ["links", "no-links"])
@pytest.mark.parametrize("over", [0, 1, 100])
def test_data_path_longer_than_the_library_can_hold(tmp_path: Path, over: int, asked: str) -> None:
    folder = _long_folder(tmp_path, LONGEST_PATH + over)
    data = _installed_in(folder)
    assert len(os.fsencode(data)) == LONGEST_PATH + over
    temporary = tmp_path / "t"
    temporary.mkdir()
    said = _speak(folder, asked, temporary=temporary)
    assert (said.returncode, said.stderr) == (0, "")
    digest, used = said.stdout.splitlines()
    assert digest == sha256(open_voice("").speak(HOLD).samples).hexdigest()
    assert (used == str(data)) == (over == 0)
    assert list(temporary.iterdir()) == []


def test_temporary_folder_with_a_path_too_long_as_well(tmp_path: Path) -> None:
    folder = _long_folder(tmp_path, LONGEST_PATH + 1)
    said = _speak(folder, temporary=_installed_in(folder))
    assert said.returncode == 1
    assert said.stderr.startswith("gentleback: espeak-ng cannot read a path as long as ")
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("lost", [".", "phontab", "phondata", "intonations", "voices"])
def test_lost_data_is_an_error_and_not_the_end_of_the_process(tmp_path: Path, lost: str) -> None:
    data = _installed_in(tmp_path)
    shutil.rmtree(data / lost) if (data / lost).is_dir() else (data / lost).unlink()
    said = _speak(tmp_path)
    assert said.returncode == 1
    assert said.stderr.startswith("gentleback: espeak-ng's ")
    assert said.stderr.endswith("is not there; install espeakng-loader again\n")


def test_data_that_only_the_library_finds_unreadable(tmp_path: Path) -> None:
    """By default it calls ``exit(1)`` for them."""
    data = _installed_in(tmp_path)
    (data / "phonindex").unlink()
    (data / "phonindex").mkdir()
    said = _speak(tmp_path)
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == f"gentleback: espeak-ng could not read its data in {data}"


def test_lost_library(tmp_path: Path) -> None:
    data = _installed_in(tmp_path)
    for file in data.parent.glob("libespeak-ng*"):
        file.unlink()
    said = _speak(tmp_path)
    assert said.returncode == 1
    assert said.stderr.startswith("gentleback: espeak-ng does not load on this system: ")


@pytest.mark.parametrize(
    "voice", ["xyz", "en-us+nobody", "en-us+", "en-us+f3+f4", "f3", "+f3", "!v/f3", "Alex", "gmw/en-US", "e\0n", "ü"]
)
def test_unknown_voice_is_named(voice: str) -> None:
    with pytest.raises(VoiceError) as caught:
        open_voice(voice).speak(HOLD)
    assert str(caught.value).startswith(f"espeak has no voice '{voice}'; ")


@pytest.mark.parametrize("text", ["one\0two", "five < six & seven", "[[hello]]", "déjà vu", "<break time='1s'/> hold"])
def test_odd_text_is_spoken(text: str) -> None:
    assert open_voice("").speak(text).length_ms > 300


def test_text_after_a_zero_byte_is_not_lost() -> None:
    assert open_voice("").speak("one\0two") == open_voice("").speak("one two")


def test_breath_noise_does_not_follow_the_clock() -> None:
    """By default, breathy variants are seeded by the clock."""
    voice = open_voice("en-us+f5")
    first = voice.speak(HOLD)
    time.sleep(1.1)
    assert voice.speak(HOLD) == first


def test_phonemes_sound_like_the_word_that_they_spell() -> None:
    voice = open_voice("")
    assert voice.speak("[[j'u:z]] a touch more.") == voice.speak("yooz a touch more.")
    assert voice.speak("[[j'u:z]] a touch more.") != voice.speak("Use a touch more.")


@pytest.mark.parametrize("text", ["One.", "Three.", "Halfway."])
def test_a_variant_ends_without_its_echo(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its echo of 140 ms would move the end of a word, and with it the beginning of a hold."""
    without = open_voice("en-us+f2").speak(text)
    monkeypatch.setattr(espeak, "SOFTEST_ECHO", "")
    assert 40 < _audible_ms(open_voice("en-us+f2").speak(text)) - _audible_ms(without) < 160


@pytest.mark.parametrize("text", ["One.", "5 holds.", "Heels down."])
def test_the_command_that_removes_the_echo_is_not_spoken(text: str) -> None:
    with_it, without = open_voice("en-us+f2").speak(text), open_voice("en-us").speak(text)
    assert abs(_audible_ms(with_it) - _audible_ms(without)) < 60


def _audible_ms(sound: Pcm) -> float:
    return shape(sound, gain_db=4).length_samples / 24
