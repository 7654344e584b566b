"""The tones: soft, short, and the same everywhere."""

from __future__ import annotations

import math
from array import array
from hashlib import sha256
from itertools import pairwise

import pytest

from audio_builder.errors import BuildError
from audio_builder.tones import TONES, draw, fingerprint
from tests.audio_builder.sound import audible


def _values(name: str) -> array[int]:
    return array("h", draw(name).samples)


@pytest.mark.parametrize(
    ("name", "peak_dbfs", "shortest_ms", "longest_ms"),
    [("open", -20, 700, 1_200), ("close", -20, 700, 1_200), ("wake", -30, 280, 400)],
)
def test_loudness_and_length(name: str, peak_dbfs: float, shortest_ms: int, longest_ms: int) -> None:
    values = _values(name)
    begin, end = audible(values)
    assert 20 * math.log10(max(map(abs, values)) / 32768) == pytest.approx(peak_dbfs, abs=0.1)
    assert begin <= 3 * 24
    assert shortest_ms <= (end - begin) / 24 <= longest_ms
    assert draw(name).length_ms <= 1_200


@pytest.mark.parametrize("name", TONES)
def test_it_begins_and_ends_without_a_step(name: str) -> None:
    values = _values(name)
    loudest = max(map(abs, values))
    assert values[0] == 0
    assert max(map(abs, values[:96])) < loudest / 2  # 4 ms into an attack of 12
    assert max(map(abs, values[-48:])) <= 2


def test_open_rises_and_close_falls() -> None:
    def crossings(values: array[int]) -> int:
        return sum(one < 0 <= other for one, other in pairwise(values))

    early, late = slice(0, 200 * 24), slice(500 * 24, 700 * 24)
    assert crossings(_values("open")[early]) < crossings(_values("open")[late])
    assert crossings(_values("close")[early]) > crossings(_values("close")[late])


def test_the_same_samples_on_every_machine() -> None:
    drawn = {name: sha256(draw(name).samples).hexdigest()[:12] for name in TONES}
    assert drawn == {"open": "d2af1a0c7cfa", "close": "0ba5aca21b65", "wake": "5eed01e8fc2f"}


def test_fingerprints_differ() -> None:
    assert len({fingerprint(name) for name in TONES}) == len(TONES)


def test_unknown_tone_is_named() -> None:
    with pytest.raises(BuildError, match=r"^there is no tone 'gong'; there are: open, close, wake$"):
        draw("gong")
