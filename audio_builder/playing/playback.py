"""The position in a session that plays: as the sound device plays it, or by the clock, without sound."""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeAlias

from audio_builder.errors import BuildError
from audio_builder.mixing import mp3
from audio_builder.playing.device import Device
from audio_builder.sound.clip import FRAME_BYTES, FRAME_SAMPLES, HEADER, RATE_HZ, SILENT_FRAME
from audio_builder.sound.pcm import WIDTH
from content.files import open_regular

FADE_SAMPLES = 240
"""10 ms: sound that is cut off would click."""
CHUNK_FRAMES = 42
"""About a second, decoded at once."""
LEAD_FRAMES = 4
FILL_FRAMES = 2
_SIDE_BYTES = 9
_UNUSED = FRAME_BYTES - len(HEADER) - _SIDE_BYTES
_FILL = SILENT_FRAME + HEADER + bytes([_UNUSED]) + SILENT_FRAME[len(HEADER) + 1 :]
"""Two silent frames; the data of the second begins in the first, since a decoder keeps only what a frame refers to."""
_TAG_HEAD_BYTES = 10
_SIZES = {HEADER: FRAME_BYTES, mp3.HEADER: mp3.FRAME_BYTES}
"""In bytes, of a frame that begins so: of a joined session, and of a mixed one."""


class ClockPlayback:
    """Runs by the clock, without sound. Times are milliseconds from the start of the session."""

    def __init__(self, length_ms: int, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._length_ms, self._clock_s = length_ms, clock_s
        self._from_ms, self._since_s = 0, clock_s()
        self.is_paused = False

    @property
    def now_ms(self) -> int:
        gone_s = 0.0 if self.is_paused else self._clock_s() - self._since_s
        return min(self._length_ms, self._from_ms + int(gone_s * 1000))

    @property
    def ahead_ms(self) -> int:
        """What will be heard next: jumps are counted from here, so that quick ones add up."""
        return self.now_ms

    def pause(self, is_paused: bool) -> None:
        self.seek(self.now_ms)
        self.is_paused = is_paused

    def seek(self, time_ms: int) -> None:
        self._from_ms, self._since_s = time_ms, self._clock_s()

    def check(self) -> None:
        """Raises ``BuildError`` if it cannot go on: never, here."""

    def close(self) -> None:
        """There is nothing to close."""


class Samples:
    """The 16-bit mono samples of ``file``, at 24 kHz, from any position, exactly; about a second of it is in memory.

    Raises ``BuildError`` for any other kind of file. All frames have the same length, so the position of a sample in
    the file is known. A frame depends on those before it: its data begins up to 255 bytes earlier (two frames), and its
    sound overlaps that of the last one. So decoding begins four frames earlier, after silent frames that keep the
    decoder from dropping frames whose data it lacks. miniaudio's own seeking decodes from the beginning: 1.9 s near the
    end of 36 minutes, where this takes 1 ms.
    """

    def __init__(self, file: Path) -> None:
        self._file = open_regular(file)
        self._start = _tag_bytes(self._file.read(_TAG_HEAD_BYTES))
        self._file.seek(self._start)
        self._frame_bytes = _SIZES.get(self._file.read(len(HEADER)), 0)
        if not self._frame_bytes:
            self._file.close()
            raise BuildError(f"{file} is not a session made by gentleback; build it again")
        self.length = (self._file.seek(0, 2) - self._start) // self._frame_bytes * FRAME_SAMPLES
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
        self._file.seek(self._start + first * self._frame_bytes)
        data = self._file.read((frame - first + CHUNK_FRAMES) * self._frame_bytes)
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


class _HandedOver(NamedTuple):
    """What the device was given at once."""

    at: int
    """Counted in samples of the device, pauses included."""
    sample: int
    """Of the session, where it begins."""
    is_silence: bool


class SoundPlayback:
    """Plays ``file``. Raises ``NoDeviceError`` without a sound device, ``BuildError`` for a file that is no session."""

    def __init__(self, file: Path) -> None:
        self._samples = Samples(file)
        self._lock = Lock()
        self._next, self._was_next = 0, 0
        self._handed_over, self._is_quiet = 0, True
        self._pieces: deque[_HandedOver] = deque()
        self.is_paused = False
        with ExitStack() as opened:
            opened.callback(self._samples.close)
            self._device = opened.enter_context(Device(RATE_HZ))
            self._device.start(self._give)
            self._opened = opened.pop_all()

    @property
    def now_ms(self) -> int:
        heard = int(self._device.heard)
        with self._lock:
            while len(self._pieces) > 1 and self._pieces[1].at <= heard:
                self._pieces.popleft()
            if not self._pieces:
                return 0
            piece = self._pieces[0]
            sample = piece.sample + (0 if piece.is_silence else heard - piece.at)
            return min(sample, self._samples.length) * 1000 // RATE_HZ

    @property
    def ahead_ms(self) -> int:
        with self._lock:
            return self._next * 1000 // RATE_HZ

    def pause(self, is_paused: bool) -> None:
        with self._lock:
            self.is_paused = is_paused

    def seek(self, time_ms: int) -> None:
        with self._lock:
            self._next = min(time_ms * RATE_HZ // 1000, self._samples.length)

    def check(self) -> None:
        self._device.check()

    def close(self) -> None:
        self._opened.close()

    def _give(self, count: int) -> bytes:
        """The next samples. Where sound is cut off it fades out first, and where it begins it fades in."""
        with self._lock:
            is_cut = not self._is_quiet and (self.is_paused or self._next != self._was_next)
            is_quiet = self.is_paused or is_cut
            self._pieces.append(_HandedOver(self._handed_over, self._next, is_quiet))
            self._handed_over += count
            if is_cut:
                piece = _ramp(self._samples.read(self._was_next, min(count, FADE_SAMPLES)), is_rising=False)
            elif is_quiet:
                piece = b""
            else:
                piece = self._samples.read(self._next, count)
                self._next += len(piece) // WIDTH
                piece = _ramp(piece, is_rising=True) if self._is_quiet else piece
            self._was_next, self._is_quiet = self._next, is_quiet
            return piece


def _ramp(piece: bytes, is_rising: bool) -> bytes:
    """``piece`` with its first samples rising from silence, or falling to it."""
    samples = array("h", piece)
    for index in range(min(FADE_SAMPLES, len(samples))):
        share = index if is_rising else FADE_SAMPLES - 1 - index
        samples[index] = samples[index] * share // FADE_SAMPLES
    return samples.tobytes()


Playback: TypeAlias = ClockPlayback | SoundPlayback
