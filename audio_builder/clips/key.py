"""The key of a clip: a digest of all that shapes it, so that no kept clip is ever out of date."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from audio_builder.sound import tones
from audio_builder.sound.encode import encoder_fingerprint
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from content.timeline.cues import Sound

SHAPING = 3
"""Goes up when ``shape`` or ``limiter`` makes another sound of the same samples."""


def clip_key(voice_fingerprint: str, gain_db: float, sound: Sound) -> str:
    """64 hexadecimal digits. Those of a tone do not depend on the voice."""
    what: tuple[str, ...]
    match sound:
        case Phrase(text):
            what = ("phrase", voice_fingerprint, f"{gain_db:.3f} dB", text)
        case Tone(name):
            what = ("tone", tones.fingerprint(name))
        case _:
            assert_never(sound)
    return sha256(repr((SHAPING, encoder_fingerprint(), *what)).encode()).hexdigest()
