"""What touches the ground, by name, and how far above it that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.poses import flesh
from content.poses.flesh import low

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from content.poses.body import Body
    from content.poses.flesh import Ball

_TRUNK: dict[str, Callable[[Body], Iterable[Ball]]] = {
    "head": lambda body: (*flesh.head(body.trunk), *flesh.hair(body.trunk)),
    "shoulders": lambda body: (*flesh.shoulders(body.trunk), *flesh.chest(body.trunk)[2:]),
    "chest": lambda body: flesh.chest(body.trunk),
    "back": lambda body: (*flesh.chest(body.trunk), *flesh.waist(body.trunk)),
    "belly": lambda body: flesh.waist(body.trunk),
    "buttocks": lambda body: flesh.pelvis(body.trunk),
    "hip": lambda body: (*flesh.pelvis(body.trunk), (body.legs[0].top, 9.0)),
}
_LIMBS: dict[str, Callable[[Body, int], Iterable[Ball]]] = {
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


def gap(body: Body, contact: str) -> float:
    """How far above the ground it is, in centimetres; of a pair the higher one."""
    if contact in _TRUNK:
        return min(map(low, _TRUNK[contact](body)))
    name = _PLURALS.get(contact, contact)
    gaps = [(max if name in _WHOLE else min)(map(low, _LIMBS[name](body, index))) for index in (0, 1)]
    return max(gaps) if contact in _PLURALS else min(gaps)
