"""Covers are legible, small, distinct, and always the same."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageFont

import content
from audio_builder.pictures.covers import canvas
from audio_builder.pictures.covers.canvas import MOTIFS, PALETTES, SIDE, Palette
from audio_builder.pictures.covers.cover import draw_cover, look_of
from audio_builder.pictures.covers.lettering import DRAWN, written
from audio_builder.pictures.figures import figure_svg
from audio_builder.session.session_files import cover_step
from content.model.loader import load
from tests.audio_builder.pictures.contrast import contrast
from tests.tools import slow_for

ROUTINES = sorted(path.stem for path in (Path(content.__file__).parent / "routines").glob("*.yaml"))


def _open(cover: bytes) -> Image.Image:
    return Image.open(BytesIO(cover)).convert("RGB")


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_palette_is_legible(palette: Palette) -> None:
    assert contrast(palette.ink, palette.sky) >= 4.5
    assert contrast(palette.ink, palette.horizon) >= 4.5


def test_no_two_routines_have_the_same_colours_and_every_motif_is_used() -> None:
    """Only what goes along a path has one, and the swim has the waves."""
    looks = {routine: look_of(routine) for routine in ROUTINES}
    assert len({palette.name for palette, _ in looks.values()}) == len(ROUTINES)
    assert {motif for _, motif in looks.values()} == {*MOTIFS}
    assert [name for name, (_, motif) in looks.items() if motif is canvas.path] == ["ride-20", "walk-20", "walk-30"]
    assert looks["swim-20"][1] is canvas.waves


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "title",
    [
        "Five easy relief stretches",
        "",
        "Étirements légers, à façon",
        "腰のストレッチ",
        "The quick back exercise " * 20,
        "X" * 200,
    ],
    ids=["usual", "empty", "accents", "no-letters", "long", "one-word"],
)
def test_a_cover_is_small_and_square(title: str) -> None:
    cover = draw_cover(title, "11 minutes", "relief-techniques")
    assert cover.startswith(b"\x89PNG")
    assert len(cover) <= 40_000
    assert _open(cover).size == (SIDE, SIDE)


def test_no_letter_leaves_the_upper_half_or_its_margin() -> None:
    empty, full = (_open(draw_cover(title, title, "walk-20")) for title in ("", "W" * 200))
    left, top, right, bottom = _ink(empty, full)
    assert left >= 36
    assert right <= SIDE - 36
    assert (top >= 24, bottom <= 300) == (True, True)


def _ink(empty: Image.Image, full: Image.Image) -> tuple[int, int, int, int]:
    """The box of what differs by more than the choice of 256 colours can account for."""
    pairs = zip(empty.tobytes(), full.tobytes(), strict=True)
    places = [divmod(index // 3, SIDE) for index, (one, other) in enumerate(pairs) if abs(one - other) > 40]
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return min(columns), min(rows), max(columns), max(rows)


def test_our_routines_are_distinct_without_their_titles() -> None:
    covers = {routine: _open(draw_cover("", "", routine)) for routine in ROUTINES}
    assert len(covers) >= 1
    for one, other in combinations(ROUTINES, 2):
        assert covers[one].tobytes() != covers[other].tobytes(), f"{one} looks like {other}"


@pytest.mark.parametrize("routine", slow_for(ROUTINES, *ROUTINES[2:]))
def test_a_figure_lies_in_the_lower_half_and_the_cover_stays_small(routine: str) -> None:
    content = load()
    step = cover_step(content.routines[routine])
    figure = figure_svg(step.exercise, content.words["en"], way=step.way)
    bare, shown = draw_cover("", "", routine), draw_cover("", "", routine, figure)
    assert len(shown) <= 40_000
    left, top, right, bottom = _ink(_open(bare), _open(shown))
    assert (left >= 108, top >= 292, right < 492, bottom < 580) == (True, True, True, True)
    assert (right - left) * (bottom - top) > 30_000


def test_covers_show_different_movements() -> None:
    shown = {name: cover_step(routine).exercise.id for name, routine in load().routines.items()}
    assert len(set(shown.values())) == len(shown) - 1
    assert shown["walk-20"] == shown["walk-30"] == "walk"


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "from hashlib import sha256; from audio_builder.pictures.covers.cover import draw_cover;"
        "print(sha256(draw_cover('Walk', '20 minutes', 'walk-20')).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()
    assert sha256(draw_cover("Walk", "20 minutes", "walk-20")).hexdigest() == other


def test_what_keeps_covers_does_not_import_pillow() -> None:
    code = "import sys, audio_builder.pictures.kept; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_font_has_every_letter_that_we_write() -> None:
    font = ImageFont.load_default(40)
    missing = bytes(font.getmask("\uffff"))
    assert [sign for sign in DRAWN if bytes(font.getmask(sign)) == missing] == []


def test_accents_are_split_from_letters() -> None:
    assert written("Día \u2013 où").base == "Dia - ou"
    assert written("Día").accents == ((1, "\u0301"),)
    assert written("a\u03b1\u0301b") == written("ab")
