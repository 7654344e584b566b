"""From a placement to samples: each sound where the placement says, in blocks of one length, the bed under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.mixing.bed import lay
from audio_builder.sound.clip import ONSET_SAMPLE, RATE_HZ
from audio_builder.sound.libraries import audioop
from audio_builder.sound.pcm import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_builder.mixing.clip_sound import ClipSounds
    from content.timeline.place import Placement

PER_MS = RATE_HZ // 1000
BLOCK_SAMPLES = RATE_HZ
"""One second."""
_BLOCK = BLOCK_SAMPLES * WIDTH


def mixed(placement: Placement, clips: ClipSounds, bed: bool) -> Iterator[bytes]:
    """16-bit mono samples at ``RATE_HZ``, in blocks of a second, the last of which may be shorter.

    Sample s is heard at s / ``RATE_HZ``. Memory does not grow with the session. Raises ``BuildError``.
    """
    blocks = speech(placement, clips)
    if not bed:
        return blocks
    return lay(blocks, ((start_ms, end_ms) for start_ms, end_ms, _ in placement.sounds), placement.length_ms)


def speech(placement: Placement, clips: ClipSounds) -> Iterator[bytes]:
    """The sounds without a bed."""
    held, first = bytearray(), 0  # what is not given out yet, and the number of its first sample
    for start_ms, _, sound in placement.sounds:
        begin = start_ms * PER_MS - ONSET_SAMPLE
        while begin - first >= BLOCK_SAMPLES:
            yield _taken(held)
            first += BLOCK_SAMPLES
        _put(held, (begin - first) * WIDTH, clips.samples(sound))
    left = placement.length_ms * PER_MS - first
    for count in range(left, 0, -BLOCK_SAMPLES):
        yield _taken(held)[: count * WIDTH]


def _put(held: bytearray, at: int, sound: bytes) -> None:
    """Add ``sound`` to what is ``held`` from byte ``at`` on."""
    held.extend(bytes(max(0, at + len(sound) - len(held))))
    part = slice(at, at + len(sound))
    held[part] = audioop.add(held[part], sound, WIDTH)


def _taken(held: bytearray) -> bytes:
    """The first block of ``held``, which loses it; what is missing is silence."""
    block = bytes(held[:_BLOCK]).ljust(_BLOCK, b"\0")
    del held[:_BLOCK]
    return block
