"""The voices of macOS, through its command ``say``. ``--voice say`` is Samantha; ``say:Daniel`` another.

``say -v '?'`` and ``gentleback voices`` list them; the system's settings offer more, under Spoken Content.
"""

from __future__ import annotations

import platform
import re
from functools import cache
from typing import TYPE_CHECKING

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices.contract import About, EngineVoice, spec_of
from audio_builder.voices.program import asked, spoken

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

PROGRAM = "say"
DEFAULT = "Samantha"
"""On every Mac. The voice that the user has chosen for the system differs from one machine to the next."""
RATE_WPM = 150
FORMAT = ("--file-format=WAVE", "--data-format=LEI16@22050")
RECIPE = 1
"""Goes up when the same voice sounds different here."""
ABOUT = About("natural", "a part of macOS")
_LINE = re.compile(r"^(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}[_-]\w+)\s+#", re.MULTILINE)


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is the name of a voice, empty for Samantha."""
    voice, known = setting or DEFAULT, settings()
    if voice not in known:
        raise UnknownVoiceError(f"say has no voice '{voice}'; it has: {', '.join(known)}")
    fingerprint = f"say {RECIPE}, macOS {platform.mac_ver()[0]}, {voice}, {RATE_WPM} wpm"
    return EngineVoice(spec_of(PROGRAM, setting), known[voice], fingerprint, lambda text: _sound(text, voice))


@cache
def settings() -> dict[str, str]:
    """The voices that ``say`` has here, each with its language. Raises ``VoiceError`` when there are none."""
    lines = _LINE.finditer(asked(PROGRAM, "-v", "?", how_to_get="it is a part of macOS"))
    found = {line["name"]: line["language"].replace("_", "-").lower() for line in lines}
    if not found:
        raise VoiceError(f"the program {PROGRAM} here is not the one of macOS, and lists no voices")
    return found


def _sound(text: str, voice: str) -> Pcm:
    how = [PROGRAM, "-v", voice, "-r", str(RATE_WPM), *FORMAT]
    return spoken(text, lambda text_file, wav_file: [*how, "-o", str(wav_file), "-f", str(text_file)])
