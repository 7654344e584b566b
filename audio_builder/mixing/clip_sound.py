"""The samples of clips."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.sound.clip import FRAME_SAMPLES, RATE_HZ, SILENT_FRAME
from audio_builder.sound.limiter import limit
from audio_builder.sound.pcm import Pcm

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.sound.clip import Clip
    from content.timeline.cues import Sound

HEADROOM_DB = 0.5
"""How much lower than in a clip peaks are held: coding a second time adds up to 0.8 dB to them (measured)."""
LATEST = 48
"""How many are held in memory: about 6 MB."""


@dataclass(frozen=True, slots=True)
class ClipSounds:
    """Decoded clips; the latest are remembered, since "and hold" and the counts recur all the time."""

    measure: ClipMeasure
    _latest: dict[Sound, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def samples(self, sound: Sound) -> bytes:
        """16-bit samples at ``RATE_HZ``; the sound begins at ``ONSET_SAMPLE``. Raises ``BuildError``."""
        found = self._latest.pop(sound, None) or decoded(self.measure.clip(sound))
        self._latest[sound] = found
        if len(self._latest) > LATEST:
            del self._latest[next(iter(self._latest))]
        return found


def decoded(clip: Clip) -> bytes:
    """The samples of ``clip``, with one frame more in which it rings out.

    Its peaks are held down once more, so that coding them again passes no bound.
    """
    import miniaudio

    try:
        samples = miniaudio.mp3_read_s16(clip.frames + SILENT_FRAME).samples
    except miniaudio.MiniaudioError:
        samples = ()
    if len(samples) != (clip.frame_count + 1) * FRAME_SAMPLES:
        raise BuildError("a clip could not be decoded whole; 'gentleback clips --prune' lets all be made again")
    held = limit(Pcm(samples.tobytes(), RATE_HZ), HEADROOM_DB)
    return limit(held, -HEADROOM_DB).samples
