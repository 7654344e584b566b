"""A body -> the parts that it is painted from: each is the union of a few hulls of balls, in one tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.figures import flesh
from content.figures.vectors import add, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.figures.body import Body
    from content.figures.flesh import Ball
    from content.figures.trunk import Trunk
    from content.figures.types import Pose, Region

SIDES = (1, -1)
FAR = ("", "-far")


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    tone: str
    """Of ``PALETTE``."""
    hulls: tuple[tuple[Ball, ...], ...]
    nearer: float = 0
    """Centimetres that it is painted nearer than it is, so that a nose stays on its face."""


def parts_of(body: Body, pose: Pose) -> tuple[Part, ...]:
    """All parts, in no order."""
    limbs = (part for index in (0, 1) for part in (*_leg(body, index, bool(pose.legs[index].holds)), *_arm(body, index, bool(pose.arms[index].holds))))
    return (*_trunk(body.trunk), *limbs)


def _trunk(trunk: Trunk) -> Iterator[Part]:
    hips, waist, chest = flesh.pelvis(trunk), flesh.waist(trunk), flesh.chest(trunk)
    yield Part("hips", "trousers", (hips,))
    yield Part("shirt", "shirt", ((hips[0], hips[3], *waist), (*waist, *chest[:2]), (*chest, *flesh.shoulders(trunk))), 2)
    yield Part("neck", "skin", (flesh.neck(trunk),), 1)
    yield Part("hair", "hair", (flesh.hair(trunk),))
    yield Part("face", "skin", (flesh.head(trunk),), 1.5)
    yield Part("nose", "skin", (flesh.nose(trunk),), 2)
    for side in SIDES:
        lid = ((trunk.face.point(trunk.head, 8.2, 0.2, side * 4.6), 0.7), (trunk.face.point(trunk.head, 6.4, -0.4, side * 6.4), 0.6))
        yield Part(f"lid-{side}", "hair", (lid,), 1.5)


def _leg(body: Body, index: int, is_crossed: bool) -> Iterator[Part]:
    side, nearer = f"-{index}", 12.0 if is_crossed else 0.0
    yield Part(f"thigh{side}", f"trousers{FAR[index]}", (flesh.thigh(body, index),))
    yield Part(f"shin{side}", f"trousers{FAR[index]}", (flesh.shin(body, index),), nearer)
    yield Part(f"foot{side}", f"skin{FAR[index]}", (flesh.foot(body, index),), nearer)


def _arm(body: Body, index: int, holds: bool) -> Iterator[Part]:
    side, nearer = f"-{index}", 10.0 if holds and not index else 0.0
    arm = body.arms[index]
    yield Part(f"arm{side}", f"skin{FAR[index]}", (flesh.upper_arm(body, index),), nearer)
    sleeve = ((arm.top, 5.7), (between(arm.top, arm.middle, 0.45), 5.1))
    yield Part(f"sleeve{side}", f"shirt{FAR[index]}", (sleeve,))
    yield Part(f"forearm{side}", f"skin{FAR[index]}", (flesh.forearm(body, index),), nearer + 1)
    yield Part(f"hand{side}", f"skin{FAR[index]}", (flesh.hand(body, index),), nearer + 1.5)


def region_parts(body: Body, regions: Sequence[Region], sides: Sequence[int]) -> Iterator[tuple[str, Part]]:
    """What works, each with the name of the part that it lies on."""
    for region in regions:
        if region in ("belly", "lower-belly", "lower-back", "upper-back"):
            balls = _of_trunk(body.trunk, region)
            yield "shirt", Part(region, "works", (balls,))
            continue
        for index in sides:
            host = f"thigh-{index}" if region in ("thighs", "hamstrings", "hips", "buttocks") else "hips"
            yield host, Part(f"{region}-{index}", "works", (_of_limb(body, region, index),))


def _of_trunk(trunk: Trunk, region: Region) -> tuple[Ball, ...]:
    loin, chest, pelvis = trunk.loin, trunk.chest, trunk.pelvis
    waist = trunk.waist
    right = 6.0
    match region:
        case "belly":
            return (
                (loin.point(waist, 3.6 + trunk.belly, -4.0, right), 4.8),
                (chest.point(trunk.ribs, 4.6, -1.0, right), 4.4),
            )
        case "lower-belly":
            return (
                (pelvis.point(trunk.hips, 5.0, 5.0, right), 3.8),
                (loin.point(waist, 5.0 + trunk.belly * 0.7, 0.0, right), 3.6),
            )
        case "lower-back":
            return (
                (pelvis.point(trunk.hips, -5.5, 6.0, right), 3.4),
                (loin.point(waist, -2.2, 1.0, right), 3.2),
                (chest.point(trunk.ribs, -5.0, -1.0, right), 3.4),
            )
        case _:
            return ((chest.point(trunk.ribs, -5.5, 1.0, right), 3.6), (chest.point(trunk.blades, -6.0, -1.0, right), 3.6))


def _of_limb(body: Body, region: Region, index: int) -> tuple[Ball, ...]:
    leg, trunk, side = body.legs[index], body.trunk, SIDES[index]
    match region:
        case "buttocks":
            return ((trunk.pelvis.point(trunk.hips, -4.0, -2.0, side * 8.5), 6.0), (trunk.pelvis.point(trunk.hips, -3.0, 3.0, side * 8.5), 5.0))
        case "hips":
            return ((trunk.pelvis.point(trunk.hips, 0.0, 3.0, side * 9.5), 5.2), (add(between(leg.top, leg.middle, 0.14), leg.front, 0), 5.4))
        case "thighs":
            return tuple((add(between(leg.top, leg.middle, at), leg.front, 8.6 - 3.2 * at - size), size) for at, size in ((0.25, 3.6), (0.8, 3.0)))
        case _:
            return tuple((add(between(leg.top, leg.middle, at), leg.front, size - 8.4 + 2.8 * at), size) for at, size in ((0.22, 3.8), (0.8, 3.0)))
