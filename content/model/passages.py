"""How to get from one ground to another: the passages of a language, joined where there is none of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from content.model.words import Instruction

STANDING: Literal["upright"] = "upright"
G = TypeVar("G", bound=str)


def route_between(passages: Mapping[tuple[G, G], tuple[Instruction, ...]], start: G, end: G) -> list[tuple[G, G]]:
    """The fewest passages that lead from ``start`` to ``end``, in order; empty where none do."""
    came_from: dict[G, G] = {start: start}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for before, after in passages:
            if before == here and after not in came_from:
                came_from[after] = here
                waiting.append(after)
    if end not in came_from:
        return []
    route: list[tuple[G, G]] = []
    while end != start:
        route.insert(0, (came_from[end], end))
        end = came_from[end]
    return route
