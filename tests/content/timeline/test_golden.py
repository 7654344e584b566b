"""The timeline of every routine, whole. After a wanted change: ``python -m tests.golden``, and read the difference."""

from __future__ import annotations

import pytest

from tests.golden import TIMELINES, current_timelines

NOW = current_timelines()


@pytest.mark.parametrize("name", sorted(NOW))
def test_the_timeline_is_the_golden_one(name: str) -> None:
    assert NOW[name] == (TIMELINES / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_file_has_a_routine() -> None:
    assert {path.stem for path in TIMELINES.glob("*.txt")} == set(NOW)
