"""A sound device for tests: ALSA's file plugin, which writes what is played into a pipe.

The reader of the pipe sets the pace, as a loudspeaker does: this one reads a given number of samples a second.
"""

from __future__ import annotations

import fcntl
import os
import sys
import termios
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio_builder.playing.device import LATENCY_MS
from tests.tools import PATIENCE_S, wait_until

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 2
PIPE_BYTES = 4_096
"""The smallest: 85 ms at 24 kHz wait in it."""
BEHIND_MS, AHEAD_MS = LATENCY_MS, 250
"""Tolerance between heard and played: ALSA's plugin has a buffer, and the pipe holds 85 ms."""
_F_SETPIPE_SZ = 1_031
CONFIG = """
pcm.null {{ type null }}
pcm.!default {{ type file  slave.pcm null  format raw  file "{pipe}" }}
"""
NOTHING = "pcm.null { type null }\n"


@dataclass
class FakeSpeaker:
    """Plays ``rate_hz`` samples a second. A context manager."""

    folder: Path
    rate_hz: int = 24_000
    played: list[bytearray] = field(default_factory=list)
    """What each opened device played, with the silence around it."""
    is_stalled: bool = False
    """It reads nothing."""
    _is_over: bool = False
    _is_taking: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process play here, and on no other device."""
        return {"ALSA_CONFIG_PATH": str(self.folder / "asound.conf"), "PULSE_SERVER": "unix:/nowhere"}

    @property
    def sounds(self) -> list[bytes]:
        """What each device played, without the silence after it; the last of it may still wait in the pipe."""
        wait_until(lambda: self._is_over or not (self._waiting_bytes or self._is_taking))
        return [without_silent_end(bytes(sound)) for sound in self.played if sound]

    @property
    def _waiting_bytes(self) -> int:
        return int.from_bytes(fcntl.ioctl(self._kept, termios.FIONREAD, bytes(4)), sys.byteorder)

    @property
    def played_ms(self) -> float:
        """The length of what all devices have played."""
        return sum(map(len, self.played)) * 1_000 / WIDTH / self.rate_hz

    def play_on(self, time_ms: float) -> None:
        """Wait until ``time_ms`` more was played."""
        aim_ms = self.played_ms + time_ms
        wait_until(lambda: self.played_ms >= aim_ms)

    def __enter__(self) -> FakeSpeaker:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._pipe = self.folder / "pipe"
        os.mkfifo(self._pipe)
        self._kept = os.open(self._pipe, os.O_RDONLY | os.O_NONBLOCK)  # keeps the pipe, and its size, between devices
        fcntl.fcntl(self._kept, _F_SETPIPE_SZ, PIPE_BYTES)
        (self.folder / "asound.conf").write_text(CONFIG.format(pipe=self._pipe))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        os.close(os.open(self._pipe, os.O_RDWR | os.O_NONBLOCK))  # ends the wait for a writer
        self._thread.join(PATIENCE_S)
        os.close(self._kept)

    def _listen(self) -> None:
        while not self._is_over:
            pipe = os.open(self._pipe, os.O_RDONLY)
            self._is_taking = True
            self._take(pipe)
            self._is_taking = False
            os.close(pipe)

    def _take(self, pipe: int) -> None:
        started_s, sound = time.monotonic(), bytearray()
        self.played.append(sound)
        while piece := os.read(pipe, PIPE_BYTES):
            sound += piece
            while self.is_stalled and not self._is_over:
                time.sleep(0.01)
            time.sleep(max(0.0, started_s + len(sound) / WIDTH / self.rate_hz - time.monotonic()))


def without_silent_end(samples: bytes) -> bytes:
    """16-bit ``samples`` up to the last one that is not 0."""
    length = len(samples.rstrip(b"\0"))
    return samples[: length + length % WIDTH]


def without_device(folder: Path) -> dict[str, str]:
    """The environment of a process without any sound device."""
    (folder / "silent.conf").write_text(NOTHING)
    return {"ALSA_CONFIG_PATH": str(folder / "silent.conf"), "PULSE_SERVER": "unix:/nowhere"}
