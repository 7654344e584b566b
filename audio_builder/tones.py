"""The sounds that no voice speaks: soft bells, drawn by arithmetic.

A partial is a decaying sine, drawn by its recurrence y[n] = a y[n-1] - b y[n-2]: multiplications and a subtraction,
which come out the same on every machine, where ``math.sin`` need not.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass

from audio_builder.errors import BuildError
from audio_builder.pcm import Pcm

RATE_HZ = 24_000
VERSION = 1
"""Goes up when any tone changes."""
ATTACK_MS = 12
RELEASE_PART = 0.5
"""The end of a bell, as a part of its length, over which it is brought to exact silence."""
PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.28, 0.55))
"""Of a bell: times its pitch, loudness, and how long it rings, against the first."""


@dataclass(frozen=True, slots=True)
class Bell:
    pitch_hz: float
    begin_ms: int
    length_ms: int
    ring_ms: int
    """After which it has fallen to a third."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    peak: int
    """Of a sample, in 16 bits."""
    bells: tuple[Bell, ...]


C5, E5, G5 = 523.25, 659.26, 783.99
TONES = {
    "open": _Drawing(3277, (Bell(C5, 0, 860, 260), Bell(G5, 220, 860, 300))),  # -20 dBFS
    "close": _Drawing(3277, (Bell(G5, 0, 860, 260), Bell(C5, 220, 860, 300))),
    "wake": _Drawing(1036, (Bell(E5, 0, 400, 240),)),  # -30 dBFS
}


def fingerprint(name: str) -> str:
    """Part of the key of a tone's clip."""
    return f"tone {VERSION} {name}"


def draw(name: str) -> Pcm:
    """The tone of that name. Raises ``BuildError`` when there is none."""
    if name not in TONES:
        raise BuildError(f"there is no tone '{name}'; there are: {', '.join(TONES)}")
    drawing = TONES[name]
    mixed = [0.0] * max(_samples(bell.begin_ms + bell.length_ms) for bell in drawing.bells)
    for bell in drawing.bells:
        for at, value in enumerate(_ring(bell), _samples(bell.begin_ms)):
            mixed[at] += value
    scale = drawing.peak / max(map(abs, mixed))
    return Pcm(array("h", (round(value * scale) for value in mixed)).tobytes(), RATE_HZ)


def _ring(bell: Bell) -> list[float]:
    """One bell, its loudest partial about 1: a soft attack, its partials dying away, a silent end."""
    count = _samples(bell.length_ms)
    partials = [
        _decaying_sine(bell.pitch_hz * times, bell.ring_ms * ring, loudness, count)
        for times, loudness, ring in PARTIALS
    ]
    attack, release = _samples(ATTACK_MS), round(count * RELEASE_PART)
    return [
        sum(values) * _soft(at / attack) * _soft((count - at) / release)
        for at, values in enumerate(zip(*partials, strict=True))
    ]


def _decaying_sine(pitch_hz: float, ring_ms: float, loudness: float, count: int) -> list[float]:
    turn = 2 * math.pi * pitch_hz / RATE_HZ
    decay = math.exp(-1000 / (ring_ms * RATE_HZ))
    a, b = round(2 * decay * math.cos(turn), 12), round(decay * decay, 12)
    before, now = 0.0, round(loudness * decay * math.sin(turn), 12)
    values = []
    for _ in range(count):
        values.append(before)
        before, now = now, a * now - b * before
    return values


def _soft(part: float) -> float:
    """From 0 to 1 without a corner at either end."""
    part = min(1.0, part)
    return part * part * (3 - 2 * part)


def _samples(ms: int) -> int:
    return ms * RATE_HZ // 1000
