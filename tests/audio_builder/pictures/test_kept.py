"""Figures are drawn once, are small, and are drawn anew when what they show changes."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from audio_builder.pictures.figures import figure_svg
from audio_builder.pictures.kept import FIGURE_VERSION, PIXELS, Figures
from content.model.loader import load

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = load()
WORDS = CONTENT.words["en"]
MOST_EACH, MOST_OF_20 = 12_000, 250_000
"""Bytes."""


@pytest.mark.slow
def test_every_figure_is_small_and_square_and_always_the_same(tmp_path: Path) -> None:
    drawn = {each.id: Figures(tmp_path / "one", WORDS).png(each) for each in CONTENT.exercises.values()}
    for name, png in drawn.items():
        with Image.open(BytesIO(png)) as picture:
            assert (picture.size, picture.format) == ((PIXELS, PIXELS), "PNG")
            assert picture.convert("RGB").getpixel((0, 0)) == pytest.approx((0xF6, 0xF0, 0xE6), abs=1), name
        assert len(png) <= MOST_EACH
    assert max(map(len, drawn.values())) * 20 <= MOST_OF_20
    assert len(set(drawn.values())) == len(drawn)
    assert {each.id: Figures(tmp_path / "two", WORDS).png(each) for each in CONTENT.exercises.values()} == drawn


def test_it_is_drawn_once(tmp_path: Path) -> None:
    figures, bridge = Figures(tmp_path, WORDS), CONTENT.exercises["bridge"]
    first = figures.svg(bridge), figures.png(bridge)
    assert first[0] == figure_svg(bridge, WORDS)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.figure")}
    assert (figures.svg(bridge), figures.png(bridge)) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.figure")} == files
    assert len(files) == 2


def test_other_poses_another_way_and_other_words_are_another_figure(tmp_path: Path) -> None:
    figures, stretch = Figures(tmp_path, WORDS), CONTENT.exercises["hamstring-stretch"]
    walk = CONTENT.exercises["walk"]
    own = WORDS.exercises["hamstring-stretch"]
    other = replace(WORDS, exercises={**WORDS.exercises, "hamstring-stretch": replace(own, name="Ischios")})
    found = [
        figures.svg(stretch),
        figures.svg(stretch, "towel"),
        figures.svg(replace(stretch, figure=walk.figure)),
        figures.svg(replace(stretch, figure=None)),
        Figures(tmp_path, other).svg(stretch),
    ]
    assert len(set(found)) == len(found)


def test_a_change_of_the_drawing_raises_the_version() -> None:
    """A start position, which no change of an exercise changes: its picture belongs to the version."""
    bare = replace(CONTENT.exercises["bridge"], figure=None)
    drawn = figure_svg(bare, WORDS).partition("<g")[2]
    assert (FIGURE_VERSION, sha256(drawn.encode()).hexdigest()[:12]) == (4, "1f471188bb3e")
