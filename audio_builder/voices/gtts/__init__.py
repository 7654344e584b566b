"""Google Translate's voice, through the library gTTS: free and natural, and available only online.

``--voice gtts`` speaks American English; ``gtts:en-GB``, ``gtts:en-AU``, ``gtts:fr`` ... other accents and languages.

The accent depends on the domain that is asked (gTTS's documentation, localized accents). The domain ``com`` answers in
the accent of the country that the request comes from (gTTS#313), so no accent uses it.

Google may change the service at any time, and then the same text sounds different: it is the kept clips that make a
build repeatable.

This module only describes the voice; ``client`` asks for the sound, and ``answer`` reads it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from audio_builder.errors import UnknownVoiceError
from audio_builder.voices.contract import About, EngineVoice, spec_of, versions_of
from audio_builder.voices.gtts.answer import joined
from audio_builder.voices.gtts.client import Client, Service
from audio_builder.voices.text import text_parts

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm


class Accent(NamedTuple):
    tag: str
    """BCP 47: ``en-GB``."""
    lang: str
    """The language, in the service's spelling."""
    tld: str
    """The end of the host's name that is asked for it."""


_ACCENTS = """
    en-US en us, en-GB en co.uk, en-AU en com.au, en-CA en ca, en-IE en ie, en-IN en co.in, en-NG en com.ng,
    en-ZA en co.za, es-ES es es, es-MX es com.mx, es-US es us, fr-CA fr-CA ca, fr-FR fr fr,
    pt-BR pt com.br, pt-PT pt-PT pt
"""
ACCENTS = [Accent(*accent.split()) for accent in _ACCENTS.split(",")]
DEFAULTS = {"": "en-us", "en": "en-us", "es": "es-es", "fr": "fr-fr", "pt": "pt-br"}
"""The accent of a language that has several, when none is asked for."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2})?")
NEEDED = ("gTTS", "tenacity", "miniaudio")
LONGEST = 100
"""Characters of one request (``gTTS.GOOGLE_TTS_MAX_CHARS``)."""
RECIPE = 1
"""Goes up when a phrase is divided or joined in another way."""
ABOUT = About("natural; needs the network", "Google's terms", "many")


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is an accent or a language; a language is looked up when the voice first speaks."""
    return open_at(Service(), setting)


def open_at(
    service: Service, setting: str = "", engine: str = "gtts", sleep: Callable[[float], None] = time.sleep
) -> EngineVoice:
    """The voice of another server that speaks the same protocol, as our tests need it.

    The decoder's version is not part of the fingerprint: a new decoder is no reason to ask again.
    """
    library = versions_of("gtts", NEEDED, "pip install 'gentle-back[gtts]'").partition(",")[0]
    accent = accent_of(setting)
    client = Client(service, accent.tld, sleep)
    return EngineVoice(
        spec_of(engine, setting),
        accent.tag.lower(),
        f"gtts {RECIPE}, {library}, {accent.lang}, tld {accent.tld}, slow False",
        lambda text: _sound(text, accent.lang, client),
        is_online=True,
    )


def _sound(text: str, lang: str, client: Client) -> Pcm:
    """The whole of ``text``. Raises ``VoiceError`` when the service does not speak all of it.

    The library divides a text after every comma, and drops the full stop of a word that ends like an abbreviation
    ("chest." as in "st."), which joins two sentences. So each part is short enough to be left alone by it.
    """
    from gtts.lang import tts_langs

    known = [str(each) for each in tts_langs() if each.lower() == lang.lower()]
    if not known:
        raise unknown(lang)
    parts = [part for part in text_parts(text, LONGEST) if any(character.isalnum() for character in part.text)]
    return joined([(client.speak(part.text, known[0]), part.pause_ms) for part in parts])


def accent_of(setting: str) -> Accent:
    """Raises ``UnknownVoiceError`` for an unknown accent, and for what is not a language."""
    asked = setting.lower()
    for accent in ACCENTS:
        if accent.tag.lower() == DEFAULTS.get(asked, asked):
            return accent
    if not _LANGUAGE.fullmatch(asked) or asked.partition("-")[0] in DEFAULTS:
        raise unknown(setting)
    return Accent(setting, setting, "com")


def unknown(setting: str) -> UnknownVoiceError:
    accents = ", ".join(accent.tag for accent in ACCENTS)
    return UnknownVoiceError(f"gtts has no voice '{setting}'; there are {accents}, and languages such as 'de' or 'it'")
