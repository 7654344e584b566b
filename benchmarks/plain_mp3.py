"""A phrase as a plain MP3, as a speech service would deliver it: our voice, our encoder's settings, nothing else.

``python -m benchmarks.plain_mp3 PHRASES.json WORKERS`` speaks and encodes all phrases in a pool of workers: the least
that a first build can take.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import lameenc

from audio_builder.sound import tones
from audio_builder.sound.clip import BIT_RATE_KBPS, QUALITY, RATE_HZ
from audio_builder.voices.table import EMBEDDED, open_voice
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm
    from content.timeline.cues import Sound

_voice = cache(open_voice)


def spoken_mp3(sound: Sound) -> bytes:
    """Speak and encode ``sound``, without storing, trimming or levelling it."""
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


def size_of(text: str) -> int:
    """The bytes of ``text``, spoken and encoded."""
    from benchmarks.plain_mp3 import spoken_mp3
    from content.timeline.cues import Phrase

    return len(spoken_mp3(Phrase(text)))


def main(phrases: str, workers: str) -> None:
    texts = json.loads(Path(phrases).read_text(encoding="utf-8"))
    with get_context("spawn").Pool(int(workers)) as pool:
        print(sum(pool.imap_unordered(size_of, texts)))


if __name__ == "__main__":
    main(*sys.argv[1:])
