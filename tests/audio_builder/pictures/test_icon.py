"""The icons of the skill: as large as Amazon wants them, legible when small, and the ones in the tree."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from audio_builder.pictures.icon import FOLDER, SIDES, draw_icon, write_icons
from tests.audio_builder.pictures.contrast import contrast

IMAGES = Path(__file__).resolve().parents[3] / FOLDER


def _open(icon: bytes) -> Image.Image:
    return Image.open(BytesIO(icon)).convert("RGB")


@pytest.mark.parametrize("side", SIDES)
def test_an_icon_is_a_small_square_png(side: int) -> None:
    icon = draw_icon(side)
    assert icon.startswith(b"\x89PNG")
    assert len(icon) <= 40_000
    assert _open(icon).size == (side, side)


@pytest.mark.parametrize("side", SIDES)
def test_the_icon_in_the_tree_is_the_one_that_is_drawn(side: int) -> None:
    here, drawn = _open((IMAGES / f"icon-{side}.png").read_bytes()), _open(draw_icon(side))
    worst = max(ImageChops.difference(here, drawn).tobytes())
    assert worst <= 16, f"icon-{side}.png is stale; 'python -m audio_builder.pictures.icon' draws it anew"


def test_the_pebbles_stand_out_when_it_is_small() -> None:
    icon = _open(draw_icon(108))
    sky, foot = icon.getpixel((8, 8)), icon.getpixel((51, 85))
    assert isinstance(sky, tuple)
    assert isinstance(foot, tuple)
    assert contrast((sky[0], sky[1], sky[2]), (foot[0], foot[1], foot[2])) >= 4.5


def test_icons_are_written_into_a_new_folder(tmp_path: Path) -> None:
    write_icons(tmp_path / "a" / "b")
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["icon-108.png", "icon-512.png"]
