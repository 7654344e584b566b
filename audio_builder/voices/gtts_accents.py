"""What may follow ``gtts:``. The accent comes from the domain that is asked (gTTS's documentation, localized accents).

The domain ``com`` answers in the accent of where the question comes from (gTTS#313), so every accent has its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from audio_builder.errors import UnknownVoiceError

DEFAULT = "en-US"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Accent:
    tag: str
    """BCP 47: ``en-GB``."""
    lang: str
    """The language, as the service calls it."""
    tld: str
    """The end of the host's name that is asked for it."""


ACCENTS = {
    accent.tag.lower(): accent
    for accent in (
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
}
USUAL = {"en": DEFAULT, "es": "es-ES", "fr": "fr-FR", "pt": "pt-BR"}
"""The accent of a language that has several, when none is asked for."""


def accent_of(setting: str) -> Accent:
    """Raises ``UnknownVoiceError`` for an accent that is not there and for what is no language."""
    asked = (setting or DEFAULT).lower()
    known = ACCENTS.get(USUAL.get(asked, asked).lower())
    if known:
        return known
    if not _LANGUAGE.fullmatch(asked) or asked.partition("-")[0] in USUAL:
        raise unknown(setting)
    return Accent(setting, setting, "com")


def checked_language(lang: str) -> str:
    """``lang`` as the library writes it. Raises ``UnknownVoiceError`` when it has no such language."""
    from gtts.lang import tts_langs

    by_lower_case = {each.lower(): each for each in tts_langs()}
    if lang.lower() not in by_lower_case:
        raise unknown(lang)
    return str(by_lower_case[lang.lower()])


def unknown(setting: str) -> UnknownVoiceError:
    accents = ", ".join(accent.tag for accent in ACCENTS.values())
    return UnknownVoiceError(f"gtts has no voice '{setting}'; there are {accents}, and languages such as 'de' or 'it'")
