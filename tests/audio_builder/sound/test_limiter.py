"""The limiter: nothing over the ceiling, nothing else touched, no step that could be heard."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_builder.sound.libraries import audioop
from audio_builder.sound.limiter import CEILING, limit
from audio_builder.sound.pcm import Pcm
from audio_builder.voices.table import open_voice

RATE_HZ = 22_050
BLOCK = 22


def _pcm(values: list[int]) -> Pcm:
    return Pcm(array("h", values).tobytes(), RATE_HZ)


def _values(sound: Pcm) -> list[int]:
    return list(array("h", sound.samples))


@settings(max_examples=200)
@given(
    loudness=st.lists(st.integers(0, 32_767), min_size=1, max_size=60),
    length=st.integers(1, 400),
    gain_db=st.floats(-6, 40),
)
def test_no_sample_passes_the_ceiling(loudness: list[int], length: int, gain_db: float) -> None:
    sound = _pcm([level * (1 - 2 * (at % 2)) for level in loudness for at in range(length)])
    limited = limit(sound, gain_db)
    assert max(map(abs, _values(limited))) <= CEILING + 1  # audioop rounds down, also below zero
    assert limited.length_samples == sound.length_samples


def test_full_scale_below_zero_is_held_too() -> None:
    assert min(_values(limit(_pcm([-32_768] * 1_000), 0))) >= -CEILING - 1


@pytest.mark.parametrize("gain_db", [-3.0, 0.0, 4.9])
def test_quiet_sound_is_only_made_louder(gain_db: float) -> None:
    sound = _pcm([round(9_000 * math.sin(at / 9)) for at in range(RATE_HZ)])
    assert limit(sound, gain_db).samples == audioop.mul(sound.samples, 2, round(10 ** (gain_db / 20), 6))


def test_quiet_sound_without_gain_is_untouched_to_the_bit() -> None:
    sound = open_voice("espeak:en-us").speak("Soft shoulders, soft jaw.")
    assert limit(sound, 0.0) == sound


def test_far_from_a_peak_nothing_is_touched() -> None:
    values = [8_000] * RATE_HZ
    peak = RATE_HZ // 2
    values[peak : peak + 5] = [30_000] * 5
    limited = _values(limit(_pcm(values), 6.0))
    louder = math.floor(8_000 * round(10 ** (6 / 20), 6))
    before, after = peak - 4 * BLOCK, peak + 80 * BLOCK
    assert set(limited[:before]) == {louder} == set(limited[after:])
    assert min(limited[peak - BLOCK : peak]) < 0.8 * louder  # down before the peak comes


def test_gain_moves_in_steps_too_small_to_hear() -> None:
    values = [8_000] * RATE_HZ
    values[9_000:9_200] = [29_000] * 200  # 32,000 between its first samples
    limited = _values(limit(_pcm(values), 8.0))
    factors = [after / before for after, before in zip(limited, values, strict=True)]
    largest = max(abs(there - here) for here, there in pairwise(factors))
    assert largest < 0.011 * 10 ** (8 / 20)


def test_nothing_stays_nothing() -> None:
    assert limit(_pcm([]), 6.0) == _pcm([])
    assert limit(_pcm([0] * 500), 6.0) == _pcm([0] * 500)
