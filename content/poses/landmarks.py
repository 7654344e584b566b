"""The body by names: the points that arrows follow, and what may touch the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.poses import flesh
from content.poses.flesh import Ball, low
from content.poses.types import OTHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from content.poses.body import Body
    from content.poses.vectors import Vector

_TRUNK_POINTS: dict[str, Callable[[Body], Vector]] = {
    "head": lambda body: body.trunk.head,
    "blades": lambda body: body.trunk.blades,
    "chest": lambda body: body.trunk.chest.point(body.trunk.blades, 9.0, -2.0),
    "waist": lambda body: body.trunk.waist,
    "belly": lambda body: body.trunk.loin.point(body.trunk.waist, 10.0 + body.trunk.belly, -1.0),
    "hips": lambda body: body.trunk.hips,
}
_LIMB_POINTS: dict[str, Callable[[Body, int], Vector]] = {
    "knee": lambda body, index: body.legs[index].middle,
    "foot": lambda body, index: body.legs[index].end,
    "elbow": lambda body, index: body.arms[index].middle,
    "hand": lambda body, index: body.palm(index),
}
_TRUNK_CONTACTS: dict[str, Callable[[Body], Iterable[Ball]]] = {
    "head": lambda body: (*flesh.head(body.trunk), *flesh.hair(body.trunk)),
    "shoulders": lambda body: (*flesh.shoulders(body.trunk), *flesh.chest(body.trunk)[2:]),
    "chest": lambda body: flesh.chest(body.trunk),
    "back": lambda body: (*flesh.chest(body.trunk), *flesh.waist(body.trunk)),
    "belly": lambda body: flesh.waist(body.trunk),
    "buttocks": lambda body: flesh.pelvis(body.trunk),
    "hip": lambda body: (*flesh.pelvis(body.trunk), (body.legs[0].top, 9.0)),
}
_LIMB_CONTACTS: dict[str, Callable[[Body, int], Iterable[Ball]]] = {
    "thigh": flesh.thigh,
    "knee": lambda body, index: flesh.shin(body, index)[:1],
    "shin": flesh.shin,
    "foot": lambda body, index: flesh.foot(body, index)[:2],
    "heel": lambda body, index: flesh.foot(body, index)[:1],
    "toes": lambda body, index: flesh.foot(body, index)[2:3],
    "elbow": lambda body, index: flesh.forearm(body, index)[:1],
    "forearm": flesh.forearm,
    "hand": lambda body, index: flesh.hand(body, index)[1:],
}
_WHOLE = ("foot", "forearm")
"""Of these every part is down, of others one is enough."""
_PLURALS = {
    "thighs": "thigh", "knees": "knee", "shins": "shin", "feet": "foot", "heels": "heel", "both-toes": "toes",
    "elbows": "elbow", "forearms": "forearm", "hands": "hand",
}  # fmt: skip


def point(body: Body, name: str) -> Vector:
    """The point of ``POINTS`` called ``name``; those of limbs are on the right, of ``other-`` ones on the left."""
    if name in _TRUNK_POINTS:
        return _TRUNK_POINTS[name](body)
    return _LIMB_POINTS[name.removeprefix(OTHER)](body, int(name.startswith(OTHER)))


def gap(body: Body, contact: str) -> float:
    """How far above the ground it is, in centimetres; of a pair the higher one."""
    if contact in _TRUNK_CONTACTS:
        return min(map(low, _TRUNK_CONTACTS[contact](body)))
    name = _PLURALS.get(contact, contact)
    gaps = [(max if name in _WHOLE else min)(map(low, _LIMB_CONTACTS[name](body, index))) for index in (0, 1)]
    return max(gaps) if contact in _PLURALS else min(gaps)
