"""The bed: a warm chord that swells and ebbs, so soft that it only shows that the session goes on.

It is synthesised: every note has a period of whole samples that fits into the loop, so it is computed once and
repeated, and the loop has no seam. Each note swells at its own pace; together they repeat after a minute.

It is softer under speech, and fades in at the beginning and out at the end. It falls before a sound begins, and rises
slowly after a sound has ended, so that neither is noticed.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from audio_builder.sound.clip import RATE_HZ
from audio_builder.sound.pcm import WIDTH
from audio_builder.sound.tones import soft

VERSION = 1
"""Goes up when anything but the numbers here changes the sound of the bed."""
LOOP_MS = 60_000
NOTES = (
    # period in samples, loudness, swells in a loop, where in its swell it begins
    (240, 1.0, 4, 0.0),  # 100 Hz
    (160, 0.8, 5, 0.6),  # 150 Hz, the fifth
    (120, 0.8, 7, 0.3),  # 200 Hz
    (80, 0.5, 6, 0.8),  # 300 Hz: what a telephone's speaker can play begins here
    (60, 0.4, 5, 0.2),  # 400 Hz
    (48, 0.3, 9, 0.5),  # 500 Hz, the third
    (40, 0.15, 7, 0.9),  # 600 Hz
)
EBB = 0.5
"""What is left of a note between two swells."""
PEAK = 16_000
"""Of the loop, which is loud so that it is rounded only once."""
LEVEL = 0.054
"""Brings the loop to -45.5 LUFS, its loudest to -43.8 (measured). A meter counts whatever is less than 10 LU below the
mean of a session; in half an hour of walking with little speech, what is above -42.5 would be counted."""

STEP_MS = 10
STEP_BYTES = RATE_HZ * STEP_MS // 1000 * WIDTH
DUCKED = 0.4
"""Under speech: 8 dB softer."""
FALL_MS = 600
STAY_MS = 250
"""How long it stays down after a sound."""
RISE_MS = 1_500
FADE_IN_MS = 4_000
FADE_OUT_MS = 6_000


def fingerprint() -> str:
    """All that shapes the bed."""
    ducking = (STEP_MS, DUCKED, FALL_MS, STAY_MS, RISE_MS, FADE_IN_MS, FADE_OUT_MS)
    return repr(("bed", VERSION, LOOP_MS, NOTES, EBB, PEAK, LEVEL, ducking))


def lay(blocks: Iterable[bytes], sounds_ms: Iterable[tuple[int, int]], length_ms: int) -> Iterator[bytes]:
    """``blocks`` with the bed under them; each but the last is of whole steps."""
    from audio_builder.sound.libraries import audioop  # the fingerprint needs no samples

    levels, whole, at = gains(sounds_ms, length_ms), loop(), 0
    for block in blocks:
        steps = []
        for gain in islice(levels, -(-len(block) // STEP_BYTES)):
            start = at % len(whole)
            steps.append(audioop.mul(whole[start : start + STEP_BYTES], WIDTH, LEVEL * gain))
            at += STEP_BYTES
        yield audioop.add(block, b"".join(steps)[: len(block)], WIDTH)


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


@cache
def loop() -> bytes:
    """One turn of the bed, at its loudest ``PEAK``."""
    from audio_builder.sound.libraries import audioop

    whole = bytes(LOOP_MS // STEP_MS * STEP_BYTES)
    share = PEAK / sum(loudness for _, loudness, _, _ in NOTES)
    for period, loudness, swells, begin in NOTES:
        note = _note(period, round(share * loudness))
        starts = range(0, len(note), STEP_BYTES)
        swelling = []
        for step, start in enumerate(starts):
            turns = step * swells / len(starts) + begin
            swell = EBB + (1 - EBB) * soft(1 - abs(2 * (turns % 1) - 1))
            swelling.append(audioop.mul(note[start : start + STEP_BYTES], WIDTH, swell))
        whole = audioop.add(whole, b"".join(swelling), WIDTH)
    return whole


def _note(period: int, peak: int) -> bytes:
    """A sine of ``period`` samples, through the whole loop; rounded twice, since a last digit of ``sin`` may differ."""
    wave = array("h", (round(round(peak * math.sin(2 * math.pi * at / period), 6)) for at in range(period)))
    return wave.tobytes() * (LOOP_MS * RATE_HZ // 1000 // period)
