"""The clips that are kept, each under a key made of all that shapes it, so that no clip is ever out of date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from audio_builder.sound import tones
from audio_builder.sound.clip import Clip, encoder_fingerprint
from content.store import KeyedStore, key_of
from content.timeline.cues import Phrase, Sound, Tone

SHAPING = 3
"""Goes up when ``shape`` or ``limiter`` makes another sound of the same samples."""
LENGTH_BYTES = 4
"""In front of the frames: the length of the sound in samples."""


@dataclass(frozen=True, slots=True)
class ClipStore:
    """The clips in the store in ``folder``."""

    folder: Path

    def get(self, key: str) -> Clip | None:
        """The clip, or None when it is not there, or damaged."""
        data = self.entries.get(key)
        return Clip(data[LENGTH_BYTES:], int.from_bytes(data[:LENGTH_BYTES], "little")) if data else None

    def put(self, key: str, clip: Clip) -> None:
        """Keep ``clip``, whole or not at all. Raises ``KeyedStoreError``."""
        self.entries.put(key, clip.length_samples.to_bytes(LENGTH_BYTES, "little") + clip.frames)

    @property
    def entries(self) -> KeyedStore:
        return KeyedStore(self.folder, "clip")


def clip_key(voice_fingerprint: str, gain_db: float, sound: Sound) -> str:
    """64 hexadecimal digits. Those of a tone do not depend on the voice."""
    match sound:
        case Phrase(text):
            what = ["phrase", voice_fingerprint, f"{gain_db:.3f} dB", text]
        case Tone(name):
            what = ["tone", tones.fingerprint(name)]
        case _:
            assert_never(sound)
    return key_of(SHAPING, encoder_fingerprint(), *what)
