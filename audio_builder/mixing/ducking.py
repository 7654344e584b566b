"""How loud the bed is at any time: softer under speech, fading in at the beginning and out at the end.

It gives way before a sound begins, and comes back slowly once a sound has ended, so that neither is noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEP_MS = 10
DUCKED = 0.4
"""Under speech: 8 dB softer."""
FALL_MS = 600
STAY_MS = 250
"""How long it stays down after a sound."""
RISE_MS = 1_500
FADE_IN_MS = 4_000
FADE_OUT_MS = 6_000


def gains(sounds_ms: Iterable[tuple[int, int]], length_ms: int) -> Iterator[float]:
    """From 0 to 1, for each step of ``length_ms``; ``sounds_ms`` are begin and end of what must be heard, in order."""
    sounds = iter(sounds_ms)
    ended_ms = -(STAY_MS + RISE_MS)
    start_ms, end_ms = next(sounds, (length_ms + FALL_MS, 0))
    for now_ms in range(0, length_ms, STEP_MS):
        while start_ms <= now_ms:
            ended_ms = max(ended_ms, end_ms)
            start_ms, end_ms = next(sounds, (length_ms + FALL_MS, 0))
        room = min(soft((now_ms - ended_ms - STAY_MS) / RISE_MS), soft((start_ms - now_ms) / FALL_MS))
        fade = min(soft(now_ms / FADE_IN_MS), soft((length_ms - now_ms) / FADE_OUT_MS))
        yield fade * (DUCKED + (1 - DUCKED) * room)


def soft(part: float) -> float:
    """From 0 to 1 without a corner at either end."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)
