"""A phrase as a plain MP3, as a speech service would deliver it: our voice, our encoder's settings, and no more."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, assert_never

import lameenc

from audio_builder.clips.clip import BIT_RATE_KBPS, RATE_HZ
from audio_builder.sound import tones
from audio_builder.sound.encode import QUALITY
from audio_builder.voices.table import EMBEDDED, open_voice
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm
    from content.timeline.cues import Sound

_voice = cache(open_voice)


def spoken_mp3(sound: Sound) -> bytes:
    """Speak and encode ``sound``; nothing is kept, trimmed or levelled."""
    match sound:
        case Phrase(text):
            return _encoded(_voice(EMBEDDED).speak(text))
        case Tone(name):
            return _encoded(tones.draw(name))
        case _:
            assert_never(sound)


def _encoded(sound: Pcm) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(sound.rate_hz)
    encoder.set_out_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(sound.samples)) + bytes(encoder.flush())
