"""Figures as PNG: of the size that was asked for, the same every time, and distinct."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from audio_builder.pictures.figures import figure_png
from content.model.loader import load

CONTENT = load()
WORDS = CONTENT.words["en"]
SMALL = (96, 72)
LOOK_ALIKES = (
    ("single-knee-to-chest", "double-knee-to-chest", "buttock-stretch", "hamstring-stretch", "straight-leg-raise"),
    ("pelvic-tilt", "bridge", "deep-abdominal"),
    ("neutral-spine-curl", "partial-sit-up", "deep-abdominal"),
    ("back-extension", "erector-isometric", "swim"),
    ("bottom-to-heels", "all-fours-leg-lift"),
    ("knee-rolls", "buttock-stretch", "side-lying-leg-lift"),
    ("walk", "ride"),
)
PAIRS = sorted({pair for group in LOOK_ALIKES for pair in combinations(sorted(group), 2)})


def drawn(name: str, size: tuple[int, int] = SMALL) -> Image.Image:
    return Image.open(BytesIO(figure_png(CONTENT.exercises[name], WORDS, size=size, side="right")))


@pytest.mark.parametrize("size", [(96, 96), (480, 480), (1920, 1080)])
def test_it_has_the_size_that_was_asked_for(size: tuple[int, int]) -> None:
    picture = drawn("bridge", size)
    assert (picture.size, picture.format) == (size, "PNG")
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_look_alikes_differ_where_one_looks(one: str, two: str) -> None:
    """Of a small picture, the part whose colour is another one."""
    difference = ImageChops.difference(drawn(one).convert("RGB"), drawn(two).convert("RGB")).convert("L")
    share = ImageStat.Stat(difference.point(lambda value: 255 * (value > 40))).mean[0] / 255
    assert share > 0.03


def test_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib; from audio_builder.pictures.figures import figure_png; from content.model.loader import load; "
        "c = load(); "
        "print(hashlib.sha256(figure_png(c.exercises['ride'], c.words['en'], size=(300, 200))).hexdigest())"
    )
    runs = {subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(runs) == 1


def test_without_a_card_the_corners_are_clear() -> None:
    bare = Image.open(BytesIO(figure_png(CONTENT.exercises["walk"], WORDS, size=SMALL, card=False)))
    assert bare.convert("RGBA").getpixel((48, 2)) == (0, 0, 0, 0)
    assert drawn("walk").convert("RGBA").getpixel((48, 2)) == (0xF6, 0xF0, 0xE6, 255)
