"""The one human skeleton: 170 cm tall. Lengths and thicknesses in centimetres, ranges of joints in degrees."""

from __future__ import annotations

HIP_HALF, SHOULDER_HALF = 9.0, 15.5
"""From the middle to the joint."""
WAIST, RIBS, CHEST, NECK, HEAD = 11.0, 13.0, 14.0, 9.0, 15.0
"""Hips to waist, to the lowest ribs, to the shoulder blades, to the root of the neck, to the middle of the head."""
THIGH, SHIN = 42.0, 41.0
UPPER_ARM, FOREARM, PALM = 28.0, 24.0, 7.0
"""``PALM``: from the wrist to the middle of the hand."""
ANKLE = 7.5
"""Above the sole."""
WRIST = 3.0
"""Above a hand that lies flat."""

RANGES: dict[str, tuple[int, int]] = {
    "hip": (-30, 135),
    "hip out": (-35, 70),
    "knee": (0, 155),
    "foot": (-30, 60),
    "shoulder": (-60, 185),
    "shoulder out": (-50, 180),
    "elbow": (0, 150),
    "hand": (-80, 80),
    "lower": (-30, 50),
    "upper": (-30, 50),
    "neck": (-50, 60),
    "twist": (-60, 60),
    "turn": (-80, 80),
    "lean": (-40, 40),
}
"""How far a healthy joint goes, and a little less."""
