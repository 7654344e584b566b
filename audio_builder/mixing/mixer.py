"""From a placement to samples: each clip decoded, and added where the placement says; under it the bed.

Clips go through the codec twice here, so their peaks are held lower by what that adds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.mixing.bed import lay
from audio_builder.sound.clip import FRAME_SAMPLES, ONSET_SAMPLE, RATE_HZ, SILENT_FRAME, Clip
from audio_builder.sound.libraries import audioop
from audio_builder.sound.limiter import limit
from audio_builder.sound.pcm import WIDTH, Pcm

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from content.timeline.cues import Sound
    from content.timeline.place import Placement

PER_MS = RATE_HZ // 1000
BLOCK_SAMPLES = RATE_HZ
"""One second."""
BLOCK_BYTES = BLOCK_SAMPLES * WIDTH
HEADROOM_DB = 2.0
"""How much lower than in a clip peaks are held: coding again adds up to 0.8 dB, opus with a bed 2.2 (measured)."""
LATEST = 48
"""How many decoded clips are held in memory, since "and hold" and the counts recur: about 6 MB."""


def mixed(placement: Placement, measure: ClipMeasure, bed: bool) -> Iterator[bytes]:
    """16-bit mono samples at ``RATE_HZ``, in blocks of a second, the last of which may be shorter.

    Sample s is heard at s / ``RATE_HZ``. Memory does not grow with the session. Raises ``BuildError``.
    """
    blocks = speech(placement, measure)
    if not bed:
        return blocks
    return lay(blocks, ((start_ms, end_ms) for start_ms, end_ms, _ in placement.sounds), placement.length_ms)


def speech(placement: Placement, measure: ClipMeasure) -> Iterator[bytes]:
    """The sounds without a bed."""
    samples = samples_of(measure)
    pending, first = bytearray(), 0  # what has not been yielded yet, and the number of its first sample
    for start_ms, _, sound in placement.sounds:
        begin = start_ms * PER_MS - ONSET_SAMPLE
        while begin - first >= BLOCK_SAMPLES:
            yield _taken(pending)
            first += BLOCK_SAMPLES
        heard = samples(sound)
        part = slice((begin - first) * WIDTH, (begin - first) * WIDTH + len(heard))
        pending.extend(bytes(max(0, part.stop - len(pending))))
        pending[part] = audioop.add(pending[part], heard, WIDTH)
    left = placement.length_ms * PER_MS - first
    for count in range(left, 0, -BLOCK_SAMPLES):
        yield _taken(pending)[: count * WIDTH]


def samples_of(measure: ClipMeasure) -> Callable[[Sound], bytes]:
    """The decoded clip of a sound; the latest are remembered."""
    return lru_cache(LATEST)(lambda sound: decoded(measure.clip(sound)))


def decoded(clip: Clip) -> bytes:
    """16-bit samples at ``RATE_HZ``, with one frame more in which the clip rings out. Raises ``BuildError``.

    The sound begins at ``ONSET_SAMPLE``. Its peaks are limited again, so that coding them again passes no bound.
    """
    import miniaudio

    try:
        samples = miniaudio.mp3_read_s16(clip.frames + SILENT_FRAME).samples
    except miniaudio.MiniaudioError:
        samples = ()
    if len(samples) != (clip.frame_count + 1) * FRAME_SAMPLES:
        raise BuildError("a clip could not be decoded whole; 'gentleback clips --prune' lets all be made again")
    louder = limit(Pcm(samples.tobytes(), RATE_HZ), HEADROOM_DB)
    return limit(louder, -HEADROOM_DB).samples


def _taken(pending: bytearray) -> bytes:
    """The first block of ``pending``, which loses it; what is missing is silence."""
    block = bytes(pending[:BLOCK_BYTES]).ljust(BLOCK_BYTES, b"\0")
    del pending[:BLOCK_BYTES]
    return block
