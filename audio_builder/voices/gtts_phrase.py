"""A phrase spoken by the service, whole or not at all.

The library divides after every comma, or in the midst of a clause, and takes the full stop from every word that ends
like an abbreviation ("chest." as in "st."), which runs two sentences into one. So it gets parts that it leaves alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.voices.gtts_accents import checked_language
from audio_builder.voices.gtts_answer import mp3_in
from audio_builder.voices.gtts_sound import decoded, joined
from audio_builder.voices.parts import parts_of

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm
    from audio_builder.voices.gtts_line import Line

LONGEST = 100
"""Characters (``gTTS.GOOGLE_TTS_MAX_CHARS``)."""


def spoken(text: str, lang: str, slow: bool, line: Line) -> Pcm:
    """Raises ``VoiceError`` unless every part of ``text`` has been spoken, ``UnknownVoiceError`` for the language."""
    checked = checked_language(lang)
    parts = [part for part in parts_of(text, LONGEST) if any(character.isalnum() for character in part.text)]
    return joined([(_part(part.text, checked, slow, line), part.pause_ms) for part in parts])


def _part(text: str, lang: str, slow: bool, line: Line) -> Pcm:
    from gtts import gTTS

    def read(answer: bytes, host: str) -> Pcm:
        return decoded(mp3_in(answer, gTTS.GOOGLE_TTS_RPC, host), text, host)

    def whole(text: str) -> list[str]:
        return [text]

    request = gTTS(text, lang=lang, slow=slow, lang_check=False, pre_processor_funcs=[], tokenizer_func=whole)
    (body,) = request.get_bodies()
    return line.ask(body, gTTS.GOOGLE_TTS_HEADERS, read)
