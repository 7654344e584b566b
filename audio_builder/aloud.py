"""Answers of the skill aloud: the embedded voice, and whatever program plays sound on this machine.

Sounds begin when the answer says so; between them is silence. Spoken phrases are kept for as long as the command runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from audio_builder.clips.limiter import limit
from audio_builder.errors import BuildError
from audio_builder.pcm import WIDTH, Pcm
from audio_builder.saying import way_of_voice
from audio_builder.voices.table import open_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VOICE = "espeak"
PLAYERS = (
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-v", "error", "-nodisp", "-autoexit"),
    ("play", "-q"),
)
"""Programs that play a WAV file, the first that is there."""


class Sounding(Protocol):
    """One sound of an answer."""

    @property
    def kind(self) -> Literal["speech", "silence", "chime"]: ...
    @property
    def text(self) -> str: ...
    @property
    def start_ms(self) -> int: ...
    @property
    def end_ms(self) -> int: ...


def open_aloud(voice: str = VOICE) -> Callable[[Iterable[Sounding]], None]:
    """A function that plays an answer to its end. Raises ``BuildError`` where nothing plays sound here."""
    player = next((words for words in PLAYERS if shutil.which(words[0])), ())
    if not player and sys.platform != "win32":
        names = ", ".join(words[0] for words in PLAYERS)
        raise BuildError(f"--speak needs a program that plays sound; install one of: {names}")
    engine = open_voice(voice)
    ready = way_of_voice(engine)
    say = lru_cache(maxsize=None)(lambda text: limit(engine.speak(ready(text)), engine.gain_db))

    def play(sounds: Iterable[Sounding]) -> None:
        _play(mixed(sounds, say), player)

    return play


def mixed(sounds: Iterable[Sounding], say: Callable[[str], Pcm]) -> Pcm:
    """The sounds at their times, as one; all of them at the rate of the voice."""
    rate_hz, samples = 0, array("h")
    for sound in sounds:
        if sound.kind == "speech":
            spoken = say(sound.text)
            rate_hz = rate_hz or spoken.rate_hz
            _put(samples, spoken.samples, sound.start_ms * rate_hz // 1_000)
        end = sound.end_ms * rate_hz // 1_000
        samples.extend([0] * (end - len(samples)))
    return Pcm(samples.tobytes(), rate_hz or 22_050)


def _put(samples: array[int], sound: bytes, start: int) -> None:
    """Put ``sound`` at ``start``, or behind what is still sounding."""
    samples.extend([0] * (start - len(samples)))
    samples.frombytes(sound)


def _play(sound: Pcm, player: tuple[str, ...]) -> None:
    handle, name = tempfile.mkstemp(suffix=".wav")
    os.close(handle)
    try:
        with wave.open(name, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(WIDTH)
            file.setframerate(sound.rate_hz)
            file.writeframes(sound.samples)
        _run(player, name)
    finally:
        Path(name).unlink()


def _run(player: tuple[str, ...], name: str) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(name, winsound.SND_FILENAME)
        return
    done = subprocess.run([*player, name], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or "no sound device").splitlines()[-1]
        raise BuildError(f"{player[0]} could not play: {reason}")
