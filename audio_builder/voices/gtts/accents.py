"""What may follow ``gtts:``. The accent depends on the domain that is asked (gTTS's documentation, localized accents).

The domain ``com`` answers in the accent of the country that the request comes from (gTTS#313), so no accent uses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from audio_builder.errors import UnknownVoiceError


@dataclass(frozen=True, slots=True)
class Accent:
    tag: str
    """BCP 47: ``en-GB``."""
    lang: str
    """The language, in the service's spelling."""
    tld: str
    """The end of the host's name that is asked for it."""


ACCENTS = (
    Accent("en-US", "en", "us"),
    Accent("en-GB", "en", "co.uk"),
    Accent("en-AU", "en", "com.au"),
    Accent("en-CA", "en", "ca"),
    Accent("en-IE", "en", "ie"),
    Accent("en-IN", "en", "co.in"),
    Accent("en-NG", "en", "com.ng"),
    Accent("en-ZA", "en", "co.za"),
    Accent("es-ES", "es", "es"),
    Accent("es-MX", "es", "com.mx"),
    Accent("es-US", "es", "us"),
    Accent("fr-CA", "fr-CA", "ca"),
    Accent("fr-FR", "fr", "fr"),
    Accent("pt-BR", "pt", "com.br"),
    Accent("pt-PT", "pt-PT", "pt"),
)
DEFAULTS = {"": "en-us", "en": "en-us", "es": "es-es", "fr": "fr-fr", "pt": "pt-br"}
"""The accent of a language that has several, when none is asked for."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2})?")


def accent_of(setting: str) -> Accent:
    """Raises ``UnknownVoiceError`` for an unknown accent, and for what is not a language."""
    asked = setting.lower()
    for accent in ACCENTS:
        if accent.tag.lower() == DEFAULTS.get(asked, asked):
            return accent
    if not _LANGUAGE.fullmatch(asked) or asked.partition("-")[0] in DEFAULTS:
        raise unknown(setting)
    return Accent(setting, setting, "com")


def checked_language(lang: str) -> str:
    """``lang`` in the library's spelling. Raises ``UnknownVoiceError`` when it has no such language."""
    from gtts.lang import tts_langs

    for known in tts_langs():
        if known.lower() == lang.lower():
            return str(known)
    raise unknown(lang)


def unknown(setting: str) -> UnknownVoiceError:
    accents = ", ".join(accent.tag for accent in ACCENTS)
    return UnknownVoiceError(f"gtts has no voice '{setting}'; there are {accents}, and languages such as 'de' or 'it'")
