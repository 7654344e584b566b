"""The rules find a fault that was put in, and nothing in a correct figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from content.poses.rules import findings
from content.poses.types import Arrow, Figure, Limb, Pose

FLAT, FOOT = Limb(swing=-8, out=18), Limb(to=(46, 10, 0))
START = Pose("back", legs=(FOOT, FOOT), arms=(FLAT, FLAT), touches=("head", "back", "buttocks", "feet"))
END = replace(START, legs=(Limb(swing=110, fold=110), FOOT), touches=("head", "back", "buttocks"))
GOOD = Figure("side", (START, END), arrows=(Arrow("knee"),), props=("mat",))


def found(figure: Figure) -> list[str]:
    return [f"{'.'.join(map(str, each.route))}: {each.advice}" for each in findings(figure)]


def end(**changes: Any) -> Figure:
    """The good figure, but its end is changed."""
    return replace(GOOD, poses=(START, replace(END, **changes)))


def test_a_good_figure_has_no_finding() -> None:
    assert found(GOOD) == []


FAULTY = {
    "a hip bent too far": (
        end(legs=(Limb(swing=150, fold=110), FOOT)),
        ["poses.1.leg: hip 150 is beyond a human joint; keep it from -30 to 135 degrees"],
    ),
    "a knee that bends forward": (
        end(legs=(Limb(swing=110, fold=170), FOOT)),
        ["poses.1.leg: knee 170 is beyond a human joint; keep it from 0 to 155 degrees"],
    ),
    "an owl's neck": (
        end(turn=120),
        ["poses.1.turn: turn 120 is beyond a human joint; keep it from -80 to 80 degrees"],
    ),
    "a foot in the air": (
        end(touches=("feet",)),
        ["poses.1.touches.0: 'feet' is 60 cm above the ground; lower it, or remove it"],
    ),
    "a foot out of reach": (
        end(legs=(END.legs[0], Limb(to=(120, 10, 0)))),
        ["poses.1.other_leg.to: is 37 cm out of reach; move it nearer"],
    ),
    "a hand out of reach": (
        end(arms=(Limb(to=(60, 10, 0)), FLAT)),
        ["poses.1.arm.to: is 49 cm out of reach; move it nearer"],
    ),
    "a foot below the ground": (
        end(legs=(END.legs[0], Limb(to=(46, 10, -20)))),
        ["poses.1: a part is 21 cm below the ground; lift it, or bend it less"],
    ),
    "a thigh too far away": (
        end(legs=(Limb(), FOOT), arms=(Limb(holds="own-thigh"), FLAT)),
        ["poses.1.arm.holds: 'own-thigh' is 15 cm from the hand; bring it nearer, or hold elsewhere"],
    ),
    "a towel that nobody holds": (
        replace(GOOD, props=("mat", "towel")),
        ["poses.1.arms: must both hold the towel; write 'holds: towel'"],
    ),
    "a towel held in one hand": (
        replace(end(arms=(Limb(holds="towel"), FLAT)), props=("mat", "towel")),
        ["poses.1.arms: must both hold the towel; write 'holds: towel'"],
    ),
    "a towel out of nowhere": (
        end(arms=(Limb(holds="towel"), Limb(holds="towel"))),
        ["poses.1.arms: hold a towel that is not among 'props'; add it there"],
    ),
    "no movement": (
        replace(GOOD, poses=(START, replace(START, neck=1))),
        ["poses: start and end look the same; move some part by at least 2 cm"],
    ),
    "one pose": (
        replace(GOOD, poses=(START,)),
        ["poses: must be at least two: the start and the end"],
    ),
    "no mark": (
        replace(GOOD, arrows=()),
        [": shows neither what moves nor what works; add 'arrows' or 'works'"],
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_fault_is_found(case: str) -> None:
    figure, expected = FAULTY[case]
    assert found(figure) == expected


def test_in_water_there_is_no_ground() -> None:
    deep = replace(GOOD, props=("water",), poses=(replace(START, root=(0, -50)), replace(END, root=(0, -50))))
    assert [each for each in found(deep) if "ground" in each] == []
