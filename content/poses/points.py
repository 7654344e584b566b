"""Where the points of the body are that have names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.poses.types import OTHER

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.poses.body import Body
    from content.poses.vectors import Vector

_TRUNK: dict[str, Callable[[Body], Vector]] = {
    "head": lambda body: body.trunk.head,
    "blades": lambda body: body.trunk.blades,
    "chest": lambda body: body.trunk.chest.point(body.trunk.blades, 9.0, -2.0),
    "waist": lambda body: body.trunk.waist,
    "belly": lambda body: body.trunk.loin.point(body.trunk.waist, 10.0 + body.trunk.belly, -1.0),
    "hips": lambda body: body.trunk.hips,
}
_LIMBS: dict[str, Callable[[Body, int], Vector]] = {
    "knee": lambda body, index: body.legs[index].middle,
    "foot": lambda body, index: body.legs[index].end,
    "elbow": lambda body, index: body.arms[index].middle,
    "hand": lambda body, index: body.palm(index),
}


def point(body: Body, name: str) -> Vector:
    """The point of ``POINTS`` called ``name``; those of limbs are on the right, of ``other-`` ones on the left."""
    if name in _TRUNK:
        return _TRUNK[name](body)
    return _LIMBS[name.removeprefix(OTHER)](body, int(name.startswith(OTHER)))
