"""The bed: a warm chord that swells and ebbs, so soft that it only says that the session goes on.

It is drawn by arithmetic: every note has a period of whole samples that fits into the loop, so it is drawn once and
repeated, and the loop has no seam.
"""

from __future__ import annotations

import math
from array import array
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from audio_builder.mixing.chord import EBB, LEVEL, LOOP_MS, NOTES, PEAK
from audio_builder.mixing.ducking import STEP_MS, gains, soft
from audio_builder.sound.clip import RATE_HZ
from audio_builder.sound.libraries import audioop
from audio_builder.sound.pcm import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STEP = RATE_HZ * STEP_MS // 1000 * WIDTH


def lay(blocks: Iterable[bytes], sounds_ms: Iterable[tuple[int, int]], length_ms: int) -> Iterator[bytes]:
    """``blocks`` with the bed under them; each but the last is of whole steps."""
    levels = gains(sounds_ms, length_ms)
    at = 0
    for block in blocks:
        steps = islice(levels, -(-len(block) // _STEP))
        bed = b"".join(
            audioop.mul(_part(at + step * _STEP, _STEP), WIDTH, LEVEL * gain) for step, gain in enumerate(steps)
        )
        yield audioop.add(block, bed[: len(block)], WIDTH)
        at += len(block)


def _part(at: int, size: int) -> bytes:
    """``size`` bytes of the loop from ``at``, at the end of which it begins again; both are of whole steps."""
    begin = at % len(loop())
    return loop()[begin : begin + size]


@cache
def loop() -> bytes:
    """One turn of the bed, at its loudest ``PEAK``."""
    whole = bytes(LOOP_MS // STEP_MS * _STEP)
    share = PEAK / sum(loudness for _, loudness, _, _ in NOTES)
    for period, loudness, swells, begin in NOTES:
        note = _note(period, round(share * loudness))
        whole = audioop.add(whole, b"".join(_swelling(note, swells, begin)), WIDTH)
    return whole


def _note(period: int, peak: int) -> bytes:
    """A sine of ``period`` samples, through the whole loop; rounded twice, since a last digit of ``sin`` may differ."""
    wave = array("h", (round(round(peak * math.sin(2 * math.pi * at / period), 6)) for at in range(period)))
    return wave.tobytes() * (LOOP_MS * RATE_HZ // 1000 // period)


def _swelling(note: bytes, swells: int, begin: float) -> Iterator[bytes]:
    """``note`` step by step, louder and softer so many times."""
    steps = len(note) // _STEP
    for step in range(steps):
        turn = (step * swells / steps + begin) % 1
        gain = EBB + (1 - EBB) * soft(1 - abs(2 * turn - 1))
        yield audioop.mul(note[step * _STEP : (step + 1) * _STEP], WIDTH, gain)
