"""Figures as SVG: sound, always the same, small, and still for whoever asked for less motion."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

import pytest

from audio_builder.pictures.figures import SIDES, alt_text, figure_svg
from audio_builder.pictures.figures.animation import Beat, beat_of, matrix, moves
from audio_builder.pictures.figures.marks import way_of
from audio_builder.pictures.figures.paths import Place
from audio_builder.pictures.figures.scene import scene_of
from audio_builder.pictures.figures.shapes import PALETTE, circles_of
from audio_builder.pictures.figures.svg import SURFACE, place_of, view_box, water_line
from content.model.loader import load
from content.model.types import POSITIONS
from content.poses.flesh import foot, shin
from content.poses.movement import on_other_side, staged
from content.poses.types import Arrow

if TYPE_CHECKING:
    from audio_builder.pictures.figures import ShownSide
    from content.model.types import Position

CONTENT = load()
WORDS = CONTENT.words["en"]
IDS = sorted(CONTENT.exercises)
SIDED = [name for name in IDS if CONTENT.exercises[name].side != "none"]
MOST_STILL, MOST_MOVING = 2_500, 3_800
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


def filled(svg: str, tone: str) -> list[str]:
    """What is drawn in a tone of the palette."""
    return [path.get("d", "") for path in parsed(svg).iter(f"{SVG}path") if path.get("fill") == PALETTE[tone]]


@pytest.mark.parametrize("name", SIDED)
def test_on_the_other_side_room_and_head_stay_and_the_other_limb_moves(name: str) -> None:
    exercise = CONTENT.exercises[name]
    left, right = (figure_svg(exercise, WORDS, side=side) for side in SIDES)
    turned = [each.findall(f"{SVG}g")[0].get("transform") for each in map(parsed, (right, left))]
    assert turned[0] == turned[1]
    assert filled(right, "mat") == filled(left, "mat")
    assert right.partition("<g")[2] != left.partition("<g")[2]
    assert exercise.figure
    scenes = [scene_of(each, (0, 1)) for each in (exercise.figure, on_other_side(exercise.figure))]
    place = place_of(scenes)
    heads = [place.units(scene.spot(0, "head")) for scene in scenes]
    assert heads[0][0] == pytest.approx(heads[1][0], abs=12)
    assert heads[0][1] == pytest.approx(heads[1][1], abs=24)
    moving = [
        {
            shape.name
            for shape in scene.shapes
            if shape.name.startswith(("shin", "foot")) and moves(shape, 20, scene.end)
        }
        for scene in scenes
    ]
    assert moving[0]
    assert moving[1] == {
        part.replace(*swap) for part in moving[0] for swap in [("-0", "-1"), ("-1", "-0")] if swap[0] in part
    }


@pytest.mark.parametrize("side", SIDES)
def test_each_side_has_words_of_its_own(side: ShownSide) -> None:
    lift = CONTENT.exercises["straight-leg-raise"]
    assert f"The {side} leg lifts" in figure_svg(lift, WORDS, side=side)


def test_the_side_that_the_coach_names_is_the_one_that_moves() -> None:
    """On the picture everybody's head is at the right, so of somebody on the back the left leg is near."""
    lift = CONTENT.exercises["straight-leg-raise"]
    near, far = PALETTE["trousers"], PALETTE["trousers-far"]
    for side, tone, other in (("left", near, far), ("right", far, near)):
        svg = figure_svg(lift, WORDS, side=cast("ShownSide", side), moving=True)
        paths = {each.get("fill"): "gb-m" in each.get("class", "") for each in parsed(svg).iter(f"{SVG}path")}
        legs = [each for each in parsed(svg).iter(f"{SVG}path") if each.get("fill") in (tone, other)]
        moved = {each.get("fill") for each in legs if "gb-m" in each.get("class", "")}
        assert paths
        assert moved == {tone}


def test_whoever_lies_on_the_other_side_faces_the_other_way() -> None:
    figure = CONTENT.exercises["side-lying-leg-lift"].figure
    assert figure is not None
    for each, is_seen in ((figure, True), (on_other_side(figure), False)):
        names = {shape.name for shape in scene_of(each, (1,)).shapes}
        assert ("mouth" in names, bool(names & {"eye-1", "eye--1"})) == (is_seen, is_seen)


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
    assert matrix(across, ((1.0, 0.0), (3.0, 0.0)), (2.0, 0.0), place, 2.0) == ".75,0,0,1,0,0"
    assert matrix(across, ((5.0, 1.0), (9.0, 1.0)), (2.0, 0.0), place) == "1,0,0,1,50,10"


def test_the_legs_of_a_swimmer_are_in_the_water() -> None:
    figure = CONTENT.exercises["swim"].figure
    assert figure is not None
    scene = scene_of(figure, (0, 1))
    surface = water_line(scene, SURFACE)
    for body in scene.bodies:
        for index in (0, 1):
            circles = circles_of((*shin(body, index), *foot(body, index)), scene.camera)
            assert min(y - radius for (_, y), radius in circles) > surface


def test_shoes_are_worn_outside_and_nowhere_else() -> None:
    shod = {name for name in IDS if PALETTE["shoe"] in figure_svg(CONTENT.exercises[name], WORDS)}
    assert shod == {"walk", "ride"}


def test_an_ear_is_seen_on_the_near_side_of_the_head_only() -> None:
    figure = CONTENT.exercises["bridge"].figure
    assert figure is not None
    names = [shape.name for shape in scene_of(figure, ()).shapes]
    assert names.index("ear-1") > names.index("face") > names.index("ear--1")


def test_who_is_seen_from_the_side_has_a_mouth() -> None:
    figure = CONTENT.exercises["walk"].figure
    assert figure is not None
    names = [shape.name for shape in scene_of(figure, ()).shapes]
    assert names.index("mouth") > names.index("face")


def test_one_knee_comes_in_and_then_the_other() -> None:
    figure = CONTENT.exercises["double-knee-to-chest"].figure
    assert figure is not None
    scene = scene_of(figure, ())
    first, second = (way_of(scene, Arrow(of)) for of in ("other-knee", "knee"))
    assert all(dist(one, two) > 0.3 for way in (first, second) for one, two in pairwise(way))
    lifts = [(body.legs[1].end[2], body.legs[0].end[2]) for body in staged(figure)]
    assert [(other > 20, near > 20) for other, near in lifts] == [(False, False), (True, False), (True, True)]


def test_near_and_far_limbs_differ_in_tone_and_near_ones_come_last() -> None:
    figure = CONTENT.exercises["bridge"].figure
    assert figure is not None
    names = [shape.name for shape in scene_of(figure, (0, 1)).shapes]
    for part in ("thigh", "shin", "foot", "arm", "hand"):
        assert names.index(f"{part}-0") > names.index(f"{part}-1")
