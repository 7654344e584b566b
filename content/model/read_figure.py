"""Figures: a tree -> poses and marks. Each pose after the first changes only what it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from content.model.faults import short
from content.model.fields import nearest
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
    from collections.abc import Sequence

    from content.model.fields import Fields

Choice = TypeVar("Choice", bound=str)

ANGLE, PLACE = 180, 300
"""The most of an angle in degrees, and of a place in centimetres."""
LEG = {"hip": "swing", "out": "out", "turn": "turn", "knee": "fold", "foot": "tip"}
ARM = {"shoulder": "swing", "out": "out", "turn": "turn", "elbow": "fold", "hand": "tip"}
"""What the joints of a limb are called in the file."""
CROSSED: tuple[Grip, ...] = ("other-thigh",)
"""What a leg may lie on."""
ANGLES = ("tilt", "roll", "lower", "upper", "twist", "neck", "turn", "lean")
MOST_POSES = 6


def read_figure(fields: Fields) -> Figure:
    figure = Figure(
        view=fields.choice("view", VIEWS),
        poses=_poses(fields),
        way=fields.choice("way", COURSES) if fields.has("way") else COURSES[0],
        stays=_point(fields, "stays", ""),
        props=_known(fields, "props", PROPS),
        works=_known(fields, "works", REGIONS),
        arrows=tuple(_arrow(each) for each in fields.mappings("arrows")),
        breath=_numbers(fields, "breath", 3) if fields.has("breath") else (),
    )
    fields.taken.update(("way", "breath"))
    fields.done()
    return figure


def _poses(fields: Fields) -> tuple[Pose, ...]:
    poses: list[Pose] = []
    for each in fields.mappings("poses", least=1):
        poses.append(_pose(each, poses[-1] if poses else None))
    if len(poses) > MOST_POSES:
        fields.fault("poses", f"are more than {MOST_POSES}; name the key ones, what lies between is found")
    return tuple(poses[:MOST_POSES]) or (Pose("back"),)


def _pose(fields: Fields, before: Pose | None) -> Pose:
    lie = fields.choice("lie", LIES) if before is None or fields.has("lie") else before.lie
    pose = before or Pose(lie)
    numbers = {
        name: fields.whole(name, -ANGLE, ANGLE, default=0) for name in ANGLES if before is None or fields.has(name)
    }
    belly = fields.whole("belly", -4, 8, default=int(pose.belly))
    made = replace(
        pose,
        **cast("Any", numbers),
        lie=lie,
        belly=belly,
        legs=_pair(fields, "leg", LEG, pose.legs),
        arms=_pair(fields, "arm", ARM, pose.arms),
        root=_numbers(fields, "root", 2) if fields.has("root") else pose.root,
        touches=_known(fields, "touches", CONTACTS) if fields.has("touches") else pose.touches,
    )
    fields.taken.update((*ANGLES, "lie", "root", "touches"))
    fields.done()
    return made


def _pair(fields: Fields, name: str, joints: dict[str, str], before: tuple[Limb, Limb]) -> tuple[Limb, Limb]:
    """Right and left: ``legs`` tells of both, ``leg`` of the right one, ``other_leg`` of the left one."""
    both, own, other = f"{name}s", name, f"other_{name}"
    fields.taken.update((both, own, other))
    if fields.has(both):
        limb = _limb(fields.mapping(both), joints)
        before = (limb, limb)
    return (
        _limb(fields.mapping(own), joints) if fields.has(own) else before[0],
        _limb(fields.mapping(other), joints) if fields.has(other) else before[1],
    )


def _limb(fields: Fields, joints: dict[str, str]) -> Limb:
    numbers = {field: fields.whole(name, -ANGLE, ANGLE, default=0) for name, field in joints.items()}
    to = _numbers(fields, "to", 3) if fields.has("to") else ()
    known = GRIPS if joints is ARM else CROSSED
    holds = fields.choice("holds", known) if fields.has("holds") else ""
    fields.taken.update(("to", "holds"))
    bends = [name for name in joints if name not in ("turn", "foot", "hand") and fields.has(name)]
    if bends and (to or holds):
        fields.fault(bends[0], f"goes without '{'to' if to else 'holds'}', which bends it as it must; take one away")
    if to and holds:
        fields.fault("to", "goes without 'holds'; take one away")
    fields.done()
    return Limb(**cast("Any", numbers), to=to, holds=holds)


def _numbers(fields: Fields, name: str, count: int) -> tuple[int, ...]:
    fields.taken.add(name)
    value = fields.value.get(name)
    items = value if isinstance(value, list) else []
    good = [each for each in items if isinstance(each, int) and not isinstance(each, bool) and abs(each) <= PLACE]
    if len(good) != count or len(items) != count:
        fields.fault(
            name, f"must be {count} whole numbers from -{PLACE} to {PLACE}, such as [{', '.join('0' * count)}]"
        )
        return (0,) * count
    return tuple(good)


def _arrow(fields: Fields) -> Arrow:
    of = _point(fields, "of")
    beside = _numbers(fields, "beside", 2) if fields.has("beside") else (0, 0)
    towards = _numbers(fields, "towards", 2) if fields.has("towards") else ()
    around = _numbers(fields, "around", 3) if fields.has("around") else ()
    arrow = Arrow(of, beside, towards, around)
    fields.taken.update(("beside", "towards", "around"))
    fields.done()
    return arrow


def _point(fields: Fields, name: str, default: str | None = None) -> str:
    value = fields.text(name, default)
    if value and value not in POINTS:
        fields.fault(name, f"'{short(value)}' is no point of the body; {nearest(value, POINTS)}")
        return default or POINTS[0]
    return value


def _known(fields: Fields, name: str, known: Sequence[Choice]) -> tuple[Choice, ...]:
    def trouble(text: str) -> str | None:
        return None if text in known else f"'{short(text)}' is unknown; {nearest(text, known)}"

    return tuple(cast("Choice", each) for each in fields.texts(name, trouble_with=trouble) if each in known)
