"""The spine, from the hips up to the head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.poses import skeleton as bones
from content.poses.vectors import ORIGIN, Frame, add

if TYPE_CHECKING:
    from content.poses.types import Pose
    from content.poses.vectors import Vector

SIDES = (1, -1)
"""Right and left, as they stand in a pair."""
LYING = {
    "back": Frame((0.0, 0.0, 1.0), (-1.0, 0.0, 0.0)),
    "front": Frame((0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
    "side": Frame((0.0, -1.0, 0.0), (-1.0, 0.0, 0.0)),
    "up": Frame((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
}
"""Always so that the right side is near, or below: the other side is a mirror image."""


@dataclass(frozen=True, slots=True)
class Trunk:
    hips: Vector
    """The middle between both joints."""
    pelvis: Frame
    waist: Vector
    loin: Frame
    ribs: Vector
    """The lowest ones."""
    chest: Frame
    blades: Vector
    neck: Vector
    """Its root."""
    nape: Frame
    head: Vector
    """Its middle."""
    face: Frame
    belly: float
    """Rounder than at rest."""

    def moved(self, by: Vector) -> Trunk:
        hips, waist, ribs = add(self.hips, by), add(self.waist, by), add(self.ribs, by)
        blades, neck, head = add(self.blades, by), add(self.neck, by), add(self.head, by)
        return Trunk(
            hips, self.pelvis, waist, self.loin, ribs, self.chest, blades, neck, self.nape, head, self.face, self.belly
        )


def trunk_of(pose: Pose) -> Trunk:
    """The spine of ``pose``, the middle of the hips at the origin."""
    pelvis = LYING[pose.lie].rolled(pose.roll).bent(pose.tilt)
    waist = pelvis.point(ORIGIN, up=bones.WAIST)
    loin = pelvis.bent(pose.lower).rolled(pose.twist / 2)
    ribs = loin.point(waist, up=bones.RIBS)
    chest = loin.bent(pose.upper).rolled(pose.twist / 2)
    blades = chest.point(ribs, up=bones.CHEST)
    neck = chest.point(blades, up=bones.NECK, front=-1.5)
    nape = chest.bent(pose.neck * 0.6).leant(pose.lean * 0.6)
    face = nape.bent(pose.neck * 0.4).leant(pose.lean * 0.4).rolled(pose.turn)
    head = nape.point(neck, up=bones.HEAD)
    return Trunk(ORIGIN, pelvis, waist, loin, ribs, chest, blades, neck, nape, head, face, pose.belly)
