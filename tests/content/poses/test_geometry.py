"""One skeleton: in every pose, and between two poses, bones keep their lengths and feet their places."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.model.types import POSITIONS
from content.poses import skeleton
from content.poses.body import place
from content.poses.flesh import _LIMB_CONTACTS, _PLURALS, _TRUNK_CONTACTS, flesh, gap, low, point
from content.poses.movement import STEP, exchanged, moving, on_other_side, staged
from content.poses.rules import findings
from content.poses.skeleton import angles
from content.poses.types import CONTACTS, POINTS, Arrow, Figure, Limb, Pose, neutral
from content.poses.vectors import Frame, angle, dot, minus

if TYPE_CHECKING:
    from content.model.types import Position
    from content.poses.body import Body

EXERCISES = load().exercises
FIGURES = {name: each.figure for name, each in EXERCISES.items() if each.figure}
FIGURES |= {f"{name}:{way.id}": way.figure for name, each in EXERCISES.items() for way in each.ways if way.figure}
UPRIGHT = Frame((1.0, 0.0, 0.0), (0.0, 0.0, 1.0))


def near(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return dist(one, two) < 1e-9


def bones(body: Body) -> list[float]:
    """Every length between two joints."""
    trunk = body.trunk
    spine = (trunk.hips, trunk.waist, trunk.ribs, trunk.blades, trunk.neck, trunk.head)
    limbs = [
        length
        for each in (*body.legs, *body.arms)
        for length in (dist(each.top, each.middle), dist(each.middle, each.end))
    ]
    ends = [dist(body.arms[index].end, body.palm(index)) for index in (0, 1)]
    joints = [dist(body.legs[0].top, body.legs[1].top), dist(body.arms[0].top, body.arms[1].top)]
    return [*(dist(one, two) for one, two in pairwise(spine)), *limbs, *ends, *joints]


def test_every_exercise_has_a_figure() -> None:
    assert [name for name, each in EXERCISES.items() if each.figure is None] == []
    assert "hamstring-stretch:towel" in FIGURES


@pytest.mark.parametrize("name", FIGURES)
def test_no_bone_grows_on_the_way(name: str) -> None:
    neck = (skeleton.NECK**2 + 1.5**2) ** 0.5
    spine = [skeleton.WAIST, skeleton.RIBS, skeleton.CHEST, neck, skeleton.HEAD]
    legs, arms = [skeleton.THIGH, skeleton.SHIN] * 2, [skeleton.UPPER_ARM, skeleton.FOREARM] * 2
    joints = [2 * skeleton.HIP_HALF, 2 * skeleton.SHOULDER_HALF]
    expected = [*spine, *legs, *arms, skeleton.PALM, skeleton.PALM, *joints]
    bodies, _ = moving(FIGURES[name])
    assert len(bodies) >= len(FIGURES[name].poses)
    for body in bodies:
        assert bones(body) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("name", FIGURES)
def test_what_stays_stays_and_what_is_planted_is_there_all_the_way(name: str) -> None:
    figure = FIGURES[name]
    bodies, _ = moving(figure)
    if figure.stays:
        at = [point(body, figure.stays)[:2] for body in bodies]
        assert max(dist(at[0], each) for each in at) < 0.5
    for index in (0, 1):
        goals = {pose.legs[index].to for pose in figure.poses}
        if len(goals) == 1 and (to := goals.pop()):
            goal = place(Limb(to=to), index, skeleton.ANKLE)
            assert max(dist(body.legs[index].end, goal) for body in bodies) < 0.5


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_sinks_into_the_ground_on_the_way(name: str) -> None:
    if "water" not in FIGURES[name].props:
        assert min(low(ball) for body in moving(FIGURES[name])[0] for ball in flesh(body)) > -6


@pytest.mark.parametrize("name", FIGURES)
def test_what_touches_the_ground_by_its_file_does(name: str) -> None:
    figure = FIGURES[name]
    for pose, body in zip(figure.poses, staged(figure), strict=True):
        assert all(gap(body, contact) <= 3 for contact in pose.touches)
        assert pose.touches or pose.root


@pytest.mark.parametrize("position", POSITIONS)
def test_the_start_positions_obey_the_same_rules(position: Position) -> None:
    figure = neutral(position)
    assert [found.route for found in findings(figure)] == [("poses",)]
    (body,) = staged(figure)
    assert min(map(low, flesh(body))) == pytest.approx(0, abs=3)


def test_frames_turn_as_people_do() -> None:
    assert near(UPRIGHT.right, (0, -1, 0))
    assert near(UPRIGHT.bent(90).up, (1, 0, 0))
    assert near(UPRIGHT.rolled(90).front, (0, -1, 0))
    assert near(UPRIGHT.leant(90).up, (0, -1, 0))


def test_limbs_turn_as_people_turn_them() -> None:
    legs = (Limb(swing=90, fold=90), Limb(out=40))
    arms = (Limb(swing=180), Limb(swing=90, fold=90))
    (body,) = staged(Figure("side", (Pose("up", legs=legs, arms=arms),)))
    assert near(body.legs[0].upper, (1, 0, 0))
    assert near(body.legs[0].lower, (0, 0, -1))
    assert near(body.arms[0].upper, (0, 0, 1))
    assert near(body.arms[1].lower, (0, 0, 1))
    assert body.legs[1].upper[1] > 0.6
    assert [round(each) for each in angles(body.legs[0], body.trunk.pelvis, 1)] == [90, 0, 90]
    assert [round(each) for each in angles(body.legs[1], body.trunk.pelvis, -1)] == [0, 40, 0]


def test_a_turned_leg_bends_outward_on_either_side() -> None:
    legs = (Limb(swing=90, fold=90, turn=90), Limb(swing=90, fold=90, turn=90))
    (body,) = staged(Figure("side", (Pose("up", legs=legs),)))
    assert near(body.legs[0].lower, (0, 1, 0))
    assert near(body.legs[1].lower, (0, -1, 0))


def test_sides_exchanged_twice_are_as_before() -> None:
    pose = FIGURES["swim"].poses[0]
    assert exchanged(pose) != pose
    assert exchanged(exchanged(pose)) == pose


def test_a_round_ends_where_it_began_and_passes_the_other_side() -> None:
    bodies, keys = moving(FIGURES["walk"])
    assert bodies[0] == bodies[-1]
    assert len(keys) == 5
    assert bodies[keys[2]].legs[1].end[0] == pytest.approx(bodies[0].legs[0].end[0])


def test_no_step_turns_a_part_too_far() -> None:
    bodies, _ = moving(FIGURES["straight-leg-raise"], 10)
    lifts = [angles(body.legs[0], body.trunk.pelvis, 1)[0] for body in bodies]
    assert max(two - one for one, two in pairwise(lifts)) <= 10
    assert len(moving(FIGURES["straight-leg-raise"], STEP)[0]) < len(bodies)


@pytest.mark.parametrize("name", CONTACTS)
def test_every_contact_can_be_measured(name: str) -> None:
    assert -1e-9 < gap(staged(neutral("upright"))[0], name) < 180


@pytest.mark.parametrize("name", POINTS)
def test_every_point_is_somewhere(name: str) -> None:
    assert len(point(staged(neutral("upright"))[0], name)) == 3


def test_no_contact_is_unknown_to_the_reader() -> None:
    assert {*_TRUNK_CONTACTS, *_LIMB_CONTACTS, *_PLURALS} == set(CONTACTS)


def test_the_other_side_is_done_in_the_same_place() -> None:
    figure = FIGURES["hamstring-stretch:towel"]
    other = on_other_side(figure)
    assert on_other_side(other) == figure
    assert [found.advice for found in findings(other)] == []
    (one, two), (three, four) = staged(figure)[:2], staged(other)[:2]
    for before, after in ((one, three), (two, four)):
        x, y, z = before.trunk.head
        assert near(after.trunk.head, (x, -y, z))
        x, y, z = before.legs[0].end
        assert near(after.legs[1].end, (x, -y, z))


def test_who_lies_on_the_other_side_faces_away_with_the_head_at_the_same_end() -> None:
    figure = FIGURES["side-lying-leg-lift"]
    (one, *_), (other, *_) = staged(figure), staged(on_other_side(figure))
    assert (one.trunk.face.front[1] < -0.9, other.trunk.face.front[1] > 0.9) == (True, True)
    assert other.trunk.head[0] == pytest.approx(one.trunk.head[0])
    assert other.legs[0].middle[2] > other.legs[1].middle[2]


def test_an_arrow_of_the_trunk_is_of_no_side() -> None:
    arrows = (Arrow("hips"), Arrow("knee"), Arrow("other-foot"))
    figure = replace(FIGURES["bridge"], stays="blades", arrows=arrows)
    other = on_other_side(figure)
    assert [arrow.of for arrow in other.arrows] == ["hips", "other-knee", "foot"]
    assert other.stays == "blades"


def test_the_lower_knee_of_who_lies_on_a_side_is_bent() -> None:
    for body in staged(FIGURES["side-lying-leg-lift"]):
        assert angles(body.legs[0], body.trunk.pelvis, 1)[2] > 80
        assert angles(body.legs[1], body.trunk.pelvis, -1)[2] < 10


def test_the_tilt_of_the_pelvis_is_large_enough_to_be_seen() -> None:
    one, two = staged(FIGURES["pelvic-tilt"])
    assert angle(one.trunk.pelvis.up, two.trunk.pelvis.up) > 40
    assert one.trunk.waist[2] - two.trunk.waist[2] > 5


def test_hands_close_round_the_back_of_a_thigh() -> None:
    for name in ("single-knee-to-chest", "double-knee-to-chest"):
        body = staged(FIGURES[name])[-1]
        for index in (0, 1):
            leg = body.legs[0 if name.startswith("single") else index]
            behind = dot(minus(body.palm(index), leg.top), leg.front)
            assert behind == pytest.approx(-8.5, abs=1)
            assert dot(body.hands[index], body.trunk.pelvis.right) * (1 - 2 * index) < -0.7


BREATHING = Figure(
    "side",
    (
        Pose(
            "back", neck=4, belly=-2, legs=(Limb(to=(46, 10, 0)), Limb(to=(46, 10, 0))),
            arms=(Limb(holds="on-belly", turn=-20), Limb(holds="on-belly", turn=-20)),
            touches=("head", "back", "buttocks", "feet"),
        ),
        Pose(
            "back", neck=4, belly=7, legs=(Limb(to=(46, 10, 0)), Limb(to=(46, 10, 0))),
            arms=(Limb(holds="on-belly"), Limb(holds="on-belly")), touches=("head", "back", "buttocks", "feet"),
        ),
    ),
    stays="hips", arrows=(Arrow("belly"),),
)  # fmt: skip


def test_hands_rest_on_a_belly_that_rises() -> None:
    assert [found.advice for found in findings(BREATHING)] == []
    out, into = staged(BREATHING)
    for index in (0, 1):
        assert into.palm(index)[2] - out.palm(index)[2] == pytest.approx(9, abs=1)
        assert into.palm(index)[2] > point(into, "belly")[2] - 3
