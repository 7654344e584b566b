"""The sounds that are not speech: soft bells and breaths, synthesised.

All are sums of sines computed by recurrence: multiplications and additions give the same result on every machine,
``math.sin`` may not.
"""

from __future__ import annotations

import math
from array import array
from typing import NamedTuple

from audio_builder.errors import BuildError
from audio_builder.sound.pcm import Pcm

RATE_HZ = 24_000
VERSION = 1
"""Goes up when any tone changes."""
ATTACK_MS = 12
RELEASE_PART = 0.5
"""The end of a bell, as a part of its length, over which it is brought to exact silence."""
PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.28, 0.55))
"""Of a bell: times its pitch, loudness, and how long it rings, against the first."""
OVERTONES = ((1.0, 1.0), (2.0, 0.22), (3.0, 0.06))
"""Of a breath: times its pitch, and loudness."""
SWELL_FROM = 0.2
"""Of the loudest of a breath: how loud it is just after its soft beginning and before its soft end."""
FADE_MS = 60
"""Of a breath's end."""
GLIDE_STEP = 24
"""A gliding pitch is constant for so many samples (1 ms): too short for audible steps."""


class Bell(NamedTuple):
    pitch_hz: float
    begin_ms: int
    length_ms: int
    ring_ms: int
    """The time in which it falls to about a third (1 / e)."""


class Breath(NamedTuple):
    """A pitch that glides, swelling and dying away."""

    from_hz: float
    to_hz: float
    length_ms: int
    swell_part: float
    """Where it is loudest, as a part of its length."""


G3, D4, A4, C5, E5, G5 = 196.00, 293.66, 440.00, 523.25, 659.26, 783.99
TONES: dict[str, tuple[int, list[Bell | Breath]]] = {
    "open": (3277, [Bell(C5, 0, 860, 260), Bell(G5, 220, 860, 300)]),  # -20 dBFS
    "close": (3277, [Bell(G5, 0, 860, 260), Bell(C5, 220, 860, 300)]),
    "wake": (1036, [Bell(E5, 0, 400, 240)]),  # -30 dBFS
    "hold": (3277, [Bell(E5, 0, 560, 200)]),
    "release": (3277, [Bell(A4, 0, 560, 220)]),
    "breathe-in": (2068, [Breath(G3, D4, 1_500, 0.7)]),  # -24 dBFS
    "breathe-out": (2068, [Breath(D4, G3, 2_000, 0.25)]),
}
"""The peak of a sample, in 16 bits, and what is drawn."""


def fingerprint(name: str) -> str:
    """Part of the key of a tone's clip."""
    return f"tone {VERSION} {name}"


def draw(name: str) -> Pcm:
    """The tone of that name. Raises ``BuildError`` if there is none."""
    if name not in TONES:
        raise BuildError(f"there is no tone '{name}'; there are: {', '.join(TONES)}")
    peak, parts = TONES[name]
    drawn = [(_samples(part.begin_ms), _ring(part)) if isinstance(part, Bell) else (0, _glide(part)) for part in parts]
    mixed = [0.0] * max(begin + len(values) for begin, values in drawn)
    for begin, values in drawn:
        for at, value in enumerate(values, begin):
            mixed[at] += value
    scale = peak / max(map(abs, mixed))
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
        sum(values) * soft(at / attack) * soft((count - at) / release)
        for at, values in enumerate(zip(*partials, strict=True))
    ]


def _decaying_sine(pitch_hz: float, ring_ms: float, loudness: float, count: int) -> list[float]:
    """By y[n] = a y[n-1] - b y[n-2]."""
    turn = 2 * math.pi * pitch_hz / RATE_HZ
    decay = math.exp(-1000 / (ring_ms * RATE_HZ))
    a, b = round(2 * decay * math.cos(turn), 12), round(decay * decay, 12)
    before, now = 0.0, round(loudness * decay * math.sin(turn), 12)
    values = []
    for _ in range(count):
        values.append(before)
        before, now = now, a * now - b * before
    return values


def _glide(breath: Breath) -> list[float]:
    """A swell and a fall over a gliding pitch, silent at both ends."""
    count = _samples(breath.length_ms)
    sines = [_gliding_sine(breath, times, count) for times, _ in OVERTONES]
    top, drawn = count * breath.swell_part, []
    for at, values in enumerate(zip(*sines, strict=True)):
        slope = soft(at / top) * soft((count - at) / (count - top))
        fades = soft(at / _samples(ATTACK_MS)), soft((count - at) / _samples(FADE_MS))
        swell = (SWELL_FROM + (1 - SWELL_FROM) * slope) * fades[0] * fades[1]
        drawn.append(sum(value * loudness for value, (_, loudness) in zip(values, OVERTONES, strict=True)) * swell)
    return drawn


def _gliding_sine(breath: Breath, times: float, count: int) -> list[float]:
    """A point that rotates about the origin, a little faster or slower after each step."""
    across, up = 1.0, 0.0
    values: list[float] = []
    while len(values) < count:
        part = len(values) / count
        turn = 2 * math.pi * times * (breath.from_hz + (breath.to_hz - breath.from_hz) * part) / RATE_HZ
        cosine, sine = round(math.cos(turn), 12), round(math.sin(turn), 12)
        for _ in range(min(GLIDE_STEP, count - len(values))):
            values.append(up)
            across, up = across * cosine - up * sine, across * sine + up * cosine
    return values


def soft(part: float) -> float:
    """From 0 to 1 without a corner at either end."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


def _samples(ms: int) -> int:
    return ms * RATE_HZ // 1000
