"""The fields of a figure in ``exercises/ID.yaml``. Each pose after the first changes only what it names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from content.model.schema import Choice, ListOf, Maybe, Record, Texts, Then, WholeNumber, one_of
from content.poses.types import (
    CONTACTS,
    COURSES,
    GRIPS,
    LIES,
    POINTS,
    PROPS,
    REGIONS,
    VIEWS,
    Arrow,
    Figure,
    Grip,
    Limb,
    Pose,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from content.model.schema import Node, Schema

PLACE = WholeNumber(-300, 300)
"""Of a place, in centimetres."""
ON_PICTURE, IN_SPACE = ListOf(PLACE, 2, 2), ListOf(PLACE, 3, 3)
MOST_POSES = 6
"""What is between key poses is found by blending them."""
ANGLE = WholeNumber(-180, 180)
ANGLES = ("tilt", "roll", "lower", "upper", "twist", "neck", "turn", "lean")
LEG = {"hip": "swing", "out": "out", "turn": "turn", "knee": "fold", "foot": "tip"}
ARM = {"shoulder": "swing", "out": "out", "turn": "turn", "elbow": "fold", "hand": "tip"}
"""What the joints of a limb are called in the file."""
CROSSED: tuple[Grip, ...] = ("other-thigh",)
"""What a leg may lie on."""


def limb(joints: Mapping[str, str], holds: Sequence[str]) -> Record[Limb]:
    """Angles, or a place to reach, or what it holds."""
    angles = {joint: WholeNumber(-180, 180, default=0) for joint in joints}
    others: dict[str, Schema[Any]] = {"to": Maybe(IN_SPACE, ()), "holds": Maybe(Choice(holds), "")}
    return Record(partial(_limb, joints), {**angles, **others}, (_bends_in_one_way,))


def _limb(joints: Mapping[str, str], to: tuple[int, ...], holds: Any, **angles: int) -> Limb:
    return Limb(to=to, holds=holds, **{joints[joint]: angle for joint, angle in angles.items()})


def _bends_in_one_way(limb: Limb, at: Node) -> None:
    bends = [name for name in at.fields if name in ("hip", "shoulder", "out", "knee", "elbow") and at.is_given(name)]
    if bends and limb.mode:
        by = "to" if limb.to else "holds"
        at.fault(f"cannot be combined with '{by}', which bends it as needed; remove one", bends[0])
    if limb.to and limb.holds:
        at.fault("cannot be combined with 'holds'; remove one", "to")


def _poses(changes: tuple[dict[str, Any], ...], at: Node) -> tuple[Pose, ...]:
    if changes and isinstance(at.items[0], dict) and not at.item(0).is_given("lie"):
        at.item(0).fault("is missing; write some text", "lie")
    poses: list[Pose] = []
    for change in changes:
        poses.append(_changed(poses[-1] if poses else Pose(change["lie"] or LIES[0]), **change))
    return tuple(poses) or (Pose(LIES[0]),)


def _changed(
    pose: Pose,
    *,
    legs: Limb | None,
    leg: Limb | None,
    other_leg: Limb | None,
    arms: Limb | None,
    arm: Limb | None,
    other_arm: Limb | None,
    **changes: Any,
) -> Pose:
    """``legs`` is both, ``leg`` the right one, ``other_leg`` the left one."""
    return replace(
        pose,
        legs=(leg or legs or pose.legs[0], other_leg or legs or pose.legs[1]),
        arms=(arm or arms or pose.arms[0], other_arm or arms or pose.arms[1]),
        **{name: value for name, value in changes.items() if value is not None},
    )


_LEG, _ARM = Maybe(limb(LEG, CROSSED)), Maybe(limb(ARM, GRIPS))
POSE: Record[dict[str, Any]] = Record(
    dict,
    {
        "lie": Maybe(Choice(LIES)),
        **{name: Maybe(ANGLE) for name in ANGLES},
        "belly": Maybe(WholeNumber(-4, 8)),  # centimetres
        "legs": _LEG,
        "leg": _LEG,
        "other_leg": _LEG,
        "arms": _ARM,
        "arm": _ARM,
        "other_arm": _ARM,
        "root": Maybe(ON_PICTURE),
        "touches": Maybe(Texts(trouble=one_of(CONTACTS))),
    },
)
ARROW = Record(
    Arrow,
    {
        "of": Choice(POINTS),
        "beside": Maybe(ON_PICTURE, (0, 0)),
        "towards": Maybe(ON_PICTURE, ()),
        "around": Maybe(IN_SPACE, ()),  # radius, and from where to where in degrees
    },
)
FIGURE = Record(
    Figure,
    {
        "view": Choice(VIEWS),
        "poses": Then(ListOf(POSE, 1, MOST_POSES), _poses),
        "way": Maybe(Choice(COURSES), COURSES[0]),
        "stays": Maybe(Choice(POINTS), ""),
        "props": Texts(trouble=one_of(PROPS)),
        "works": Texts(trouble=one_of(REGIONS)),
        "arrows": ListOf(ARROW),
        "breath": Maybe(IN_SPACE, ()),
    },
)
