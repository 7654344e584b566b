"""The band around circles is tight, and holds all of them."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_builder.pictures.figures.paths import Place, arcs_around, hull_path, line_path, row

PLACE = Place(10, 0, 0)
NUMBER = st.floats(-50, 50).map(lambda value: round(value, 2))
CIRCLES = st.lists(st.tuples(st.tuples(NUMBER, NUMBER), st.floats(0.5, 20)), min_size=1, max_size=6, unique=True)


def test_one_circle_is_two_arcs_or_more() -> None:
    assert arcs_around([((1, 2), 3)]) == [(0, 0.0, 2 * pi)]
    assert (
        hull_path([((1, 2), 3)], PLACE)
        == "M40 20a30 30 0 0 1-30 30a30 30 0 0 1-30-30a30 30 0 0 1 30-30a30 30 0 0 1 30 30z"
    )


def test_two_equal_circles_are_a_capsule() -> None:
    arcs = arcs_around([((0, 0), 2), ((10, 0), 2)])
    assert [index for index, _, _ in arcs] == [1, 0]
    angles = [angle for _, start, end in arcs for angle in (start, end)]
    assert angles == pytest.approx([-pi / 2, pi / 2, pi / 2, 3 * pi / 2])


def test_a_circle_inside_another_is_omitted() -> None:
    assert [index for index, _, _ in arcs_around([((0, 0), 9), ((1, 1), 2), ((20, 0), 3)])] == [2, 0]


@given(CIRCLES)
@settings(max_examples=60)
def test_every_way_it_reaches_as_far_as_the_farthest_circle(circles: list[tuple[tuple[float, float], float]]) -> None:
    arcs = arcs_around(circles)
    assert sum(end - start for _, start, end in arcs) == pytest.approx(2 * pi, abs=1e-4)
    for index, start, end in arcs:
        angle = (start + end) / 2
        reach = [x * cos(angle) + y * sin(angle) + radius for (x, y), radius in circles]
        assert reach[index] == pytest.approx(max(reach), abs=1e-6)


def test_numbers_in_a_row_take_no_blank_that_they_do_not_need() -> None:
    assert row([1, -2, 3, 0]) == "1-2 3 0"
    assert line_path([(0, 0), (1, 0), (1, -2)], PLACE) == "M0 0l10 0l0-20"
