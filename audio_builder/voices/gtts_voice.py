"""Google Translate's voice, through the library gTTS: free and natural, and only there while one is online.

``--voice gtts`` speaks American English; ``gtts:en-GB``, ``gtts:en-AU``, ``gtts:fr`` ... other accents and languages.

The service is Google's to change: the same text spoken a year later may sound otherwise, so here "the same bytes for
the same text" holds as long as the service keeps to it. It is the kept clips that make a build repeatable.

This module only describes the voice; ``gtts_phrase`` makes it sound.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.contract import nothing_to_say
from audio_builder.voices.gtts_accents import Accent, accent_of
from audio_builder.voices.gtts_service import Patience, Service
from audio_builder.voices.level import gain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_builder.sound.pcm import Pcm
    from audio_builder.voices.gtts_line import Line

PACKAGE = "gTTS"
NEEDED = (PACKAGE, "tenacity", "miniaudio")
RECIPE = 1
"""Goes up when a phrase is divided or put together otherwise."""
SLOW = False
"""The service's slow speech drags; a rest between sentences does more for somebody on the floor."""


@dataclass(frozen=True, slots=True)
class GttsVoice:
    name: str
    accent: Accent
    fingerprint: str
    line: Line

    @property
    def gain_db(self) -> float:
        """Measured when it is first asked for: a dozen requests, once for each accent."""
        return gain_of(self.fingerprint, self.speak)

    @property
    def language(self) -> str:
        return self.accent.tag.lower()

    def speak(self, text: str) -> Pcm:
        """The whole of ``text``, or ``VoiceError`` when the service cannot be brought to speak all of it."""
        if not any(character.isalnum() for character in text):
            raise nothing_to_say(text)
        from audio_builder.voices.gtts_phrase import spoken  # only speaking needs the network

        return spoken(text, self.accent.lang, SLOW, self.line)


def open_voice(setting: str) -> GttsVoice:
    """``setting`` is an accent or a language; a language is looked up when the voice first speaks."""
    return open_at(Service(), Patience(), setting)


def open_at(
    service: Service,
    patience: Patience,
    setting: str = "",
    name: str = "gtts",
    sleep: Callable[[float], None] = time.sleep,
) -> GttsVoice:
    """The voice of another server that speaks the same protocol, asked with other patience: what our tests do."""
    from audio_builder.voices.gtts_line import Line  # cheap: what it needs in turn, it imports when it first asks

    library = _library_version()
    accent = accent_of(setting)
    fingerprint = f"gtts {RECIPE}, {PACKAGE} {library}, {accent.lang}, tld {accent.tld}, slow {SLOW}"
    line = Line(service.at(accent.tld), patience, sleep)
    return GttsVoice(f"{name}:{setting}" if setting else name, accent, fingerprint, line)


def _library_version() -> str:
    """The library's. How the MP3 is decoded is left out of the fingerprint: a new decoder is no reason to ask again."""
    for package in NEEDED:
        try:
            version(package)
        except PackageNotFoundError as error:
            advice = "pip install 'gentle-back[gtts]'"
            raise VoiceError(f"the voice 'gtts' needs the package {package}, not installed: {advice}") from error
    return version(PACKAGE)
