"""A look-ahead limiter: gain without peaks over the ceiling, at a sample or between two.

Speech that is loud enough to follow peaks far above full scale by gain alone. The gain's cut begins 3 ms before a
peak and is released over some 15 ms after it, so that it is inaudible. It is a line between *nodes*, the borders of
blocks of 1 ms, in inaudibly small steps; runs of blocks that are not cut take one call.

The peaks between samples count, too: the encoder, or the player, interpolates the samples and passes above them, at
rates of 8 and 16 kHz by up to 2.2 dB (measured). Finding them takes half a millisecond for each second of speech, since
few blocks are so loud.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from math import cos, pi, sin

from audio_builder.sound.libraries import audioop
from audio_builder.sound.pcm import WIDTH, Pcm, silence

CEILING = 23_196
"""-3 dB below full scale. The codec adds up to 0.6 dB, and a true peak of -2 dBFS must not be passed: with -2.5 dB
the worst of 27 sessions read -2.0."""
AHEAD_BLOCKS = 3
KEPT_PER_BLOCK = 0.9355069850316178
"""What is left of a cut after 1 ms: exp(-1/15)."""
RELEASED = 0.01
"""A cut smaller than this (0.1 dB) ends in the next block."""
LARGEST_STEP = 0.005
"""The gain changes in steps no larger than this (0.04 dB), down to single samples."""
NEAR = 0.8
"""Of the loudest that is allowed: a block whose samples stay below this, by 2 dB, is not looked at between them."""
LOOKED_AT = 16
"""So many blocks at once, first: most of them are quiet."""
REACH = 6
"""How many samples on either side interpolate what is between two: with 4, peaks came out up to 0.7 dB louder."""
_AWAY = [[at - part for at in range(1 - REACH, 1 + REACH)] for part in (0.25, 0.5, 0.75)]
"""With the halves alone peaks came out up to 0.5 dB louder."""
WEIGHTS = [[round(sin(pi * x) / (pi * x) * cos(pi * x / (2 * REACH)) ** 2, 6) for x in away] for away in _AWAY]
"""What each of the samples around adds to the value a quarter, a half and three quarters on: a windowed sinc."""


def limit(sound: Pcm, gain_db: float) -> Pcm:
    """``sound`` louder by ``gain_db``, its peaks held under the ceiling."""
    gain = round(10 ** (gain_db / 20), 6)
    loudest = CEILING / gain  # before the gain
    if audioop.max(sound.samples, WIDTH) <= loudest * NEAR:
        return Pcm(audioop.mul(sound.samples, WIDTH, gain), sound.rate_hz)
    block = sound.rate_hz // 1000
    loud = loud_blocks(sound.samples, block, loudest)
    needed = {number: loudest / peak for number, peak in loud.items() if peak > loudest}
    nodes = _nodes(needed, -(-len(sound.samples) // (block * WIDTH)))
    return Pcm(b"".join(_pieces(sound.samples, nodes, block, gain)), sound.rate_hz)


def _nodes(needed: dict[int, float], blocks: int) -> list[float]:
    """The factor at every border of a block: below what both its neighbours need, down ahead of time, up slowly.

    ``needed`` holds the factors of those blocks alone, in order, that need one.
    """
    nodes = [1.0] * (blocks + 1)
    for block, factor in needed.items():  # both its borders, and on a line towards it those before
        nodes[block + 1] = min(nodes[block + 1], factor)
        for ahead in range(min(AHEAD_BLOCKS, block + 1)):
            nodes[block - ahead] = min(nodes[block - ahead], factor + (1.0 - factor) * ahead / AHEAD_BLOCKS)
    at, rest = 0, 0.0
    for block in needed:
        if block > at:
            at, rest = block, 0.0
        while at <= blocks and (rest > RELEASED or nodes[at] < 1.0):
            if rest > RELEASED:
                nodes[at] = min(nodes[at], 1.0 - rest)
            rest = (1.0 - nodes[at]) * KEPT_PER_BLOCK
            at += 1
    return nodes


def _pieces(samples: bytes, nodes: list[float], block: int, gain: float) -> Iterator[bytes]:
    """The louder sound: runs of blocks that are not cut, and the steps of those that are."""
    size = block * WIDTH
    cut = [here < 1.0 or there < 1.0 for here, there in pairwise(nodes)]
    for is_cut, run in groupby(range(len(cut)), key=cut.__getitem__):
        blocks = list(run)
        if is_cut:
            for at in blocks:
                yield from _steps(samples[at * size : (at + 1) * size], nodes[at], nodes[at + 1], gain)
        else:
            yield audioop.mul(samples[blocks[0] * size : (blocks[-1] + 1) * size], WIDTH, gain)


def _steps(samples: bytes, here: float, there: float, gain: float) -> Iterator[bytes]:
    """One block, times a line from ``here`` to ``there`` in inaudibly small steps."""
    count = 1 + int(abs(there - here) / LARGEST_STEP)
    size = -(-len(samples) // (WIDTH * count)) * WIDTH
    slope = (there - here) * size / (len(samples) or 1)
    for step, at in enumerate(range(0, len(samples), size)):
        yield audioop.mul(samples[at : at + size], WIDTH, gain * (here + slope * step))


def loud_blocks(samples: bytes, block: int, loudest: float) -> dict[int, int]:
    """The peak, also between samples, of each block of ``block`` samples that comes near ``loudest``; in order."""
    found = dict(_near(samples, block * WIDTH, loudest * NEAR))
    if found:
        runs = [
            [number for _, number in run] for _, run in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0])
        ]
        around = b"".join(_around(samples, run[0] * block, len(run) * block) for run in runs)
        for values in _between(around):
            start = 0
            for run in runs:
                for number in run:
                    peak = 2 * audioop.max(values[start : start + (block + 1) * WIDTH], WIDTH)
                    found[number] = max(found[number], peak)
                    start += block * WIDTH
                start += 2 * REACH * WIDTH
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
