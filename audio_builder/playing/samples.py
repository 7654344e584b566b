"""The samples of a session's MP3, from any place on, exactly; of the file only a second or so is ever in memory.

Every frame has the same length, so the place of a sample is known. What a frame sounds like hangs on the frames before
it: its data begins at most 255 bytes earlier (two frames), and it is blended with what the last one left. So decoding
begins four frames earlier, after silent frames that spare the decoder leaving out what it misses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.clips.clip import FRAME_BYTES, FRAME_SAMPLES, HEADER, SILENT_FRAME
from audio_builder.errors import BuildError
from audio_builder.sound.pcm import WIDTH

if TYPE_CHECKING:
    from pathlib import Path

CHUNK_FRAMES = 42
"""Decoded at once: about a second."""
LEAD_FRAMES = 4
FILL_FRAMES = 2
_SIDE_BYTES = 9
_UNUSED = FRAME_BYTES - len(HEADER) - _SIDE_BYTES
_FILL = SILENT_FRAME + HEADER + bytes([_UNUSED]) + SILENT_FRAME[len(HEADER) + 1 :]
"""Two silent frames; the second says that its data begins in the first: a decoder keeps unused data no longer."""
_TAG_HEAD_BYTES = 10


class Samples:
    """The 16-bit mono samples of ``file``, at 24 kHz. Raises ``BuildError`` for what is no session of ours."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")
        self._start = _tag_bytes(self._file.read(_TAG_HEAD_BYTES))
        frames = (self._file.seek(0, 2) - self._start) // FRAME_BYTES
        self._file.seek(self._start)
        if self._file.read(len(HEADER)) != HEADER:
            self._file.close()
            raise BuildError(f"{file} is no session of ours; build it again")
        self.length = frames * FRAME_SAMPLES
        """How many samples there are."""
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
        """What the chunk around ``start`` has of the samples up to ``end``, at least one."""
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
    """How long the ID3v2 tag is that begins with ``head``; 0 for none."""
    if not head.startswith(b"ID3"):
        return 0
    size = 0
    for byte in head[6:]:  # seven bits each
        size = size << 7 | byte
    return _TAG_HEAD_BYTES + size
