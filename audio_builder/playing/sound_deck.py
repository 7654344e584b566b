"""A session heard: its samples go to the sound device, and what the device has played is the clock."""

from __future__ import annotations

from array import array
from collections import deque
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from audio_builder.clips.clip import RATE_HZ
from audio_builder.playing.device import Device
from audio_builder.playing.samples import Samples
from audio_builder.sound.pcm import WIDTH

if TYPE_CHECKING:
    from pathlib import Path

FADE_SAMPLES = 240
"""10 ms: a sound that is cut off would click."""


class _Block(NamedTuple):
    """What the device was given at once."""

    given_at: int
    """Counted in samples of the device, pauses included."""
    sample: int
    """Where in the session it begins."""
    is_silence: bool


class SoundDeck:
    """Plays ``file``. Raises ``NoDeviceError`` where nothing plays sound, ``BuildError`` for what is no session."""

    def __init__(self, file: Path) -> None:
        self._samples = Samples(file)
        self._lock = Lock()
        self._next, self._was_next = 0, 0
        self._given, self._is_quiet = 0, True
        self._blocks: deque[_Block] = deque()
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
            while len(self._blocks) > 1 and self._blocks[1].given_at <= heard:
                self._blocks.popleft()
            if not self._blocks:
                return 0
            block = self._blocks[0]
            sample = block.sample + (0 if block.is_silence else heard - block.given_at)
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
            self._blocks.append(_Block(self._given, self._next, is_quiet))
            self._given += count
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
