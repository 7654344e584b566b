"""The figure of an exercise that has none: a person in its start position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.poses.types import Figure, Limb, Pose

if TYPE_CHECKING:
    from content.model.types import Position

_FLAT = Limb(swing=-4, out=18)
_BENT, _LONG = Limb(to=(46, 10, 0)), Limb(swing=-2, tip=10)
_PRONE, _KNEELING = Limb(swing=-3, tip=50), Limb(swing=90, fold=90, tip=50)
_POSES: dict[Position, Pose] = {
    "back-knees-bent": Pose("back", legs=(_BENT, _BENT), arms=(_FLAT, _FLAT)),
    "back-legs-long": Pose("back", legs=(_LONG, _LONG), arms=(_FLAT, _FLAT)),
    "front-on-elbows": Pose(
        "front", lower=-14, upper=-14, neck=14, legs=(_PRONE, _PRONE),
        arms=(Limb(to=(70, 16, 0)), Limb(to=(70, 16, 0))),
    ),
    "front-flat": Pose("front", neck=4, legs=(_PRONE, _PRONE), arms=(Limb(swing=-2, out=16), Limb(swing=-2, out=16))),
    "side-lying": Pose(
        "side", lean=14, legs=(Limb(swing=32, fold=52), Limb(swing=2)), arms=(Limb(swing=172), Limb(swing=50, fold=70)),
    ),
    "all-fours": Pose("front", legs=(_KNEELING, _KNEELING), arms=(Limb(to=(50, 16, 0)), Limb(to=(50, 16, 0)))),
    "upright": Pose("up", arms=(Limb(out=6, fold=8), Limb(out=6, fold=8))),
}  # fmt: skip


def neutral(position: Position) -> Figure:
    """A person in ``position``, at rest."""
    pose = _POSES[position]
    return Figure("side", (pose,), props=("path" if pose.lie == "up" else "mat",))
