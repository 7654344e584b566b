"""What a session runs on: a deck says where it is. One runs by the clock alone, without a sound."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Deck(Protocol):
    """Plays a session. Times are milliseconds from its start."""

    @property
    def now_ms(self) -> int:
        """What is heard now."""
        ...

    @property
    def ahead_ms(self) -> int:
        """What will be heard next: jumps are counted from here, so that quick ones add up."""
        ...

    @property
    def is_paused(self) -> bool: ...

    def pause(self, is_paused: bool) -> None: ...

    def seek(self, time_ms: int) -> None: ...

    def check(self) -> None:
        """Raises ``BuildError`` if it cannot go on."""
        ...

    def close(self) -> None: ...


class ClockDeck:
    """Runs by the clock, and is not heard."""

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
        return self.now_ms

    def pause(self, is_paused: bool) -> None:
        self.seek(self.now_ms)
        self.is_paused = is_paused

    def seek(self, time_ms: int) -> None:
        self._from_ms, self._since_s = time_ms, self._clock_s()

    def check(self) -> None:
        """It always can."""

    def close(self) -> None:
        """There is nothing to close."""
