"""Of the start no sliver is shown: only parts that come from elsewhere, and that the end does not hide."""

from __future__ import annotations

import pytest

from audio_builder.pictures.figures.marks import ghosts
from audio_builder.pictures.figures.scene import scene_of
from content.model.loader import load

EXERCISES = load().exercises


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("all-fours-leg-lift", set()),
        ("pelvic-tilt", set()),
        ("buttock-stretch", set()),
        ("bridge", {"thigh-0", "thigh-1"}),
        ("straight-leg-raise", {"shin-0", "foot-0"}),
    ],
)
def test_a_part_is_shown_at_its_start_where_it_is_seen_to_come_from_there(name: str, parts: set[str]) -> None:
    figure = EXERCISES[name].figure
    assert figure is not None
    assert {part.name for part in ghosts(scene_of(figure, (0,)))} == parts
