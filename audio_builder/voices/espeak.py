"""The embedded voice: espeak-ng out of its wheel. No download, no account, no system package.

``--voice espeak:VOICE`` takes any voice of espeak-ng (``en-us``, ``en-gb-x-rp``, ``de``), with a variant behind a plus
sign when wanted (``en-us+f3``); without one it is ``en-us+f2``. This module only
describes the voice; ``espeak_library`` makes it sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.contract import nothing_to_say
from audio_builder.voices.level import gain_of

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

PACKAGE = "espeakng-loader"
DEFAULT = "en-us+f2"
"""A recogniser understands far more of it than of plain ``en-us``, and its words end cleanly: ``docs/voices.md``."""
RATE_WPM = 150
"""Unhurried; espeak-ng's own 175 words a minute is brisk for somebody on the floor."""
WORD_GAP = 1
"""Extra silence between words, in units of 10 ms at espeak-ng's normal rate."""
RECIPE = 2
"""Goes up when ``espeak_library`` begins to speak otherwise."""

GAINS_DB = {
    DEFAULT: 2.3,
    **{"en-us": 4.5, "en": 3.6, "en-gb-x-rp": 4.2, "en-us+f3": 2.7, "en-us+Henrique": 8.6},
    **{"de": 4.0, "es": 4.0, "fr": 5.7},
}
"""For ``DEFAULT`` the mean of the 27 sessions of all routines in full, brief and cues, as ffmpeg's ebur128 reads the
MP3 files, was -18.0 LUFS with it (-18.6 to -17.4), and no true peak over -2.7 dBFS. The others are as
``level.gain_of`` finds them, which any further voice is asked for."""


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    name: str
    voice: str
    """espeak-ng's own name for it."""
    fingerprint: str

    @property
    def language(self) -> str:
        return self.voice.partition("+")[0].lower()

    @property
    def gain_db(self) -> float:
        return gain_of(self.fingerprint, self.speak, GAINS_DB.get(self.voice))

    def speak(self, text: str) -> Pcm:
        from audio_builder.voices.espeak_library import speak  # only speaking needs the library

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
    fingerprint = f"espeak {RECIPE}, {engine}, {voice}, {RATE_WPM} wpm, word gap {WORD_GAP}"
    return EspeakVoice(name, voice, fingerprint)
