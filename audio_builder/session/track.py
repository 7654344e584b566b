"""A track: the bytes of a tag, then clips and silence in whole frames. Its size is known before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.sound.clip import FRAME_BYTES, FRAME_MS, ONSET_FRAME, SILENT_FRAME

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from content.timeline.cues import Sound
    from content.timeline.place import Placement

_SILENCE = SILENT_FRAME * 64


class OverlapError(BuildError):
    """Two sounds claim the same frame: a bug, not a fault of the content."""

    def __init__(self, sound: Sound, start_ms: int) -> None:
        self.sound, self.start_ms = sound, start_ms
        super().__init__(f"{sound} at {start_ms} ms overlaps the sound before it; please report this")


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
        """The bytes of the file in order. Raises ``OverlapError``."""
        yield self.tag
        frame = 0
        for start_ms, _, sound in self.placement.sounds:
            first = start_ms // FRAME_MS - ONSET_FRAME
            if first < frame:
                raise OverlapError(sound, start_ms)
            yield from _silence(first - frame)
            clip = self.measure.clip(sound)
            yield clip.frames
            frame = first + clip.frame_count
        yield from _silence(self.placement.length_ms // FRAME_MS - frame)


def _silence(frames: int) -> Iterator[bytes]:
    while frames > 0:
        many = min(frames, 64)
        yield _SILENCE[: many * FRAME_BYTES]
        frames -= many
