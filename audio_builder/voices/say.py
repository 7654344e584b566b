"""The voices of macOS, through its command ``say``. ``--voice say`` is Samantha; ``say:Daniel`` another.

``say -v '?'`` and ``gentleback voices`` list them; more can be had in the system's settings, under Spoken Content.
"""

from __future__ import annotations

import platform
import re
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

PROGRAM = "say"
HOW_TO_GET = "it is a part of macOS"
DEFAULT = "Samantha"
"""On every Mac. What the user has chosen for the system would differ from one machine to the next."""
RATE_WPM = 150
FORMAT = ("--file-format=WAVE", "--data-format=LEI16@22050")
ASK_S = 20
RECIPE = 1
"""Goes up when the same voice begins to sound otherwise here."""
_LINE = re.compile(r"^(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}[_-]\w+)\s+#", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SayVoice:
    name: str
    voice: str
    language: str
    fingerprint: str

    @property
    def gain_db(self) -> float:
        """Measured when it is first asked for."""
        return gain_of(self.fingerprint, self.speak)

    def speak(self, text: str) -> Pcm:
        from audio_builder.voices.command_run import spoken

        if not any(character.isalnum() for character in text):
            raise nothing_to_say(text)
        how = [PROGRAM, "-v", self.voice, "-r", str(RATE_WPM), *FORMAT]
        return spoken(text, lambda said, sound: [*how, "-o", str(sound), "-f", str(said)])


def open_voice(setting: str) -> SayVoice:
    """``setting`` is the name of a voice, empty for Samantha."""
    voice, known = setting or DEFAULT, languages()
    if voice not in known:
        raise UnknownVoiceError(f"say has no voice '{voice}'; it has: {', '.join(known)}")
    name = f"{PROGRAM}:{setting}" if setting else PROGRAM
    system = f"macOS {platform.mac_ver()[0]}"
    return SayVoice(name, voice, known[voice], f"say {RECIPE}, {system}, {voice}, {RATE_WPM} wpm")


@cache
def languages() -> dict[str, str]:
    """The voices that ``say`` has here, each with its language. Raises ``VoiceError`` when there are none."""
    if shutil.which(PROGRAM) is None:
        raise VoiceError(f"the voice '{PROGRAM}' needs the program {PROGRAM}: {HOW_TO_GET}")
    try:
        done = subprocess.run(
            [PROGRAM, "-v", "?"], stdin=subprocess.DEVNULL, capture_output=True, timeout=ASK_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VoiceError(f"{PROGRAM} -v '?' gives no answer: {error}") from error
    listed = _LINE.finditer(done.stdout.decode(errors="replace"))
    found = {line["name"]: line["language"].replace("_", "-").lower() for line in listed}
    if not found:
        raise VoiceError(f"the program {PROGRAM} here is not the one of macOS, and lists no voices")
    return found
