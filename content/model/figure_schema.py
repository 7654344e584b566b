"""The fields of a figure in ``exercises/ID.yaml``. Each pose after the first changes only what it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from content.model.schema import Node, Schema, choice, integer, list_of, maybe, one_of, record, texts, then
from content.poses import types

PLACE = integer(-300, 300)
"""Of a place, in centimetres."""
ON_PICTURE, IN_SPACE = list_of(PLACE, 2, 2), list_of(PLACE, 3, 3)
MOST_POSES = 6
"""What is between key poses is found by blending them."""
ANGLE = integer(-180, 180)
ANGLES = ("tilt", "roll", "lower", "upper", "twist", "neck", "turn", "lean")
LEG = {"hip": "swing", "out": "out", "turn": "turn", "knee": "fold", "foot": "tip"}
ARM = {"shoulder": "swing", "out": "out", "turn": "turn", "elbow": "fold", "hand": "tip"}
"""What the joints of a limb are called in the file."""
CROSSED: tuple[types.Grip, ...] = ("other-thigh",)
"""What a leg may lie on."""


def limb(joints: Mapping[str, str], grips: Sequence[str]) -> Schema[types.Limb]:
    """Angles, or a place to reach, or what it holds."""

    def make(to: tuple[int, ...], holds: Any, **angles: int) -> types.Limb:
        return types.Limb(to=to, holds=holds, **{joints[joint]: angle for joint, angle in angles.items()})

    angles = {joint: integer(-180, 180, default=0) for joint in joints}
    others: dict[str, Schema[Any]] = {"to": maybe(IN_SPACE, ()), "holds": maybe(choice(grips), "")}
    return record(make, {**angles, **others}, _bends_in_one_way)


def _bends_in_one_way(limb: types.Limb, at: Node) -> None:
    bending = ("hip", "shoulder", "out", "knee", "elbow")
    bends = [name for name, value in at.fields.items() if name in bending and value is not None]
    if bends and limb.mode:
        by = "to" if limb.to else "holds"
        at.fault(f"cannot be combined with '{by}', which bends it as needed; remove one", bends[0])
    if limb.to and limb.holds:
        at.fault("cannot be combined with 'holds'; remove one", "to")


def _poses(changes: tuple[dict[str, Any], ...], at: Node) -> tuple[types.Pose, ...]:
    if changes and isinstance(at.items[0], dict) and at.items[0].get("lie") is None:
        at.item(0).fault("is missing; write some text", "lie")
    poses: list[types.Pose] = []
    for change in changes:
        poses.append(_changed(poses[-1] if poses else types.Pose(types.LIES[0]), change))
    return tuple(poses) or (types.Pose(types.LIES[0]),)


def _changed(pose: types.Pose, change: dict[str, Any]) -> types.Pose:
    """``legs`` is both, ``leg`` the right one, ``other_leg`` the left one."""
    given = {name: value for name, value in change.items() if value is not None}
    for pair, one in (("legs", "leg"), ("arms", "arm")):
        both = given.pop(pair, None)
        right, left = getattr(pose, pair)
        given[pair] = (given.pop(one, both or right), given.pop(f"other_{one}", both or left))
    return replace(pose, **given)


_LEG, _ARM = maybe(limb(LEG, CROSSED)), maybe(limb(ARM, types.GRIPS))
POSE: Schema[dict[str, Any]] = record(
    dict,
    {
        "lie": maybe(choice(types.LIES)),
        **{name: maybe(ANGLE) for name in ANGLES},
        "belly": maybe(integer(-4, 8)),  # centimetres
        **dict.fromkeys(("legs", "leg", "other_leg"), _LEG),
        **dict.fromkeys(("arms", "arm", "other_arm"), _ARM),
        "root": maybe(ON_PICTURE),
        "touches": maybe(texts(trouble=one_of(types.CONTACTS))),
    },
)
ARROW = record(
    types.Arrow,
    {
        "of": choice(types.POINTS),
        "beside": maybe(ON_PICTURE, (0, 0)),
        "towards": maybe(ON_PICTURE, ()),
        "around": maybe(IN_SPACE, ()),  # radius, and from where to where in degrees
    },
)
FIGURE = record(
    types.Figure,
    {
        "view": choice(types.VIEWS),
        "poses": then(list_of(POSE, 1, MOST_POSES), _poses),
        "way": maybe(choice(types.COURSES), types.COURSES[0]),
        "stays": maybe(choice(types.POINTS), ""),
        "props": texts(trouble=one_of(types.PROPS)),
        "works": texts(trouble=one_of(types.REGIONS)),
        "arrows": list_of(ARROW),
        "breath": maybe(IN_SPACE, ()),
    },
)
