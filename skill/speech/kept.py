"""Keep what was made of a turn's cues. A turn is told to many people, its greeting and question to one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.timeline.cues import Cue

MOST = 512
"""Turns kept by each maker; a turn takes about 10 kB."""

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """``make``, remembering its last answers by the identity of the cues.

    To compare cues by their values would cost a third of making the answer anew.
    """

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[tuple[Cue, ...]], Made]) -> None:
        self._made = lru_cache(maxsize=MOST)(lambda same: make(same.cues))

    def __call__(self, cues: tuple[Cue, ...]) -> Made:
        return self._made(_Same(cues))


class _Same:
    """Cues that equal only themselves. It holds on to them, so their identity is never another's."""

    __slots__ = ("cues",)

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self.cues = cues

    def __hash__(self) -> int:
        return id(self.cues)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.cues is other.cues
