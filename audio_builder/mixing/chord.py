"""The chord that the bed is: its notes, how they swell, and how loud it is.

Each note swells at a pace of its own; together they repeat after a minute.
"""

from __future__ import annotations

from audio_builder.mixing.ducking import DUCKED, FADE_IN_MS, FADE_OUT_MS, FALL_MS, RISE_MS, STAY_MS, STEP_MS

VERSION = 1
"""Goes up when anything but the numbers here and in ``ducking`` changes the sound of the bed."""
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
"""Of the loop, drawn loud so that it is rounded only once."""
LEVEL = 0.054
"""Brings the loop to -45.5 LUFS, its loudest to -43.8 (measured). A meter counts whatever is less than 10 LU below the
mean of a session; in half an hour of walking that says next to nothing, what is above -42.5 would be counted."""


def fingerprint() -> str:
    """All that shapes the bed."""
    ducking = (STEP_MS, DUCKED, FALL_MS, STAY_MS, RISE_MS, FADE_IN_MS, FADE_OUT_MS)
    return repr(("bed", VERSION, LOOP_MS, NOTES, EBB, PEAK, LEVEL, ducking))
