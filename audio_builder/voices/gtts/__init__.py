"""Google Translate's voice, through the library gTTS: free and natural, and available only online.

``--voice gtts`` speaks American English; ``gtts:en-GB``, ``gtts:en-AU``, ``gtts:fr`` ... other accents and languages.

Google may change the service at any time, and then the same text sounds different: it is the kept clips that make a
build repeatable.

This module only describes the voice; ``client`` asks for the sound, and ``answer`` reads it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.contract import nothing_to_say
from audio_builder.voices.gtts.accents import Accent, accent_of
from audio_builder.voices.gtts.client import Client, Service
from audio_builder.voices.level import gain_of
from audio_builder.voices.parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_builder.sound.pcm import Pcm

PACKAGE = "gTTS"
NEEDED = (PACKAGE, "tenacity", "miniaudio")
LONGEST = 100
"""Characters of one request (``gTTS.GOOGLE_TTS_MAX_CHARS``)."""
RECIPE = 1
"""Goes up when a phrase is divided or joined in another way."""


@dataclass(frozen=True, slots=True)
class GttsVoice:
    name: str
    accent: Accent
    fingerprint: str
    client: Client
    is_online: bool = True

    @property
    def gain_db(self) -> float:
        """Measured on first use: a dozen requests, once for each accent."""
        return gain_of(self.fingerprint, self.speak)

    @property
    def language(self) -> str:
        return self.accent.tag.lower()

    def speak(self, text: str) -> Pcm:
        """The whole of ``text``. Raises ``VoiceError`` when the service does not speak all of it.

        The library divides a text after every comma, and drops the full stop of a word that ends like an abbreviation
        ("chest." as in "st."), which joins two sentences. So each part is short enough to be left alone by it.
        """
        parts = [part for part in parts_of(text, LONGEST) if any(character.isalnum() for character in part.text)]
        if not parts:
            raise nothing_to_say(text)
        from audio_builder.voices.gtts.answer import joined  # only speaking needs the decoder and the network

        return joined([(self.client.speak(part.text, self.accent.lang), part.pause_ms) for part in parts])


def open_voice(setting: str) -> GttsVoice:
    """``setting`` is an accent or a language; a language is looked up when the voice first speaks."""
    return open_at(Service(), setting)


def open_at(
    service: Service, setting: str = "", name: str = "gtts", sleep: Callable[[float], None] = time.sleep
) -> GttsVoice:
    """The voice of another server that speaks the same protocol, as our tests need it."""
    library = _library_version()
    accent = accent_of(setting)
    fingerprint = f"gtts {RECIPE}, {PACKAGE} {library}, {accent.lang}, tld {accent.tld}, slow False"
    return GttsVoice(f"{name}:{setting}" if setting else name, accent, fingerprint, Client(service, accent.tld, sleep))


def _library_version() -> str:
    """The decoder's version is not part of the fingerprint: a new decoder is no reason to ask again."""
    for package in NEEDED:
        try:
            version(package)
        except PackageNotFoundError as error:
            advice = "pip install 'gentle-back[gtts]'"
            raise VoiceError(f"the voice 'gtts' needs the package {package}, not installed: {advice}") from error
    return version(PACKAGE)
