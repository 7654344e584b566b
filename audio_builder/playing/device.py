"""The sound device of this machine, through miniaudio, which asks for samples in its own thread, block by block."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from audio_builder.errors import BuildError

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

PERIOD_MS = 40
PERIODS = 3
LATENCY_MS = PERIOD_MS * PERIODS
"""What the device has not played yet, just after it has asked for more."""
PATIENCE_S = 3.0
"""A device that has asked for nothing for longer is gone."""


class NoDeviceError(BuildError):
    """Nothing plays sound here, or no longer."""

    def __init__(self, what: str = "there is no sound device here", advice: str = "") -> None:
        super().__init__(f"{what}; {advice}" if advice else what)


class Device:
    """Plays mono sound of 16 bits. Used as a context; raises ``NoDeviceError`` where nothing plays sound."""

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self._lock = Lock()
        self._handed = 0
        self._asked_s = time.monotonic()
        self._fault: Exception | None = None
        self._device = _opened(rate_hz)

    def __enter__(self) -> Device:
        return self

    def __exit__(self, *_: object) -> None:
        self._device.close()

    def start(self, give: Callable[[int], bytes]) -> None:
        """Play what ``give(count)`` returns: so many samples, or fewer before silence. The device's thread calls it."""
        source = self._source(give)
        next(source)
        self._asked_s = time.monotonic()
        with _as_no_device():
            self._device.start(source)

    @property
    def heard(self) -> float:
        """How many samples have left the device by now; it never passes what was handed over."""
        with self._lock:
            waiting = LATENCY_MS / 1000 - (time.monotonic() - self._asked_s)
            return max(0.0, self._handed - max(0.0, waiting) * self.rate_hz)

    def check(self) -> None:
        """Raises ``NoDeviceError`` if the device is gone, and whatever ``give`` has raised."""
        if self._fault:
            raise self._fault
        if time.monotonic() - self._asked_s > PATIENCE_S:
            raise NoDeviceError("the sound device has stopped; is it still connected?")

    def _source(self, give: Callable[[int], bytes]) -> Generator[bytes, int]:
        piece = b""
        while True:
            count = yield piece
            try:
                piece = give(count)
            except Exception as fault:  # noqa: BLE001 - ``check`` raises it in the caller's thread
                self._fault, piece = fault, b""
            with self._lock:
                self._handed += count
                self._asked_s = time.monotonic()


def play(sound: Pcm) -> None:
    """Play ``sound`` to its end. Raises ``NoDeviceError``."""
    samples, end = BytesIO(sound.samples), sound.length_samples + sound.rate_hz * LATENCY_MS // 1000
    with Device(sound.rate_hz) as device:
        device.start(lambda count: samples.read(2 * count))
        while device.heard < end:
            device.check()
            time.sleep(0.1)


def probe(advice: str = "") -> None:
    """Raises ``NoDeviceError``, with ``advice`` on what to do, where nothing plays sound."""
    try:
        with Device(24_000):
            pass
    except NoDeviceError as error:
        raise NoDeviceError(str(error), advice) from error


def _opened(rate_hz: int) -> Any:
    try:
        import miniaudio
    except ImportError as error:
        raise NoDeviceError("playing needs miniaudio: pip install miniaudio") from error
    silent = (miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM)  # they accept sound and play nothing
    with _as_no_device(), _without_stderr():
        return miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=rate_hz,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            backends=[each for each in miniaudio.Backend if each not in silent],
            app_name="Gentle Back",
        )


@contextmanager
def _as_no_device() -> Iterator[None]:
    import miniaudio

    try:
        yield
    except miniaudio.MiniaudioError as error:
        raise NoDeviceError from error


@contextmanager
def _without_stderr() -> Iterator[None]:
    """Discard what ALSA and other C libraries write to standard error about missing devices."""
    try:
        kept = os.dup(2)
    except OSError:  # it is closed
        yield
        return
    try:
        with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
