"""A figure as data: the poses of one exercise, and the marks that show what moves and what works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from content.model.types import Position

Viewpoint = Literal["side", "level", "high", "corner", "feet", "above"]
"""From where it is seen. ``side``: nearly level; ``level``: from straight beside, so that a path does not slope;
``high``: from beside and higher; ``corner``: nearly level, from between the side and the feet of somebody who lies on
the back; ``feet``: from the same corner and much higher."""
VIEWS: tuple[Viewpoint, ...] = get_args(Viewpoint)
Lie = Literal["back", "front", "side", "other-side", "up"]
"""What the trunk rests on, or that it stands ``up``. ``side``: on the right one; ``other-side``: on the left one."""
LIES: tuple[Lie, ...] = get_args(Lie)
Course = Literal["there-and-back", "round"]
"""``round``: after the last pose come the same ones with the sides exchanged, and so on, as in walking."""
COURSES: tuple[Course, ...] = get_args(Course)
Grip = Literal["own-thigh", "other-thigh", "on-thigh", "on-knee", "on-belly", "behind-head", "towel", "other-towel"]
"""What a hand holds, or rests on: behind the thigh of its own side or of the other, on top of its own side's ...
``towel`` is behind the right thigh, ``other-towel`` behind the left one.

A leg may only be crossed over: its ankle on the ``other-thigh``.
"""
GRIPS: tuple[Grip, ...] = get_args(Grip)
Prop = Literal["mat", "cushion", "towel", "bicycle", "water", "path", "shoes"]
PROPS: tuple[Prop, ...] = get_args(Prop)
Region = Literal["belly", "lower-belly", "lower-back", "upper-back", "buttocks", "hips", "thighs", "hamstrings"]
REGIONS: tuple[Region, ...] = get_args(Region)

CONTACTS = (
    "head", "shoulders", "chest", "back", "belly", "buttocks", "hip",
    "thigh", "knee", "shin", "foot", "heel", "toes", "elbow", "forearm", "hand",
    "thighs", "knees", "shins", "feet", "heels", "both-toes", "elbows", "forearms", "hands",
)  # fmt: skip
"""What may be on the ground; a plural: on both sides, and of a limb in the singular one side is enough."""
OTHER = "other-"
POINTS = (
    "head", "blades", "chest", "waist", "belly", "hips",
    "knee", "foot", "elbow", "hand", "other-knee", "other-foot", "other-elbow", "other-hand",
)  # fmt: skip
"""Points of the body for arrows, and for what stays where it is; of limbs on the right, ``other-`` ones on the left."""


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: angles in degrees from hanging straight down the body, or a place to reach, which bends it."""

    swing: float = 0
    """Forward at hip or shoulder; backward below 0."""
    out: float = 0
    """Away from the middle."""
    turn: float = 0
    """About its own length, outward: a bent knee then points out. Of a limb that reaches, of knee or elbow."""
    fold: float = 0
    """At knee or elbow."""
    tip: float = 0
    """Of the foot, the toes pointed; below 0 drawn up. Of the hand, bent towards the palm."""
    to: tuple[float, ...] = ()
    """Where sole or wrist is, from the middle of the hips of the first pose: x, y outward, z above the ground."""
    holds: Grip | Literal[""] = ""

    @property
    def mode(self) -> str:
        """How it is given: two limbs of the same mode are blended number by number."""
        return self.holds or ("to" if self.to else "")


@dataclass(frozen=True, slots=True)
class Pose:
    """One position of the whole body, in degrees and centimetres.

    The right side is the one that the coach calls ``side``.
    """

    lie: Lie
    tilt: float = 0
    """Of the pelvis, from lying flat or standing tall, forward."""
    roll: float = 0
    """Of the pelvis about the body's length, to its right."""
    lower: float = 0
    """Of the spine at the waist: forward; so are ``upper`` and ``neck``."""
    upper: float = 0
    twist: float = 0
    """Of the chest against the pelvis, to the right."""
    neck: float = 0
    turn: float = 0
    """Of the head, to the right."""
    lean: float = 0
    """Of the head, to the right shoulder."""
    belly: float = 0
    """Rounder than at rest, in centimetres; drawn in below 0."""
    legs: tuple[Limb, Limb] = (Limb(), Limb())
    """Right, left."""
    arms: tuple[Limb, Limb] = (Limb(), Limb())
    root: tuple[float, ...] = ()
    """Where the middle of the hips is: x and z. Else the body lies or stands on the ground."""
    touches: tuple[str, ...] = ()
    """What is on the ground, of ``CONTACTS``."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """The path of a point of the body, drawn beside it."""

    of: str
    """Of ``POINTS``."""
    beside: tuple[float, ...] = ()
    """How far from there, to the right and up on the picture, in centimetres."""
    towards: tuple[float, ...] = ()
    """Where it points instead, to the right and up on the picture: for a path that is too short to see."""
    around: tuple[float, ...] = ()
    """Or a bow around it: its radius, and from where to where in degrees, 0 to the right and 90 up."""


@dataclass(frozen=True, slots=True)
class Figure:
    view: Viewpoint
    poses: tuple[Pose, ...]
    """Start, steps between if any, end."""
    way: Course = "there-and-back"
    stays: str = ""
    """The point of the body that stays where it is; of ``POINTS``."""
    props: tuple[Prop, ...] = ()
    works: tuple[Region, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    breath: tuple[float, ...] = ()
    """Waves where breathing paces it: how far to the right of the middle of the head they begin, and how far above it,
    on the picture; and which way they go, in degrees, 0 to the right and 90 up."""


_FLAT = Limb(swing=-4, out=18)
_BENT, _LONG = Limb(to=(46, 10, 0)), Limb(swing=-2, tip=10)
_PRONE, _KNEELING = Limb(swing=-3, tip=50), Limb(swing=90, fold=90, tip=50)
_POSES: dict[Position, Pose] = {
    "back-knees-bent": Pose("back", legs=(_BENT, _BENT), arms=(_FLAT, _FLAT)),
    "back-legs-long": Pose("back", legs=(_LONG, _LONG), arms=(_FLAT, _FLAT)),
    "front-on-elbows": Pose(
        "front", lower=-14, upper=-14, neck=14, legs=(_PRONE, _PRONE),
        arms=(Limb(to=(70, 16, 0)), Limb(to=(70, 16, 0))),
    ),
    "front-flat": Pose("front", neck=4, legs=(_PRONE, _PRONE), arms=(Limb(swing=-2, out=16), Limb(swing=-2, out=16))),
    "side-lying": Pose(
        "side", lean=14, legs=(Limb(swing=32, fold=52), Limb(swing=2)), arms=(Limb(swing=172), Limb(swing=50, fold=70)),
    ),
    "all-fours": Pose("front", legs=(_KNEELING, _KNEELING), arms=(Limb(to=(50, 16, 0)), Limb(to=(50, 16, 0)))),
    "upright": Pose("up", arms=(Limb(out=6, fold=8), Limb(out=6, fold=8))),
}  # fmt: skip


def neutral(position: Position) -> Figure:
    """A person in ``position``, at rest: the figure of an exercise that has none."""
    pose = _POSES[position]
    return Figure("side", (pose,), props=("path" if pose.lie == "up" else "mat",))
