"""The volume of a body, as balls around its bones; a part of it is the tightest hull of some of them.

Then the body by names: the points that arrows follow, and what may touch the ground.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from content.poses import skeleton as bones
from content.poses.skeleton import SIDES, Trunk
from content.poses.types import OTHER
from content.poses.vectors import Vector, across, add, between, unit

if TYPE_CHECKING:
    from content.poses.body import Body

Ball = tuple["Vector", float]
"""Middle and radius."""
KNEE = 5.9
"""The radius of thigh and shin where they meet: the same, so that a knee is round however far it bends."""


def low(ball: Ball) -> float:
    """Its lowest point, above the ground."""
    return ball[0][2] - ball[1]


def pelvis(trunk: Trunk) -> tuple[Ball, ...]:
    return tuple(
        (trunk.pelvis.point(trunk.hips, front, up, side * right), radius)
        for side in SIDES
        for front, up, right, radius in ((0.5, 3.0, 7.0, 9.5), (-2.8, -2.0, 8.6, 8.6), (1.0, -1.0, 8.0, 8.6))
    )


def waist(trunk: Trunk) -> tuple[Ball, ...]:
    front = trunk.loin.point(trunk.waist, 2.0 + trunk.belly, -1.0)
    around = (trunk.loin.point(trunk.waist, 2.0, 1.0, side * 5.5) for side in SIDES)
    return (*((each, 8.4) for each in around), (front, 8.2))


def chest(trunk: Trunk) -> tuple[Ball, ...]:
    lower = ((trunk.chest.point(trunk.ribs, 0.6, 1.0, side * 6.5), 10.2) for side in SIDES)
    upper = ((trunk.chest.point(trunk.blades, -0.8, -2.0, side * 7.5), 9.8) for side in SIDES)
    return (*lower, *upper)


def shoulders(trunk: Trunk) -> tuple[Ball, ...]:
    wide = bones.SHOULDER_HALF - 1.5
    return tuple((trunk.chest.point(trunk.blades, -1.0, 2.0, side * wide), 5.6) for side in SIDES)


def neck(trunk: Trunk) -> tuple[Ball, ...]:
    return (trunk.chest.point(trunk.neck, 0.3, -4.5), 6.0), (trunk.nape.point(trunk.neck, 1.0, 8.0), 5.0)


def head(trunk: Trunk) -> tuple[Ball, ...]:
    """Skull, jaw and chin."""
    spots = ((3.2, 0.6, 7.2), (2.4, -4.2, 5.4), (5.4, -6.6, 3.6))
    return tuple((trunk.face.point(trunk.head, front, up), radius) for front, up, radius in spots)


def hair(trunk: Trunk) -> tuple[Ball, ...]:
    """Crown, back of the head and nape."""
    spots = ((-0.4, 2.6, 8.6), (-3.0, 0.4, 7.4), (-4.6, -4.6, 4.2))
    return tuple((trunk.face.point(trunk.head, front, up), radius) for front, up, radius in spots)


def fringe(trunk: Trunk, side: int) -> tuple[Ball, ...]:
    """The hair from the middle of the forehead to above the ear."""
    spots = ((5.8, 6.2, 0.8, 1.6), (-1.0, 3.2, 6.6, 1.8), (-2.0, 7.0, 3.6, 3.0))
    return tuple((trunk.face.point(trunk.head, front, up, side * right), size) for front, up, right, size in spots)


def ear(trunk: Trunk, side: int) -> tuple[Ball, ...]:
    """Its upper rim and its lobe."""
    spots = ((-1.4, 0.4, 2.1), (-0.9, -2.4, 1.3))
    return tuple((trunk.face.point(trunk.head, front, up, side * 8.0), radius) for front, up, radius in spots)


def nose(trunk: Trunk) -> tuple[Ball, ...]:
    return (trunk.face.point(trunk.head, 10.6, -1.8), 1.4), (trunk.face.point(trunk.head, 9.0, 1.8), 1.1)


def thigh(body: Body, index: int) -> tuple[Ball, ...]:
    leg = body.legs[index]
    along = ((0.24, 0.6, 8.5), (0.62, 0.4, 7.1))
    inner = ((add(between(leg.top, leg.middle, at), leg.front, front), radius) for at, front, radius in along)
    return (leg.top, 9.0), *inner, (leg.middle, KNEE)


def shin(body: Body, index: int) -> tuple[Ball, ...]:
    leg = body.legs[index]
    along = ((0.3, -0.6, 5.5), (0.66, -0.4, 4.6))
    inner = ((add(between(leg.middle, leg.end, at), leg.low_front, front), radius) for at, front, radius in along)
    return (leg.middle, KNEE), *inner, (leg.end, 3.7)


def foot(body: Body, index: int) -> tuple[Ball, ...]:
    """Heel, ball, toes, ankle, instep, little toe."""
    ankle, frame, side = body.legs[index].end, body.feet[index], SIDES[index]
    spots = ((-3.4, 3.4, 0.0), (11.0, 2.5, -1.2), (16.2, 2.2, -1.4), (12.8, 2.1, 2.6))
    sole = tuple((frame.point(ankle, front, radius - bones.ANKLE, side * out), radius) for front, radius, out in spots)
    return *sole[:3], (ankle, 3.3), (frame.point(ankle, 5.0, -3.7), 3.4), sole[3]


def upper_arm(body: Body, index: int) -> tuple[Ball, ...]:
    return (body.arms[index].top, 5.4), (body.arms[index].middle, 4.0)


def forearm(body: Body, index: int) -> tuple[Ball, ...]:
    return (body.arms[index].middle, 4.0), (body.arms[index].end, 2.8)


def hand(body: Body, index: int) -> tuple[Ball, ...]:
    wrist = body.arms[index].end
    return (wrist, 2.8), (add(wrist, body.hands[index], 6.5), 3.3), (add(wrist, body.hands[index], 13.8), 2.2)


def thumb(body: Body, index: int) -> tuple[Ball, ...]:
    """It points to where the elbow bends, and inward."""
    fingers, arm = body.hands[index], body.arms[index]
    aside = unit(across(add(arm.low_front, body.trunk.chest.right, -0.7 * SIDES[index]), fingers))
    spots = ((2.5, 1.0, 2.0), (9.0, 4.6, 1.3))
    return tuple((add(add(arm.end, fingers, along), aside, out), radius) for along, out, radius in spots)


def trunk_flesh(trunk: Trunk) -> tuple[Ball, ...]:
    return (
        *pelvis(trunk), *waist(trunk), *chest(trunk), *shoulders(trunk), *neck(trunk), *head(trunk), *hair(trunk),
    )  # fmt: skip


def leg_flesh(body: Body, index: int) -> tuple[Ball, ...]:
    return *thigh(body, index), *shin(body, index), *foot(body, index)


def arm_flesh(body: Body, index: int) -> tuple[Ball, ...]:
    return *upper_arm(body, index), *forearm(body, index), *hand(body, index)


def flesh(body: Body) -> tuple[Ball, ...]:
    limbs = (ball for index in (0, 1) for ball in (*leg_flesh(body, index), *arm_flesh(body, index)))
    return *trunk_flesh(body.trunk), *limbs


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
    "head": lambda body: (*head(body.trunk), *hair(body.trunk)),
    "shoulders": lambda body: (*shoulders(body.trunk), *chest(body.trunk)[2:]),
    "chest": lambda body: chest(body.trunk),
    "back": lambda body: (*chest(body.trunk), *waist(body.trunk)),
    "belly": lambda body: waist(body.trunk),
    "buttocks": lambda body: pelvis(body.trunk),
    "hip": lambda body: (*pelvis(body.trunk), (body.legs[0].top, 9.0)),
}
_LIMB_CONTACTS: dict[str, Callable[[Body, int], Iterable[Ball]]] = {
    "thigh": thigh,
    "knee": lambda body, index: shin(body, index)[:1],
    "shin": shin,
    "foot": lambda body, index: foot(body, index)[:2],
    "heel": lambda body, index: foot(body, index)[:1],
    "toes": lambda body, index: foot(body, index)[2:3],
    "elbow": lambda body, index: forearm(body, index)[:1],
    "forearm": forearm,
    "hand": lambda body, index: hand(body, index)[1:],
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
