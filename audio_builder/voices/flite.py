"""flite: small voices with a package in most Linux systems. ``--voice flite`` is slt; ``flite:rms`` another."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices.contract import nothing_to_say
from audio_builder.voices.level import gain_of

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

PROGRAM = "flite"
HOW_TO_GET = "install the package 'flite' of your system (Debian: apt install flite)"
DEFAULT = "slt"
LANGUAGES = {"awb": "en-gb"}
"""Of a voice that is not American: this one is Scottish."""
SLOWER = "1.1"
"""Times flite's own pace: unhurried, for somebody on the floor."""
ASK_S = 10
RECIPE = 1
"""Goes up when the same voice begins to sound otherwise here."""


@dataclass(frozen=True, slots=True)
class FliteVoice:
    name: str
    voice: str
    fingerprint: str

    @property
    def language(self) -> str:
        return LANGUAGES.get(self.voice, "en-us")

    @property
    def gain_db(self) -> float:
        """Measured when it is first asked for."""
        return gain_of(self.fingerprint, self.speak)

    def speak(self, text: str) -> Pcm:
        from audio_builder.voices.command_run import as_argument, spoken

        if not any(character.isalnum() for character in text):
            raise nothing_to_say(text)
        how = [PROGRAM, "-voice", self.voice, "--setf", f"duration_stretch={SLOWER}", "-t", as_argument(text)]
        return spoken(text, lambda _said, sound: [*how, "-o", str(sound)])


def open_voice(setting: str) -> FliteVoice:
    """``setting`` is the name of a voice, empty for slt."""
    voice, known = setting or DEFAULT, voice_names()
    if voice not in known:
        raise UnknownVoiceError(f"flite has no voice '{voice}'; it has: {', '.join(known)}")
    name = f"{PROGRAM}:{setting}" if setting else PROGRAM
    return FliteVoice(name, voice, f"flite {RECIPE}, {_version()}, {voice}, {SLOWER} times slower")


def voice_names() -> tuple[str, ...]:
    """The voices that flite has here. Raises ``VoiceError`` when it is not installed, or does not answer."""
    names = _asked("-lv").partition(":")[2].split()
    return tuple(sorted(name for name in names if name != "awb_time"))  # which can only tell the time


def _version() -> str:
    said = _asked("--version")
    return next((line.strip() for line in said.splitlines() if "version:" in line), "version unknown")


@cache
def _asked(option: str) -> str:
    if shutil.which(PROGRAM) is None:
        raise VoiceError(f"the voice '{PROGRAM}' needs the program {PROGRAM}: {HOW_TO_GET}")
    try:
        done = subprocess.run(
            [PROGRAM, option], stdin=subprocess.DEVNULL, capture_output=True, timeout=ASK_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VoiceError(f"{PROGRAM} {option} gives no answer: {error}") from error
    return done.stdout.decode(errors="replace")
