"""A body -> the parts that it is painted from, and the tints of what works: each is hulls of balls in one tone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from content.poses import flesh
from content.poses.skeleton import SIDES, Trunk
from content.poses.vectors import Vector, add, between

if TYPE_CHECKING:
    from content.poses.body import Body
    from content.poses.flesh import Ball
    from content.poses.types import Pose, Region

FAR = ("", "-far")
"""What the tones of right and left end in."""
GRIP, CROSSED = 10.0, 12.0
"""Centimetres that an arm that holds, or a leg that is crossed over, is painted nearer than it is."""
OF_TRUNK = ("belly", "lower-belly", "lower-back", "upper-back")
ASIDE = 6.0
"""Centimetres from the middle, to the near side: there a tint of the trunk is seen."""


MOUTH = ((7.2, -4.5, -2.2), (8.5, -5.7, 0.0), (7.2, -4.5, 2.2))
"""From the middle of the head to the front, up and to the right: its ends are higher, in a smile."""
Wear = Literal["", "shoes", "shorts"]
"""Besides a shirt; with nothing named, trousers and bare feet."""
HEM = 0.9
"""Where on the shin the trousers end: 0 the knee, 1 the ankle."""


@dataclass(frozen=True, slots=True)
class BodyPart:
    name: str
    tone: str
    """Of ``PALETTE``."""
    hulls: tuple[tuple[Ball, ...], ...]
    axis: tuple[Vector, Vector]
    """Two points of it, near its ends: they tell how it moves."""
    nearer: float = 0
    """Centimetres that it is painted nearer than it is, so that a nose stays on its face."""
    on: str = ""
    """The part that it is painted right after, however near it is."""


def parts_of(body: Body, pose: Pose, wear: Wear = "") -> Iterator[BodyPart]:
    """All parts, in no order."""
    yield from _trunk(body.trunk)
    yield from _head(body.trunk)
    for index in (0, 1):
        yield from _leg(body, index, CROSSED if pose.legs[index].holds else 0.0, wear)
        yield from _arm(body, index, GRIP if pose.arms[index].holds and not index else 0.0)


def _trunk(trunk: Trunk) -> Iterator[BodyPart]:
    hips, waist, chest = flesh.pelvis(trunk), flesh.waist(trunk), flesh.chest(trunk)
    yield BodyPart("hips", "trousers", (hips,), (trunk.hips, trunk.waist))
    yield BodyPart("chest", "shirt", ((*chest, *flesh.shoulders(trunk)),), (trunk.ribs, trunk.blades), 2)
    hem = tuple((trunk.pelvis.point(trunk.hips, 0.6, 9.0, side * 6.2), 8.4) for side in SIDES)
    loin = ((*hem, *waist[:2]), (*waist[:2], *chest[:2]))
    yield BodyPart("loin", "shirt", loin, (trunk.waist, trunk.ribs), on="chest")
    front = waist[2][0]
    below, above = ((trunk.loin.point(front, -1.5, along), 4.5) for along in (-5.0, 18.0))
    belly = (below, waist[2], above)
    yield BodyPart("belly", "shirt", (belly,), (front, trunk.loin.point(front, up=10)), on="chest")


def _head(trunk: Trunk) -> Iterator[BodyPart]:
    face, head = trunk.face, trunk.head
    axis = (head, face.point(head, up=10))
    yield BodyPart("neck", "skin", (flesh.neck(trunk),), (trunk.neck, trunk.head), 1)
    yield BodyPart("hair", "hair", (flesh.hair(trunk),), axis)
    yield BodyPart("face", "skin", (flesh.head(trunk),), (face.point(head, 3.0), face.point(head, 3.0, 10)), 1.5)
    nose = flesh.nose(trunk)
    yield BodyPart("nose", "skin", (nose,), (nose[0][0], face.point(nose[0][0], up=10)), 2)
    right, middle, left = ((face.point(head, front, up, aside), 0.45) for front, up, aside in MOUTH)
    yield BodyPart("mouth", "lips", ((right, middle), (middle, left)), (middle[0], face.point(middle[0], up=10)), 3)
    for side in SIDES:
        eye = face.point(head, 8.6, 0.6, side * 3.5)
        yield BodyPart(f"eye-{side}", "eye", (((eye, 0.95),),), (eye, face.point(eye, up=10)), 1.5)
        yield BodyPart(f"fringe-{side}", "hair", (flesh.fringe(trunk, side),), axis, 1.5)
        ear = flesh.ear(trunk, side)
        yield BodyPart(f"ear-{side}", "skin-far", (ear,), (ear[0][0], face.point(ear[0][0], up=10)))


def _leg(body: Body, index: int, nearer: float, wear: Wear) -> Iterator[BodyPart]:
    tone, leg = f"trousers{FAR[index]}", body.legs[index]
    yield BodyPart(f"thigh-{index}", tone, (flesh.thigh(body, index),), (leg.top, leg.middle))
    *shin, _ = flesh.shin(body, index)
    hem = between(leg.middle, leg.end, HEM), 4.1
    calf = f"skin{FAR[index]}" if wear == "shorts" else tone
    yield BodyPart(f"shin-{index}", calf, ((*shin, hem),), (leg.middle, leg.end), nearer)
    yield from _foot(body, index, nearer, wear == "shoes")


def _foot(body: Body, index: int, nearer: float, has_shoes: bool) -> Iterator[BodyPart]:
    """Two bands that meet in the instep, so that its line is hollow; a shoe is as large, on a sole."""
    heel, ball, toes, ankle, instep, little = flesh.foot(body, index)
    shin = body.feet[index].point(ankle[0], up=4.0), 3.1
    bands = (heel, ankle, instep, shin), (heel, instep, ball, toes, little)
    name, axis = f"foot-{index}", (heel[0], toes[0])
    yield BodyPart(name, f"{'shoe' if has_shoes else 'skin'}{FAR[index]}", bands, axis, nearer)
    if has_shoes:
        down = [body.feet[index].point(middle, up=1.2 - radius) for middle, radius in (heel, toes)]
        sole = ((add(down[0], body.feet[index].front, -2.0), 1.3), (add(down[1], body.feet[index].front, 1.0), 1.3))
        yield BodyPart(f"sole-{index}", "wheel", (sole,), axis, on=name)


def _arm(body: Body, index: int, nearer: float) -> Iterator[BodyPart]:
    tone, arm = f"skin{FAR[index]}", body.arms[index]
    cuff = between(arm.top, arm.middle, 0.45)
    yield BodyPart(f"arm-{index}", tone, (flesh.upper_arm(body, index),), (arm.top, arm.middle), nearer)
    sleeve = ((arm.top, 5.7), (cuff, 5.1))
    yield BodyPart(f"sleeve-{index}", f"shirt{FAR[index]}", (sleeve,), (arm.top, arm.middle), on=f"arm-{index}")
    yield BodyPart(f"forearm-{index}", tone, (flesh.forearm(body, index),), (arm.middle, arm.end), nearer + 1)
    tips = add(arm.end, body.hands[index], 14.0)
    yield BodyPart(
        f"hand-{index}", tone, (flesh.hand(body, index), flesh.thumb(body, index)), (arm.end, tips), nearer + 1.5
    )


def tints(body: Body, regions: Sequence[Region], sides: Sequence[int]) -> Iterator[BodyPart]:
    """``sides``: 0 the right limbs, 1 the left ones."""
    for region in regions:
        if region in OF_TRUNK:
            yield _tint(f"works-{region}", _of_trunk(body.trunk, region), "chest")
        else:
            for index in sides:
                yield _tint(f"works-{region}-{index}", _of_limb(body, region, index), f"thigh-{index}")


def _tint(name: str, balls: tuple[Ball, ...], on: str) -> BodyPart:
    return BodyPart(name, "works", (balls,), (balls[0][0], balls[-1][0]), on=on)


def _of_trunk(trunk: Trunk, region: Region) -> tuple[Ball, ...]:
    hips, waist, ribs, blades = trunk.hips, trunk.waist, trunk.ribs, trunk.blades
    pelvis, loin, chest = trunk.pelvis, trunk.loin, trunk.chest
    match region:
        case "belly":
            low = (loin.point(waist, 3.6 + trunk.belly, -4.0, ASIDE), 4.8)
            return low, (chest.point(ribs, 4.6, -1.0, ASIDE), 4.4)
        case "lower-belly":
            low = (pelvis.point(hips, 6.0, 11.0, ASIDE), 4.0)
            return low, (loin.point(waist, 5.0 + trunk.belly * 0.7, 7.0, ASIDE), 4.0)
        case "lower-back":
            low, middle = (pelvis.point(hips, -5.5, 6.0, ASIDE), 3.4), (loin.point(waist, -2.2, 1.0, ASIDE), 3.2)
            return low, middle, (chest.point(ribs, -5.0, -1.0, ASIDE), 3.4)
        case _:
            return (chest.point(ribs, -5.5, 1.0, ASIDE), 3.6), (chest.point(blades, -6.0, -1.0, ASIDE), 3.6)


def _of_limb(body: Body, region: Region, index: int) -> tuple[Ball, ...]:
    leg, trunk, right = body.legs[index], body.trunk, SIDES[index] * 8.5
    match region:
        case "buttocks":
            low = (trunk.pelvis.point(trunk.hips, -4.0, -2.0, right), 6.0)
            return low, (trunk.pelvis.point(trunk.hips, -3.0, 3.0, right), 5.0)
        case "hips":
            low = (trunk.pelvis.point(trunk.hips, 0.0, 3.0, right * 1.1), 5.2)
            return low, (between(leg.top, leg.middle, 0.14), 5.4)
        case "thighs":
            spots = ((0.25, 4.4, 3.6), (0.8, 3.2, 3.0))
        case _:
            spots = ((0.22, -4.4, 3.8), (0.8, -3.2, 3.0))
    return tuple((add(between(leg.top, leg.middle, at), leg.front, front), size) for at, front, size in spots)
