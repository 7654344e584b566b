"""flite: small voices with a package in most Linux systems. ``--voice flite`` is slt; ``flite:rms`` another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from audio_builder.errors import UnknownVoiceError
from audio_builder.voices.contract import About, EngineVoice, spec_of
from audio_builder.voices.program import as_argument, asked, spoken

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

PROGRAM = "flite"
HOW_TO_GET = "install the package 'flite' of your system (Debian: apt install flite)"
DEFAULT = "slt"
LANGUAGES = {"awb": "en-gb"}
"""Of a voice that is not American: this one is Scottish."""
SLOWER = "1.1"
"""Times flite's own pace: unhurried, for somebody on the floor."""
RECIPE = 1
"""Goes up when the same voice sounds different here."""
ABOUT = About("plain, a little distant", "BSD-like")


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is the name of a voice, empty for slt."""
    voice, known = setting or DEFAULT, settings()
    if voice not in known:
        raise UnknownVoiceError(f"flite has no voice '{voice}'; it has: {', '.join(known)}")
    fingerprint = f"flite {RECIPE}, {_version()}, {voice}, {SLOWER} times slower"
    language = LANGUAGES.get(voice, "en-us")
    return EngineVoice(spec_of(PROGRAM, setting), language, fingerprint, lambda text: _sound(text, voice))


@cache
def settings() -> tuple[str, ...]:
    """The voices that flite has here. Raises ``VoiceError`` when it is not installed, or does not answer."""
    names = asked(PROGRAM, "-lv", how_to_get=HOW_TO_GET).partition(":")[2].split()
    return tuple(sorted(name for name in names if name != "awb_time"))  # which can only say the time


@cache
def _version() -> str:
    lines = asked(PROGRAM, "--version", how_to_get=HOW_TO_GET).splitlines()
    return next((line.strip() for line in lines if "version:" in line), "version unknown")


def _sound(text: str, voice: str) -> Pcm:
    how = [PROGRAM, "-voice", voice, "--setf", f"duration_stretch={SLOWER}", "-t", as_argument(text)]
    return spoken(text, lambda _text_file, wav_file: [*how, "-o", str(wav_file)])
