"""How loud sound is between its samples, where it is loud enough for that to matter.

The encoder, or the player, draws the line again that the samples stand for, and it passes above them: at rates of 8 and
16 kHz by up to 2.2 dB (measured). Half a millisecond for each second of speech, since few blocks are so loud.
"""

from __future__ import annotations

from itertools import groupby
from math import cos, pi, sin
from typing import TYPE_CHECKING

from audio_builder.sound.pcm import WIDTH, silence
from audio_builder.sound.quiet import audioop

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR = 0.8
"""Of the loudest that is allowed: a block whose samples stay below this, by 2 dB, is not looked at between them."""
LOOKED_AT = 16
"""So many blocks at once, first: most of them are quiet."""
REACH = 6
"""How many samples on either side tell what lies between two: with 4, sound came out up to 0.7 dB louder."""
QUARTERS = (1, 2, 3)
"""With the halves alone it came out up to 0.5 dB louder."""


def loud_blocks(samples: bytes, block: int, loudest: float) -> dict[int, int]:
    """How loud each block is, between its samples, too, of ``block`` samples that come near ``loudest``; in order."""
    found = dict(_near(samples, block * WIDTH, loudest * NEAR))
    if found:
        runs = [
            [number for _, number in run] for _, run in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0])
        ]
        _raise(found, runs, block, b"".join(_around(samples, run[0] * block, len(run) * block) for run in runs))
    return found


def _near(samples: bytes, size: int, least: float) -> Iterator[tuple[int, int]]:
    """The number of each block of ``size`` bytes over ``least``, and how loud it is at its samples."""
    for first in range(0, -(-len(samples) // size), LOOKED_AT):
        together = samples[first * size : (first + LOOKED_AT) * size]
        if audioop.max(together, WIDTH) > least:
            for at in range(0, len(together), size):
                peak = audioop.max(together[at : at + size], WIDTH)
                if peak > least:
                    yield first + at // size, peak


def _raise(found: dict[int, int], runs: list[list[int]], block: int, around: bytes) -> None:
    """Raise what was ``found`` of the blocks in ``runs`` to what lies between their samples, which are ``around``."""
    for values in _between(around):
        start = 0
        for run in runs:
            for at in run:
                peak = 2 * audioop.max(values[start : start + (block + 1) * WIDTH], WIDTH)
                found[at] = max(found[at], peak)
                start += block * WIDTH
            start += 2 * REACH * WIDTH


def _around(samples: bytes, first: int, count: int) -> bytes:
    """``count`` samples from ``first`` on, and ``REACH`` more on either side."""
    begin, end = first - REACH, first + count + REACH
    around = silence(max(0, -begin)) + samples[max(0, begin) * WIDTH : end * WIDTH]
    return around + silence(end - begin - len(around) // WIDTH)


def _between(around: bytes) -> Iterator[bytes]:
    """Half the values a quarter, a half and three quarters on from each sample that has enough ``around`` it."""
    length = len(around) - (2 * REACH - 1) * WIDTH
    for weights in WEIGHTS:
        values = bytes(length)
        for at, weight in enumerate(weights):
            part = around[at * WIDTH : at * WIDTH + length]
            values = audioop.add(values, audioop.mul(part, WIDTH, weight / 2), WIDTH)
        yield values


def _weights(part: float) -> list[float]:
    """What each of the samples around adds to the value ``part`` of the way from one to the next: a windowed sinc."""
    away = [at - part for at in range(1 - REACH, 1 + REACH)]
    return [round(sin(pi * x) / (pi * x) * cos(pi * x / (2 * REACH)) ** 2, 6) for x in away]


WEIGHTS = [_weights(quarter / 4) for quarter in QUARTERS]
