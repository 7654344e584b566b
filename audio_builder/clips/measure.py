"""The clips that are kept, and those of one voice: their true lengths, as ``place`` measures them, and their sound.

Each is kept under a key made of all that shapes it, so that no clip is ever out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from audio_builder.errors import BuildError
from audio_builder.sound import tones
from audio_builder.sound.clip import AFTER_MS, BEFORE_MS, FRAME_MS, Clip, encoder_fingerprint
from audio_builder.voices.text import SpokenForm, as_written, in_spoken_form
from content.store import KeyedStore, key_of
from content.timeline.cues import Phrase, Sound, Tone
from content.timeline.measure import Estimate, Spacing

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice

SPACING = Spacing(
    grid_ms=FRAME_MS,
    before_ms=BEFORE_MS,
    after_ms=AFTER_MS,
    lead_in_ms=504,
    wake_after_ms=10_000,
    tail_ms=1_200,
)

SHAPING = 3
"""Goes up when ``shape`` or ``limiter`` makes another sound of the same samples."""
LENGTH_BYTES = 4
"""In front of the frames: the length of the sound in samples."""
LATEST = 128
"""How many clips are held in memory, so that "and hold" and the counts are read once. About 2 MB."""


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


class MissingClipError(BuildError):
    """There is no clip of a sound in the store."""


@dataclass(frozen=True)
class ClipMeasure:
    """A ``Measure`` whose lengths are those of the clips in ``store``.

    Every length is remembered, but the sound of the latest clips only: memory does not grow with a session.
    """

    voice: Voice
    store: ClipStore
    say: SpokenForm = as_written
    """The written form -> the spoken form, which the voice is given."""
    _lengths_ms: dict[Sound, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _keys: dict[Sound, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _latest: dict[Sound, Clip] = field(default_factory=dict, init=False, repr=False, compare=False)
    spacing = SPACING

    def clip(self, sound: Sound) -> Clip:
        """Raises ``MissingClipError``."""
        if clip := self._find(sound):
            return clip
        what = sound.text if isinstance(sound, Phrase) else sound.name
        raise MissingClipError(f"there is no clip of '{what}'; it has to be made first")

    def key(self, sound: Sound) -> str:
        """What the clip of ``sound`` is kept under: a key of its spoken form, not of the written one."""
        if sound not in self._keys:
            spoken = in_spoken_form(sound, self.say)
            self._keys[sound] = clip_key(self.voice.fingerprint, self._gain_db, spoken)
        return self._keys[sound]

    def length_ms(self, sound: Sound) -> int:
        """The audible length in whole milliseconds, rounded up. Raises ``MissingClipError``."""
        length_ms = self._lengths_ms.get(sound)
        return self.clip(sound).length_ms if length_ms is None else length_ms

    def missing(self, sounds: Iterable[Sound]) -> list[Sound]:
        """Those of ``sounds`` that the store has no clip of, each once, in order."""
        return [sound for sound in dict.fromkeys(sounds) if sound not in self._lengths_ms and self._find(sound) is None]

    @cached_property
    def _gain_db(self) -> float:
        return self.voice.gain_db  # which may be a file to read

    def let_go(self) -> None:
        """Release the clips from memory; their lengths stay."""
        self._latest.clear()

    def _find(self, sound: Sound) -> Clip | None:
        clip = self._latest.pop(sound, None) or self.store.get(self.key(sound))
        if clip is not None:
            self._latest[sound] = clip
            self._lengths_ms[sound] = clip.length_ms
            if len(self._latest) > LATEST:
                del self._latest[next(iter(self._latest))]
        return clip


@dataclass(frozen=True, slots=True)
class EstimatingMeasure:
    """A ``Measure``: true lengths of the clips that are there, an estimate for the others, which it notes."""

    clips: ClipMeasure
    estimated: dict[Sound, int] = field(default_factory=dict)
    """Lengths in milliseconds of the sounds without a clip."""
    spacing = SPACING

    def length_ms(self, sound: Sound) -> int:
        if sound not in self.estimated:
            try:
                return self.clips.length_ms(sound)
            except MissingClipError:
                self.estimated[sound] = Estimate().length_ms(sound)
        return self.estimated[sound]
