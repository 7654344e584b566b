"""The gain of a voice: it speaks a few sentences, and their loudness is measured, once for each voice.

Loudness is that of ITU-R BS.1770-4: a filter like human hearing, blocks of 400 ms, and two gates that leave pauses out.
It is computed without numpy, which not every voice brings along, in a second or two.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate
from math import log10, pi, tan

from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.measured import computed_once

Biquad = tuple[float, float, float, float, float]
"""Three coefficients of the input, two of the output."""
TARGET_LUFS = -18.0
SENTENCES = (
    "Lie on your back, with your knees bent and your feet flat on the floor.",
    "Rest your arms beside you, wherever they are comfortable.",
    "Slowly bring your left knee toward your chest, until you feel a mild stretch.",
    "Breathe out as you lift, and keep your neck long.",
    "Walk at an easy pace, and let your arms swing.",
    "Now a little faster, but slow enough to talk.",
    "Roll back down slowly, and rest for a moment.",
    *("Number two.", "And hold.", "And release.", "Keep breathing.", "Soft shoulders, soft jaw."),
    *("Halfway.", "Three.", "Two.", "One.", "Nicely done."),
    *("Number two.", "And hold.", "And release."),
)
"""Like a session: mostly instructions, and the short words that recur in it."""
SESSIONS_LU = -0.55
"""Whole sessions read so much lower than these sentences, mostly because the encoder takes 0.45 dB off: 0.44 to 0.64
with espeak-ng, five voices of flite and the tests' tiny Piper voice, each the mean of all routines (measured)."""
APART_MS = 500
ROUNDS = 3
"""Limiting the peaks lowers the loudness a little, so it is measured again with them limited, at most so often."""
CLOSE_DB = 0.05
RECIPE = 2
"""Goes up when this module starts to compute another gain."""
BLOCK_MS, STEP_MS = 400, 100
ABSOLUTE_LUFS, RELATIVE_LU = -70.0, -10.0
OFFSET_LU = -0.691


def gain_of(fingerprint: str, speak: Callable[[str], Pcm]) -> float:
    """The gain in dB that brings a session spoken by ``speak`` to -18 LUFS, to a tenth; measured once, then kept."""
    return float(computed_once(f"gain {RECIPE} of {fingerprint}", lambda: str(_measured_gain_db(speak))))


def _measured_gain_db(speak: Callable[[str], Pcm]) -> float:
    from audio_builder.sound.limiter import limit  # pydub, for the first time only

    sound, gain_db = _spoken(speak), 0.0
    for _ in range(ROUNDS):
        measured = loudness(limit(sound, gain_db))
        more_db = TARGET_LUFS - SESSIONS_LU - measured if measured > ABSOLUTE_LUFS else 0.0
        gain_db += more_db
        if abs(more_db) < CLOSE_DB:
            break
    return min(30.0, max(-30.0, round(gain_db, 1)))


def _spoken(speak: Callable[[str], Pcm]) -> Pcm:
    sounds = {sentence: speak(sentence) for sentence in dict.fromkeys(SENTENCES)}
    rate_hz = sounds[SENTENCES[0]].rate_hz
    apart = silence(rate_hz * APART_MS // 1000)
    return Pcm(apart.join(sounds[sentence].samples for sentence in SENTENCES), rate_hz)


def loudness(sound: Pcm) -> float:
    """Integrated loudness in LUFS; ``ABSOLUTE_LUFS`` for silence."""
    powers = _block_powers(sound)
    for gate in (ABSOLUTE_LUFS, None):
        limit_lufs = _lufs(powers) + RELATIVE_LU if gate is None else gate
        powers = [power for power in powers if power > 0 and OFFSET_LU + 10 * log10(power) > limit_lufs]
        if not powers:
            return ABSOLUTE_LUFS
    return _lufs(powers)


def _lufs(powers: list[float]) -> float:
    return OFFSET_LU + 10 * log10(sum(powers) / len(powers))


def _block_powers(sound: Pcm) -> list[float]:
    """The mean square of each block, weighted like human hearing."""
    values: Iterator[float] = (sample / 32768 for sample in array("h", sound.samples))
    for biquad in _k_weighting(sound.rate_hz):
        values = _filtered(values, biquad)
    sums = list(accumulate((value * value for value in values), initial=0.0))
    block, step = sound.rate_hz * BLOCK_MS // 1000, sound.rate_hz * STEP_MS // 1000
    starts = range(0, max(1, len(sums) - block), step)
    return [(sums[min(at + block, len(sums) - 1)] - sums[at]) / block for at in starts]


def _k_weighting(rate_hz: int) -> tuple[Biquad, Biquad]:
    """The high shelf and the low cut of BS.1770, whose constants are these at any rate."""
    k, quality, high = tan(pi * 1681.974450955533 / rate_hz), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band, whole = high**0.4996667741545416, 1 + k / quality + k * k
    shelf = (
        (high + band * k / quality + k * k) / whole,
        2 * (k * k - high) / whole,
        (high - band * k / quality + k * k) / whole,
        2 * (k * k - 1) / whole,
        (1 - k / quality + k * k) / whole,
    )
    k, quality = tan(pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    whole = 1 + k / quality + k * k
    return shelf, (1.0, -2.0, 1.0, 2 * (k * k - 1) / whole, (1 - k / quality + k * k) / whole)


def _filtered(values: Iterator[float], biquad: Biquad) -> Iterator[float]:
    b0, b1, b2, a1, a2 = biquad
    first = second = 0.0
    for value in values:
        out = b0 * value + first
        first = b1 * value - a1 * out + second
        second = b2 * value - a2 * out
        yield out
