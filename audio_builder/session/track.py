"""A track: the bytes of a tag, then clips and silence in whole frames. Its size is known before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.sound.clip import FRAME_BYTES, FRAME_MS, ONSET_FRAME, SILENT_FRAME

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from content.timeline.place import Placement

_SILENCE = SILENT_FRAME * 64


@dataclass(frozen=True, slots=True)
class Track:
    """A whole MP3 file that has not been written yet."""

    tag: bytes
    placement: Placement
    measure: ClipMeasure

    @property
    def size(self) -> int:
        """In bytes: the tag, and 192 for every 24 ms."""
        return len(self.tag) + self.placement.length_ms // FRAME_MS * FRAME_BYTES

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the file in order. Raises ``BuildError`` where two sounds claim the same frame: a bug."""
        yield self.tag
        frame = 0
        for start_ms, _, sound in self.placement.sounds:
            first = start_ms // FRAME_MS - ONSET_FRAME
            if first < frame:
                raise BuildError(f"{sound} at {start_ms} ms overlaps the sound before it; please report this")
            yield from _silence(first - frame)
            clip = self.measure.clip(sound)
            yield clip.frames
            frame = first + clip.frame_count
        yield from _silence(self.placement.length_ms // FRAME_MS - frame)


def _silence(frames: int) -> Iterator[bytes]:
    yield from repeat(_SILENCE, frames // 64)
    yield SILENT_FRAME * (frames % 64)
