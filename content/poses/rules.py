"""Checks of a figure. Each finding has its place in the file, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import dist
from typing import TYPE_CHECKING

from content.poses.body import Body, hold_of, place
from content.poses.flesh import flesh, gap, low
from content.poses.movement import staged
from content.poses.skeleton import ANKLE, RANGES, WRIST, angles

if TYPE_CHECKING:
    from content.model.faults import Route
    from content.poses.types import Figure, Pose

TOLERANCE = 3.0
"""Centimetres that flesh gives way, or that a contact may be off the ground."""
REACH = 3.0
"""Centimetres that a hand or foot may miss its place by."""
VISIBLE = 2.0
"""Centimetres that some part has to move at least."""
TOWELS = ("towel", "other-towel")
SIDEWAYS = 40
"""Degrees: an arm that is farther out than that has no forward any more."""


@dataclass(frozen=True, slots=True)
class Finding:
    route: Route
    """Within the figure."""
    advice: str


def findings(figure: Figure) -> Iterator[Finding]:
    """Every fault of ``figure``."""
    bodies = staged(figure)
    for number, (pose, body) in enumerate(zip(figure.poses, bodies, strict=True)):
        found = [
            *_joints(pose, body),
            *_ground(figure, pose, body),
            *_reaches(pose, body),
            *_towel(figure, pose, number),
        ]
        yield from (Finding(("poses", number, *each.route), each.advice) for each in found)
    yield from _movement(figure, bodies)


def _joints(pose: Pose, body: Body) -> Iterator[Finding]:
    for name in ("lower", "upper", "neck", "twist", "turn", "lean"):
        yield from _in_range(name, getattr(pose, name), (name,))
    for index, (leg, arm) in enumerate(zip(("leg", "other_leg"), ("arm", "other_arm"), strict=True)):
        side = 1 - 2 * index
        forward, out, fold = angles(body.legs[index], body.trunk.pelvis, side)
        for name, value in (("hip", forward), ("hip out", out), ("knee", fold), ("foot", pose.legs[index].tip)):
            yield from _in_range(name, value, (leg,))
        forward, out, fold = angles(body.arms[index], body.trunk.chest, side)
        for name, value in (("shoulder", forward), ("shoulder out", out), ("elbow", fold)):
            if name != "shoulder" or out < SIDEWAYS:
                yield from _in_range(name, value, (arm,))


def _in_range(name: str, value: float, route: Route) -> Iterator[Finding]:
    least, most = RANGES[name]
    if not least - 0.5 <= value <= most + 0.5:
        yield Finding(route, f"{name} {value:.0f} is beyond a human joint; keep it from {least} to {most} degrees")


def _ground(figure: Figure, pose: Pose, body: Body) -> Iterator[Finding]:
    if "water" in figure.props:
        return
    lowest = min(map(low, flesh(body)))
    if lowest < -TOLERANCE:
        yield Finding((), f"a part is {-lowest:.0f} cm below the ground; lift it, or bend it less")
    for index, contact in enumerate(pose.touches):
        above = gap(body, contact)
        if above > TOLERANCE:
            yield Finding(("touches", index), f"'{contact}' is {above:.0f} cm above the ground; lower it, or remove it")


def _reaches(pose: Pose, body: Body) -> Iterator[Finding]:
    for index in (0, 1):
        prefix = "other_" if index else ""
        leg, arm = pose.legs[index], pose.arms[index]
        if leg.to and (miss := dist(body.legs[index].end, place(leg, index, ANKLE))) > REACH:
            yield Finding((f"{prefix}leg", "to"), f"is {miss:.0f} cm out of reach; move it nearer")
        if arm.to and (miss := dist(body.arms[index].end, place(arm, index, WRIST))) > REACH:
            yield Finding((f"{prefix}arm", "to"), f"is {miss:.0f} cm out of reach; move it nearer")
        if arm.holds and (miss := dist(body.palm(index), hold_of(arm, body, index))) > REACH:
            advice = f"'{arm.holds}' is {miss:.0f} cm from the hand; bring it nearer, or hold elsewhere"
            yield Finding((f"{prefix}arm", "holds"), advice)


def _towel(figure: Figure, pose: Pose, number: int) -> Iterator[Finding]:
    holding = [arm.holds in TOWELS for arm in pose.arms]
    if any(holding) and "towel" not in figure.props:
        yield Finding(("arms",), "hold a towel that is not among 'props'; add it there")
    is_last = number == len(figure.poses) - 1
    if "towel" in figure.props and is_last and not all(holding):
        yield Finding(("arms",), "must both hold the towel; write 'holds: towel'")


def _movement(figure: Figure, bodies: tuple[Body, ...]) -> Iterator[Finding]:
    if len(bodies) == 1:
        yield Finding(("poses",), "must be at least two: the start and the end")
        return
    pairs = zip(flesh(bodies[0]), flesh(bodies[-1]), strict=True)
    if max(dist(one[0], two[0]) for one, two in pairs) < VISIBLE:
        yield Finding(("poses",), f"start and end look the same; move some part by at least {VISIBLE:.0f} cm")
    if figure.way == "there-and-back" and not (figure.arrows or figure.works):
        yield Finding((), "shows neither what moves nor what works; add 'arrows' or 'works'")
