"""The tones: soft, short, and the same everywhere."""

from __future__ import annotations

import math
from array import array
from hashlib import sha256
from itertools import pairwise

import pytest

from audio_builder.errors import BuildError
from audio_builder.sound.tones import TONES, draw, fingerprint
from audio_builder.voices.level import loudness
from tests.audio_builder.decoded import audible


def _values(name: str) -> array[int]:
    return array("h", draw(name).samples)


@pytest.mark.parametrize(
    ("name", "peak_dbfs", "shortest_ms", "longest_ms"),
    [
        ("open", -20, 700, 1_200),
        ("close", -20, 700, 1_200),
        ("wake", -30, 280, 400),
        ("hold", -20, 350, 500),
        ("release", -20, 350, 500),
        ("breathe-in", -24, 1_200, 1_500),
        ("breathe-out", -24, 1_700, 2_000),
    ],
)
def test_loudness_and_length(name: str, peak_dbfs: float, shortest_ms: int, longest_ms: int) -> None:
    values = _values(name)
    begin, end = audible(values)
    assert 20 * math.log10(max(map(abs, values)) / 32768) == pytest.approx(peak_dbfs, abs=0.1)
    assert begin <= (5 if name.startswith("breathe") else 3) * 24  # a breath swells
    assert shortest_ms <= (end - begin) / 24 <= longest_ms
    assert draw(name).length_ms <= 2_000


@pytest.mark.parametrize("name", TONES)
def test_it_begins_and_ends_without_a_step(name: str) -> None:
    values = _values(name)
    loudest = max(map(abs, values))
    assert values[0] == 0
    assert max(map(abs, values[:96])) < loudest / 2  # 4 ms into an attack of 12
    assert max(map(abs, values[-48:])) <= 2


def crossings(values: array[int]) -> int:
    return sum(one < 0 <= other for one, other in pairwise(values))


def test_a_hold_ends_lower_than_it_begins() -> None:
    early = slice(0, 300 * 24)
    assert crossings(_values("hold")[early]) == pytest.approx(659.26 * 0.3, abs=1)
    assert crossings(_values("release")[early]) == pytest.approx(440.00 * 0.3, abs=1)


@pytest.mark.parametrize(("name", "way"), [("breathe-in", 1), ("breathe-out", -1)])
def test_a_breath_rises_or_falls_all_the_way(name: str, way: int) -> None:
    values = _values(name)
    heard = [crossings(values[at : at + 250 * 24]) for at in range(0, len(values) - 250 * 24, 250 * 24)]
    assert all((other - one) * way > 0 for one, other in pairwise(heard))


@pytest.mark.parametrize("name", ["hold", "release", "breathe-in", "breathe-out"])
def test_nothing_inside_a_session_startles(name: str) -> None:
    """Softer than speech at -18 LUFS by 10 LU at least, and never at once loud."""
    values = _values(name)
    assert loudness(draw(name)) <= -28
    assert max(map(abs, values[: 3 * 24])) < max(map(abs, values)) / 3


def test_open_rises_and_close_falls() -> None:
    early, late = slice(0, 200 * 24), slice(500 * 24, 700 * 24)
    assert crossings(_values("open")[early]) < crossings(_values("open")[late])
    assert crossings(_values("close")[early]) > crossings(_values("close")[late])


def test_the_same_samples_on_every_machine() -> None:
    drawn = {name: sha256(draw(name).samples).hexdigest()[:12] for name in TONES}
    assert drawn == {
        "open": "d2af1a0c7cfa",
        "close": "0ba5aca21b65",
        "wake": "5eed01e8fc2f",
        "hold": "c22ae7c823fc",
        "release": "27dbff759bcb",
        "breathe-in": "12a873a76f3a",
        "breathe-out": "1846be073841",
    }


def test_fingerprints_differ() -> None:
    assert len({fingerprint(name) for name in TONES}) == len(TONES)


def test_unknown_tone_is_named() -> None:
    with pytest.raises(
        BuildError,
        match=r"^there is no tone 'gong'; there are: open, close, wake, hold, release, breathe-in, breathe-out$",
    ):
        draw("gong")
