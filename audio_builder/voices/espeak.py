"""The embedded voice: espeak-ng out of its wheel. No download, no account, no system package.

``--voice espeak:VOICE`` takes any voice of espeak-ng (``en-us``, ``en-gb-x-rp``, ``de``), with a variant behind a plus
sign when wanted (``en-us+f3``). This module only describes the voice; ``espeak_library`` makes it sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.contract import nothing_to_say

if TYPE_CHECKING:
    from audio_builder.pcm import Pcm

PACKAGE = "espeakng-loader"
DEFAULT = "en-us"
RATE_WPM = 150
"""Unhurried; espeak-ng's own 175 words a minute is brisk for somebody on the floor."""
WORD_GAP = 1
"""Extra silence between words, in units of 10 ms at espeak-ng's normal rate."""
RECIPE = 1
"""Goes up when ``espeak_library`` begins to speak otherwise."""

GAIN_DB = 5.6


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    name: str
    voice: str
    """espeak-ng's own name for it."""
    fingerprint: str
    gain_db: float = GAIN_DB

    @property
    def language(self) -> str:
        return self.voice.partition("+")[0].lower()

    def speak(self, text: str) -> Pcm:
        from audio_builder.voices.espeak_library import speak  # noqa: PLC0415 - only speaking needs the library

        sound = speak(text, self.voice, rate_wpm=RATE_WPM, word_gap=WORD_GAP)
        if not sound.samples.strip(b"\0"):
            raise nothing_to_say(text)
        return sound


def open_voice(setting: str) -> EspeakVoice:
    """``setting`` is espeak-ng's name of a voice; it is looked up when the voice first speaks."""
    voice = setting or DEFAULT
    try:
        engine = f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError as error:
        raise VoiceError(f"the voice 'espeak' needs the package {PACKAGE}, which is not installed") from error
    name = f"espeak:{setting}" if setting else "espeak"
    return EspeakVoice(name, voice, f"espeak {RECIPE}, {engine}, {voice}, {RATE_WPM} wpm, word gap {WORD_GAP}")
