"""A body -> the parts that it is painted from: each is the union of a few hulls of balls, in one tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.poses import flesh
from content.poses.skeleton import SIDES
from content.poses.vectors import add, between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.poses.body import Body
    from content.poses.flesh import Ball
    from content.poses.skeleton import Trunk
    from content.poses.types import Pose
    from content.poses.vectors import Vector

FAR = ("", "-far")
"""What the tones of right and left end in."""
GRIP, CROSSED = 10.0, 12.0
"""Centimetres that an arm that holds, or a leg that is crossed over, is painted nearer than it is."""


@dataclass(frozen=True, slots=True)
class Part:
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


def parts_of(body: Body, pose: Pose) -> Iterator[Part]:
    """All parts, in no order."""
    yield from _trunk(body.trunk)
    yield from _head(body.trunk)
    for index in (0, 1):
        yield from _leg(body, index, CROSSED if pose.legs[index].holds else 0.0)
        yield from _arm(body, index, GRIP if pose.arms[index].holds and not index else 0.0)


def _trunk(trunk: Trunk) -> Iterator[Part]:
    hips, waist, chest = flesh.pelvis(trunk), flesh.waist(trunk), flesh.chest(trunk)
    yield Part("hips", "trousers", (hips,), (trunk.hips, trunk.waist))
    yield Part("chest", "shirt", ((*chest, *flesh.shoulders(trunk)),), (trunk.ribs, trunk.blades), 2)
    yield Part(
        "loin",
        "shirt",
        ((hips[0], hips[3], *waist[:2]), (*waist[:2], *chest[:2])),
        (trunk.waist, trunk.ribs),
        on="chest",
    )
    front = waist[2][0]
    above = trunk.chest.point(trunk.ribs, 1.5, 0.0)
    yield Part("belly", "shirt", ((waist[2], (above, 8.5)),), (front, trunk.loin.point(front, up=10)), on="chest")


def _head(trunk: Trunk) -> Iterator[Part]:
    face, head = trunk.face, trunk.head
    axis = (head, face.point(head, up=10))
    yield Part("neck", "skin", (flesh.neck(trunk),), (trunk.neck, trunk.head), 1)
    yield Part("hair", "hair", (flesh.hair(trunk),), axis)
    yield Part("face", "skin", (flesh.head(trunk),), (face.point(head, 3.0), face.point(head, 3.0, 10)), 1.5)
    nose = flesh.nose(trunk)
    yield Part("nose", "skin", (nose,), (nose[0][0], face.point(nose[0][0], up=10)), 2)
    for side in SIDES:
        eye = face.point(head, 7.6, 0.4, side * 3.9)
        yield Part(f"eye-{side}", "eye", (((eye, 0.95),),), (eye, face.point(eye, up=10)), 1.5)


def _leg(body: Body, index: int, nearer: float) -> Iterator[Part]:
    tone, leg = f"trousers{FAR[index]}", body.legs[index]
    yield Part(f"thigh-{index}", tone, (flesh.thigh(body, index),), (leg.top, leg.middle))
    yield Part(f"shin-{index}", tone, (flesh.shin(body, index),), (leg.middle, leg.end), nearer)
    foot = flesh.foot(body, index)
    yield Part(f"foot-{index}", f"skin{FAR[index]}", (foot,), (foot[0][0], foot[2][0]), nearer)


def _arm(body: Body, index: int, nearer: float) -> Iterator[Part]:
    tone, arm = f"skin{FAR[index]}", body.arms[index]
    cuff = between(arm.top, arm.middle, 0.45)
    yield Part(f"arm-{index}", tone, (flesh.upper_arm(body, index),), (arm.top, arm.middle), nearer)
    sleeve = ((arm.top, 5.7), (cuff, 5.1))
    yield Part(f"sleeve-{index}", f"shirt{FAR[index]}", (sleeve,), (arm.top, arm.middle), on=f"arm-{index}")
    yield Part(f"forearm-{index}", tone, (flesh.forearm(body, index),), (arm.middle, arm.end), nearer + 1)
    tips = add(arm.end, body.hands[index], 14.0)
    yield Part(f"hand-{index}", tone, (flesh.hand(body, index),), (arm.end, tips), nearer + 1.5)
