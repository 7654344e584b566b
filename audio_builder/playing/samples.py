"""The samples of a session's MP3 from any position, exactly; only about a second of the file is ever in memory.

All frames have the same length, so the position of a sample in the file is known. A frame depends on those before it:
its data begins up to 255 bytes earlier (two frames), and its sound overlaps that of the last one. So decoding begins
four frames earlier, after silent frames that keep the decoder from dropping frames whose data it lacks. miniaudio's own
seeking decodes from the beginning: 1.9 s near the end of 36 minutes, where this takes 1 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.sound.clip import FRAME_BYTES, FRAME_SAMPLES, HEADER, SILENT_FRAME
from audio_builder.sound.pcm import WIDTH

if TYPE_CHECKING:
    from pathlib import Path

CHUNK_FRAMES = 42
"""About a second, decoded at once."""
LEAD_FRAMES = 4
FILL_FRAMES = 2
_SIDE_BYTES = 9
_UNUSED = FRAME_BYTES - len(HEADER) - _SIDE_BYTES
_FILL = SILENT_FRAME + HEADER + bytes([_UNUSED]) + SILENT_FRAME[len(HEADER) + 1 :]
"""Two silent frames; the data of the second begins in the first, since a decoder keeps only what a frame refers to."""
_TAG_HEAD_BYTES = 10


class Samples:
    """The 16-bit mono samples of ``file``, at 24 kHz. Raises ``BuildError`` for any other kind of file."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")
        self._start = _tag_bytes(self._file.read(_TAG_HEAD_BYTES))
        frames = (self._file.seek(0, 2) - self._start) // FRAME_BYTES
        self._file.seek(self._start)
        if self._file.read(len(HEADER)) != HEADER:
            self._file.close()
            raise BuildError(f"{file} is not a session made by gentleback; build it again")
        self.length = frames * FRAME_SAMPLES
        """In samples."""
        self._chunk_at = 0
        self._chunk = b""

    def close(self) -> None:
        self._file.close()

    def read(self, start: int, count: int) -> bytes:
        """``count`` samples from sample ``start`` on; fewer where the session ends."""
        pieces, end = [], min(start + count, self.length)
        while start < end:
            piece = self._from_chunk(start, end)
            pieces.append(piece)
            start += len(piece) // WIDTH
        return b"".join(pieces)

    def _from_chunk(self, start: int, end: int) -> bytes:
        """The samples from ``start`` to at most ``end`` that are in the chunk around ``start``, at least one."""
        if not 0 <= start - self._chunk_at < len(self._chunk) // WIDTH:
            frame = start // FRAME_SAMPLES
            self._chunk_at, self._chunk = frame * FRAME_SAMPLES, self._decoded(frame)
        at = start - self._chunk_at
        return self._chunk[at * WIDTH : (at + end - start) * WIDTH]

    def _decoded(self, frame: int) -> bytes:
        import miniaudio

        first = max(0, frame - LEAD_FRAMES)
        self._file.seek(self._start + first * FRAME_BYTES)
        data = self._file.read((frame - first + CHUNK_FRAMES) * FRAME_BYTES)
        skip = (FILL_FRAMES + frame - first) * FRAME_SAMPLES
        wanted = min(CHUNK_FRAMES * FRAME_SAMPLES, self.length - frame * FRAME_SAMPLES)
        samples: bytes = miniaudio.mp3_read_s16(_FILL + data).samples.tobytes()
        return samples[skip * WIDTH :][: wanted * WIDTH].ljust(wanted * WIDTH, b"\0")


def _tag_bytes(head: bytes) -> int:
    """The length of the ID3v2 tag that begins with ``head``; 0 without one."""
    if not head.startswith(b"ID3"):
        return 0
    size = 0
    for byte in head[6:]:  # seven bits each
        size = size << 7 | byte
    return _TAG_HEAD_BYTES + size
