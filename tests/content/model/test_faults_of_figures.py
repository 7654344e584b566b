"""A figure of a user: each fault has its line, and a figure without one is read as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.poses.types import Arrow, Limb
from tests.content.model.folder import SLIDE, SLIDE_WORDS, VALID, lines_of, write

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = """\
figure:
  view: side
  stays: hips
  props: [mat]
  works: [hamstrings]
  arrows: [{of: foot, beside: [0, 8]}]
  poses:
    - lie: back
      legs: {to: [46, 10, 0]}
      arms: {shoulder: -8, out: 18}
      touches: [head, back, feet]
    - leg: {to: [66, 10, 0]}
"""
PICTURE = "picture: Somebody on the back, whose {side} heel slides away.\n"
INVALID = {
    "another view": (
        "view: side",
        "view: below",
        "19: figure.view: 'below' is unknown; there are: side, level, high, corner, feet, above",
    ),
    "a way of its own": (
        "view: side",
        "view: side\n  way: sideways",
        "20: figure.way: 'sideways' is unknown; there are: there-and-back, round",
    ),
    "a point that is none": (
        "of: foot",
        "of: foott",
        "23: figure.arrows.1.of: 'foott' is unknown; did you mean 'foot'?",
    ),
    "a prop that is none": ("[mat]", "[matt]", "21: figure.props.1: 'matt' is unknown; did you mean 'mat'?"),
    "a region that is none": (
        "[hamstrings]",
        "[shins]",
        "22: figure.works.1: 'shins' is unknown; did you mean 'hips'?",
    ),
    "a contact that is none": (
        "feet]",
        "feets]",
        "28: figure.poses.1.touches.3: 'feets' is unknown; did you mean 'feet'?",
    ),
    "no way to lie": ("lie: back\n      ", "", "25: figure.poses.1.lie: is missing; write some text"),
    "half an angle": ("out: 18", "out: 18.5", "27: figure.poses.1.arms.out: must be a whole number from -180 to 180"),
    "a flat place": (
        "leg: {to: [66, 10, 0]}",
        "leg: {to: [66, 10]}",
        "29: figure.poses.2.leg.to: must have at least 3",
    ),
    "a place in four dimensions": (
        "leg: {to: [66, 10, 0]}",
        "leg: {to: [66, 10, 0, 0]}",
        "29: figure.poses.2.leg.to: must have at most 3",
    ),
    "a place too far away": (
        "leg: {to: [66, 10, 0]}",
        "leg: {to: [66, 1000, 0]}",
        "29: figure.poses.2.leg.to.2: must be a whole number from -300 to 300",
    ),
    "a place and a bend": (
        "leg: {to: [66, 10, 0]}",
        "leg: {to: [66, 10, 0], knee: 20}",
        "29: figure.poses.2.leg.knee: cannot be combined with 'to', which bends it as needed; remove one",
    ),
    "a leg with hands": (
        "leg: {to: [66, 10, 0]}",
        "leg: {holds: towel}",
        "29: figure.poses.2.leg.holds: 'towel' is unknown; there are: other-thigh",
    ),
    "a third arm": (
        "arms:",
        "third_arm:",
        "27: figure.poses.1.third_arm: unknown field; did you mean 'other_arm'?",
    ),
    "out of reach": ("[66, 10, 0]", "[166, 10, 0]", "29: figure.poses.2.leg.to: is 83 cm out of reach; move it nearer"),
    "a foot in the air": (
        "- leg: {to: [66, 10, 0]}",
        "- leg: {to: [66, 10, 30]}",
        "29: figure.poses.2.touches.3: 'feet' is 45 cm above the ground; lower it, or remove it",
    ),
}


def with_figure(figure: str, picture: str = PICTURE) -> dict[str, str]:
    words = VALID[SLIDE_WORDS].replace("screen:", f"{picture}screen:", 1)
    return VALID | {SLIDE: VALID[SLIDE] + figure, SLIDE_WORDS: words}


def test_a_figure_is_read_as_it_is_written(tmp_path: Path) -> None:
    content = load(write(tmp_path / "own", with_figure(FIGURE)), tmp_path / "cache")
    figure = content.exercises["heel-slide"].figure
    assert figure is not None
    assert (figure.view, figure.stays, figure.props, figure.works) == ("side", "hips", ("mat",), ("hamstrings",))
    assert figure.arrows == (Arrow("foot", (0, 8)),)
    start, end = figure.poses
    assert start.legs == (Limb(to=(46, 10, 0)),) * 2
    assert start.arms == end.arms == (Limb(swing=-8, out=18),) * 2
    assert end.legs == (Limb(to=(66, 10, 0)), Limb(to=(46, 10, 0)))
    assert end.touches == ("head", "back", "feet")
    again = load(tmp_path / "own", tmp_path / "cache")
    assert again.exercises == content.exercises


@pytest.mark.parametrize("case", INVALID)
def test_each_fault_has_its_line(case: str, tmp_path: Path) -> None:
    old, new, line = INVALID[case]
    assert FIGURE.count(old) == 1
    assert lines_of(write(tmp_path, with_figure(FIGURE.replace(old, new)))) == [f"{SLIDE}:{line}"]


def test_a_figure_needs_words(tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, with_figure(FIGURE, ""))) == [
        f"{SLIDE_WORDS}:1: picture: is missing; the facts have a figure, so say what it shows"
    ]


def test_a_way_has_a_figure_of_its_own(tmp_path: Path) -> None:
    inner = "".join(f"    {line}\n" for line in FIGURE.splitlines()).replace("    figure:", "    figure:", 1)
    files = with_figure("", "")
    files[SLIDE] = files[SLIDE].replace(
        "  - {id: chair, equipment: [stool]}\n", f"  - id: chair\n    equipment: [stool]\n{inner}"
    )
    assert lines_of(write(tmp_path, files)) == [
        f"{SLIDE_WORDS}:22: ways.chair.picture: is missing; the facts have a figure, so say what it shows"
    ]
