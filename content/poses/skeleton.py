"""The one human skeleton, 170 cm tall: its lengths in centimetres, how far joints go, and where spine and limbs are."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, sqrt
from typing import TYPE_CHECKING

from content.poses.vectors import Frame, Vector, across, add, angle, cross, dot, length, minus, scaled, turned, unit

if TYPE_CHECKING:
    from content.poses.types import Limb, Pose

HIP_HALF, SHOULDER_HALF = 9.0, 15.5
"""From the middle to the joint."""
WAIST, RIBS, CHEST, NECK, HEAD = 11.0, 13.0, 14.0, 9.0, 15.0
"""Hips to waist, to the lowest ribs, to the shoulder blades, to the root of the neck, to the middle of the head."""
THIGH, SHIN = 42.0, 41.0
UPPER_ARM, FOREARM, PALM = 28.0, 24.0, 7.0
"""``PALM``: from the wrist to the middle of the hand."""
ANKLE = 7.5
"""Above the sole."""
WRIST = 3.0
"""Above a hand that lies flat."""

RANGES: dict[str, tuple[int, int]] = {
    "hip": (-30, 135), "hip out": (-35, 70), "knee": (0, 155), "foot": (-30, 60),
    "shoulder": (-60, 185), "shoulder out": (-50, 180), "elbow": (0, 150),
    "lower": (-30, 50), "upper": (-30, 50), "neck": (-50, 60), "twist": (-60, 60), "turn": (-80, 80),
    "lean": (-40, 40),
}  # fmt: skip
"""How far a healthy joint goes, and a little less."""
SIDES = (1, -1)
"""Right and left: the order of every pair."""
LYING = {
    "back": Frame((0.0, 0.0, 1.0), (-1.0, 0.0, 0.0)),
    "front": Frame((0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
    "side": Frame((0.0, -1.0, 0.0), (-1.0, 0.0, 0.0)),
    "other-side": Frame((0.0, 1.0, 0.0), (-1.0, 0.0, 0.0)),
    "up": Frame((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
}
"""The right side is near; of somebody who lies on a side the head is where it is on the back."""


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


def trunk_of(pose: Pose, hips: Vector) -> Trunk:
    """The spine of ``pose``, the middle between the hips at ``hips``."""
    pelvis = LYING[pose.lie].rolled(pose.roll).bent(pose.tilt)
    waist = pelvis.point(hips, up=WAIST)
    loin = pelvis.bent(pose.lower).rolled(pose.twist / 2)
    ribs = loin.point(waist, up=RIBS)
    chest = loin.bent(pose.upper).rolled(pose.twist / 2)
    blades = chest.point(ribs, up=CHEST)
    neck = chest.point(blades, up=NECK, front=-1.5)
    nape = chest.bent(pose.neck * 0.6).leant(pose.lean * 0.6)
    face = nape.bent(pose.neck * 0.4).leant(pose.lean * 0.4).rolled(pose.turn)
    head = nape.point(neck, up=HEAD)
    return Trunk(hips, pelvis, waist, loin, ribs, chest, blades, neck, nape, head, face, pose.belly)


@dataclass(frozen=True, slots=True)
class Bones:
    """What a limb is made of."""

    upper: float
    """Its length in centimetres, as ``lower`` is."""
    lower: float
    folds: int
    """-1: back, as a knee does; 1: to the front, as an elbow does."""


LEG = Bones(THIGH, SHIN, -1)
ARM = Bones(UPPER_ARM, FOREARM, 1)


@dataclass(frozen=True, slots=True)
class Chain:
    """A limb in space."""

    top: Vector
    """Hip or shoulder."""
    middle: Vector
    """Knee or elbow."""
    end: Vector
    """Ankle or wrist."""
    hinge: Vector
    """The axis of knee or elbow, towards the right of the body."""

    @property
    def upper(self) -> Vector:
        return unit(minus(self.middle, self.top))

    @property
    def lower(self) -> Vector:
        return unit(minus(self.end, self.middle))

    @property
    def front(self) -> Vector:
        """Where the kneecap faces, of an upper part; the bend of an elbow is there, too."""
        return cross(self.upper, scaled(self.hinge, -1))

    @property
    def low_front(self) -> Vector:
        """The same of the lower part: where the shin faces."""
        return cross(self.lower, scaled(self.hinge, -1))


def by_angles(limb: Limb, frame: Frame, top: Vector, bones: Bones, side: int) -> Chain:
    """``side``: 1 on the right, -1 on the left."""
    right = frame.right
    hanging = scaled(frame.up, -1)
    upper = turned(hanging, right, limb.swing)
    upper = turned(upper, cross(upper, scaled(right, side)), limb.out)
    hinge = turned(unit(across(right, upper)), upper, limb.turn * side)
    lower = turned(upper, hinge, bones.folds * limb.fold)
    middle = add(top, upper, bones.upper)
    return Chain(top, middle, add(middle, lower, bones.lower), hinge)


def by_reach(goal: Vector, pole: Vector, top: Vector, bones: Bones) -> Chain:
    """The limb that ends at ``goal``, as near as it comes, with knee or elbow towards ``pole``."""
    a, b = bones.upper, bones.lower
    way = minus(goal, top)
    far = min(max(length(way), abs(a - b) + 0.1), a + b - 0.01)
    axis = unit(way)
    along = (a * a - b * b + far * far) / (2 * far)
    aside = unit(across(pole, axis))
    middle = add(add(top, axis, along), aside, sqrt(max(a * a - along * along, 0)))
    end = add(top, axis, far)
    return Chain(top, middle, end, scaled(unit(cross(axis, aside)), -bones.folds))


def angles(chain: Chain, frame: Frame, side: int) -> tuple[float, float, float]:
    """Forward, outward and fold of a limb, in degrees, measured from where it is."""
    upper = chain.upper
    forward = degrees(atan2(dot(upper, frame.front), -dot(upper, frame.up)))
    forward += 360 if forward < -120 else 0
    return forward, 90 - angle(upper, scaled(frame.right, side)), angle(upper, chain.lower)
