"""The bed: how it is drawn, how loud it is, and when it gives way."""

from __future__ import annotations

from array import array
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from audio_builder.mixing.bed import DUCKED, LEVEL, LOOP_MS, NOTES, STEP_MS, gains, lay, loop
from audio_builder.mixing.mixer import mixed
from audio_builder.sound.libraries import audioop
from audio_builder.sound.pcm import Pcm
from audio_builder.voices.level import loudness
from content.timeline.place import Placement
from tests.audio_builder.mixing.bursts import small

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_the_same_on_every_machine() -> None:
    assert len(loop()) == LOOP_MS * 48
    assert sha256(loop()).hexdigest() == "7dee7d4ad1ffa071e4defc0d92c874048c9157e7adce90db33a59d5075767a5a"


def test_the_loop_has_no_seam() -> None:
    assert all(LOOP_MS * 24 % period == 0 for period, _, _, _ in NOTES)
    samples = array("h", loop())
    largest = max(abs(one - other) for one, other in pairwise(samples))
    around = array("h", [*samples[-240:], *samples[:240]])
    assert max(abs(one - other) for one, other in pairwise(around)) <= largest < 1_500


def test_it_is_heard_in_silence_and_no_more() -> None:
    every_third_second = b"".join(loop()[at : at + 48_000] for at in range(0, len(loop()), 3 * 48_000))
    assert loudness(Pcm(audioop.mul(every_third_second, 2, LEVEL), 24_000)) == pytest.approx(-45.5, abs=0.5)


def level(starts_ms: list[tuple[int, int]], length_ms: int) -> dict[int, float]:
    return dict(zip(range(0, length_ms, STEP_MS), gains(starts_ms, length_ms), strict=True))


def test_it_fades_in_and_out() -> None:
    found = level([], 20_000)
    assert [found[time_ms] for time_ms in (0, 2_000, 4_000, 14_000, 17_000)] == [0, 0.5, 1, 1, 0.5]
    assert found[19_990] < 0.001


def test_it_gives_way_before_a_sound_and_comes_back_after_it() -> None:
    found = level([(10_000, 11_000)], 30_000)
    half = (1 + DUCKED) / 2
    assert [found[time_ms] for time_ms in (9_400, 9_700, 10_000)] == pytest.approx([1, half, DUCKED])
    assert {found[time_ms] for time_ms in range(10_000, 11_260, 10)} == {DUCKED}
    assert [found[time_ms] for time_ms in (12_000, 12_750)] == pytest.approx([half, 1])


def test_it_stays_down_between_sounds_that_stand_close() -> None:
    found = level([(10_000, 11_000), (11_200, 12_000), (11_300, 11_500)], 30_000)
    assert {found[time_ms] for time_ms in range(10_000, 12_260, 10)} == {DUCKED}
    assert found[13_750] == 1


def test_it_never_steps() -> None:
    found = level([(5_000, 6_000), (6_800, 7_000), (9_000, 9_300)], 20_000)
    assert max(abs(one - other) for one, other in pairwise(found.values())) < 0.02


def test_it_lies_under_the_sounds_and_leaves_them_as_they_are(tmp_path: Path) -> None:
    placement, measure = small(tmp_path)
    plain, laid = (b"".join(mixed(placement, measure, bed)) for bed in (False, True))
    bed = audioop.add(laid, audioop.mul(plain, 2, -1), 2)
    assert audioop.max(bed, 2) < 800
    silent, spoken = bed[20_000 * 48 : 22_000 * 48], bed[9_384 * 48 : 9_984 * 48]
    assert loudness(Pcm(silent, 24_000)) > -50
    assert audioop.rms(spoken, 2) < audioop.rms(silent, 2) * 0.7


def test_without_a_sound_it_is_the_loop_again_and_again() -> None:
    blocks = list(lay([bytes(48_000)] * 130, [], 130_000))
    whole = b"".join(blocks)
    assert whole[10_000 * 48 : 60_000 * 48] == whole[70_000 * 48 : 120_000 * 48]
    assert whole[30_000 * 48 : 31_000 * 48] == audioop.mul(loop()[30_000 * 48 : 31_000 * 48], 2, LEVEL)


def test_the_last_block_may_be_short() -> None:
    assert [len(block) for block in lay([bytes(48_000), bytes(1_152)], [], 1_024)] == [48_000, 1_152]
    assert Placement((), 1_024).length_ms == 1_024
