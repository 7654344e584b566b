"""Figures as SVG: sound, always the same, small, and still for whoever asked for less motion."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from audio_builder.pictures.figures import alt_text, figure_svg
from audio_builder.pictures.figures.animation import Beat, beat_of, matrix
from audio_builder.pictures.figures.paths import Place
from audio_builder.pictures.figures.scene import scene_of
from audio_builder.pictures.figures.shapes import PALETTE
from audio_builder.pictures.figures.svg import view_box
from content.model.loader import load
from content.model.types import POSITIONS

if TYPE_CHECKING:
    from content.model.types import Position

CONTENT = load()
WORDS = CONTENT.words["en"]
IDS = sorted(CONTENT.exercises)
MOST_STILL, MOST_MOVING = 2_500, 3_300
"""Bytes of one figure, zipped."""
SVG = "{http://www.w3.org/2000/svg}"


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - it is ours


@pytest.mark.parametrize("name", IDS)
def test_a_figure_is_sound_small_and_says_what_it_shows(name: str) -> None:
    exercise = CONTENT.exercises[name]
    svg = figure_svg(exercise, WORDS)
    root = parsed(svg)
    assert (root.tag, root.get("viewBox"), root.get("role")) == (f"{SVG}svg", "0 0 1200 900", "img")
    assert root.get("aria-label") == alt_text(exercise, WORDS)
    assert len(root.findall(f".//{SVG}path")) > 10
    assert not re.search("nan|inf|animation|<style", svg)
    assert zipped(svg) < MOST_STILL
    assert figure_svg(exercise, WORDS) == svg


@pytest.mark.parametrize("name", [name for name in IDS if CONTENT.exercises[name].figure])
def test_a_moving_figure_is_small_and_is_still_when_asked(name: str) -> None:
    exercise = CONTENT.exercises[name]
    svg = figure_svg(exercise, WORDS, moving=True)
    root = parsed(svg)
    style = root.findtext(f"{SVG}style") or ""
    assert [each.tag for each in root.iter() if each.get("style")] == []
    moving = [
        each.get("class", "").removeprefix("gb-m ") for each in root.iter() if each.get("class", "gb-b") != "gb-b"
    ]
    assert moving
    assert len(moving) == len(set(moving))
    assert "@media(prefers-reduced-motion:reduce){.gb-b,.gb-m{animation:none!important}}" in style
    names = re.findall(r"@keyframes ([\w-]+)\{", style)
    assert len(names) == len(set(names))
    assert set(moving) == set(names) - {"gb-b"}
    assert all(re.search(rf"\.{each}{{animation:{each} [\d.]+s linear infinite}}", style) for each in moving)
    assert zipped(svg) < MOST_MOVING


@pytest.mark.parametrize("name", IDS)
def test_without_its_motion_a_moving_figure_is_the_still_one(name: str) -> None:
    exercise = CONTENT.exercises[name]
    moving = figure_svg(exercise, WORDS, moving=True)
    moving = re.sub(r"<style>.*</style>", "", moving)
    moving = re.sub(r' class="gb-(?:m [^"]*|b)"', "", moving)
    assert moving == figure_svg(exercise, WORDS)


def test_two_figures_on_one_page_share_no_name() -> None:
    styles = [
        re.findall(r"@keyframes (gb-[\w-]+\d)\{", figure_svg(each, WORDS, moving=True))
        for each in CONTENT.exercises.values()
    ]
    names = [name for style in styles for name in style]
    assert len(names) == len(set(names))


def test_the_other_side_is_a_mirror_image_with_words_of_its_own() -> None:
    lift = CONTENT.exercises["straight-leg-raise"]
    right, left = figure_svg(lift, WORDS, side="right"), figure_svg(lift, WORDS, side="left")
    mirror = ' transform="matrix(-1 0 0 1 1200 0)"'
    assert mirror in left
    labels = [f'aria-label="{alt_text(lift, WORDS, side=side)}"' for side in ("right", "left")]
    assert left.replace(mirror, "").replace(labels[1], labels[0]) == right
    assert "The right leg lifts" in labels[0]
    assert "The left leg lifts" in labels[1]


def test_where_there_are_no_sides_the_side_changes_nothing() -> None:
    bridge = CONTENT.exercises["bridge"]
    assert figure_svg(bridge, WORDS, side="left") == figure_svg(bridge, WORDS, side="right")


def test_another_way_is_another_picture() -> None:
    stretch = CONTENT.exercises["hamstring-stretch"]
    towel = figure_svg(stretch, WORDS, way="towel")
    assert PALETTE["towel"] in towel
    assert PALETTE["towel"] not in figure_svg(stretch, WORDS)
    assert "towel" in alt_text(stretch, WORDS, way="towel")


@pytest.mark.parametrize("position", POSITIONS)
def test_without_poses_the_start_position_is_shown_and_described(position: Position) -> None:
    bare = replace(CONTENT.exercises["bridge"], position=position, figure=None)
    own = WORDS.exercises["bridge"]
    words = replace(WORDS, exercises={"bridge": replace(own, manner=replace(own.manner, picture=""))})
    svg = figure_svg(bare, words, moving=True)
    assert "<style" not in svg
    assert parsed(svg).get("aria-label", "").startswith("Bridge. ")
    assert "{side}" not in svg


def test_the_card_fills_any_size() -> None:
    assert view_box(None) == (0, 0, 1200, 900)
    assert view_box((480, 480)) == (0, -150, 1200, 1200)
    assert view_box((1920, 1080)) == (-200, 0, 1600, 900)
    bridge = CONTENT.exercises["bridge"]
    assert 'width="960" height="480"' in figure_svg(bridge, WORDS, size=(960, 480))
    assert PALETTE["card"] in figure_svg(bridge, WORDS).split("<g")[0]
    assert PALETTE["card"] not in figure_svg(bridge, WORDS, card=False).split("<g")[0]


def test_all_of_it_is_on_the_card() -> None:
    for exercise in CONTENT.exercises.values():
        for path in parsed(figure_svg(exercise, WORDS)).iter(f"{SVG}path"):
            x, y = map(int, re.findall(r"-?\d+", path.get("d", ""))[:2])
            assert 0 <= x <= 1200, exercise.id
            assert 0 <= y <= 900, exercise.id


def test_the_tempo_is_that_of_the_exercise() -> None:
    beats = {
        name: beat_of(CONTENT.exercises[name]) for name in ("bridge", "hamstring-stretch", "straight-leg-raise", "walk")
    }
    assert beats == {
        "bridge": Beat(3_000, 8_000, 4_000, 6_000),
        "hamstring-stretch": Beat(3_000, 10_000, 2_000, 4_000),
        "straight-leg-raise": Beat(4_000, 0, 4_000, 4_000),
        "walk": Beat(2_000, 0, 0, 0),
    }
    assert " 21s linear infinite" in figure_svg(CONTENT.exercises["bridge"], WORDS, moving=True)


def test_a_part_is_turned_about_its_own_middle() -> None:
    place = Place(10, 0, 0)
    across, down = ((0.0, 0.0), (4.0, 0.0)), ((2.0, -2.0), (2.0, 2.0))
    assert matrix(across, across, (2.0, 0.0), place) == ""
    assert matrix(across, down, (2.0, 0.0), place) == "0,1,-1,0,0,0"
    assert matrix(across, ((1.0, 0.0), (3.0, 0.0)), (2.0, 0.0), place) == ".5,0,0,1,0,0"
    assert matrix(across, ((5.0, 1.0), (9.0, 1.0)), (2.0, 0.0), place) == "1,0,0,1,50,10"


def test_near_and_far_limbs_differ_in_tone_and_near_ones_come_last() -> None:
    figure = CONTENT.exercises["bridge"].figure
    assert figure is not None
    names = [shape.name for shape in scene_of(figure, (0, 1)).shapes]
    for part in ("thigh", "shin", "foot", "arm", "hand"):
        assert names.index(f"{part}-0") > names.index(f"{part}-1")
