"""What works or is stretched, as tints on the parts of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.pictures.figures.parts import Part
from content.poses.skeleton import SIDES
from content.poses.vectors import add, between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.poses.body import Body
    from content.poses.flesh import Ball
    from content.poses.skeleton import Trunk
    from content.poses.types import Region

OF_TRUNK = ("belly", "lower-belly", "lower-back", "upper-back")
ASIDE = 6.0
"""Centimetres from the middle, to the near side: there a tint of the trunk is seen."""


def tints(body: Body, regions: Sequence[Region], sides: Sequence[int]) -> Iterator[Part]:
    """``sides``: 0 the right limbs, 1 the left ones."""
    for region in regions:
        if region in OF_TRUNK:
            yield _tint(f"works-{region}", _of_trunk(body.trunk, region), "chest")
        else:
            for index in sides:
                yield _tint(f"works-{region}-{index}", _of_limb(body, region, index), f"thigh-{index}")


def _tint(name: str, balls: tuple[Ball, ...], on: str) -> Part:
    return Part(name, "works", (balls,), (balls[0][0], balls[-1][0]), on=on)


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
            return (trunk.pelvis.point(trunk.hips, 0.0, 3.0, right * 1.1), 5.2), (
                between(leg.top, leg.middle, 0.14),
                5.4,
            )
        case "thighs":
            spots = ((0.25, 4.4, 3.6), (0.8, 3.2, 3.0))
        case _:
            spots = ((0.22, -4.4, 3.8), (0.8, -3.2, 3.0))
    return tuple((add(between(leg.top, leg.middle, at), leg.front, front), size) for at, front, size in spots)
