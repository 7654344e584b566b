"""A fault at every point: at each call that changes or reads a file of a small build, and of a store's write."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from content.errors import GentleBackError
from content.store import KeyedStore
from tests.torture.checks import dangling, partial_or_wrong, wrong_entries
from tests.torture.faults import FAULTS, Fault, Injector
from tests.torture.kills import after
from tests.torture.trees import remove
from tests.torture.trials import Trial
from tests.torture.warm import run_forked, run_warm, warm_up

if TYPE_CHECKING:
    from random import Random

    from tests.torture.bounded import Ending
    from tests.torture.grounds import Grounds, Lane

SHORT = 6
"""Points of each kind in a short run, spread over all."""
NEVER = 1 << 60
KEY, DATA = "ab" * 32, b"data" * 5_000


class Work(Protocol):
    """What a fault comes into."""

    @property
    def name(self) -> str: ...

    def prepare(self, place: Lane) -> None: ...

    def do(self, place: Lane, injector: Injector | None = None) -> Ending: ...

    def faults_between(self, place: Lane) -> list[str]:
        """What is wrong after it was disturbed."""

    def faults_after(self, place: Lane, ending: Ending) -> list[str]:
        """What is wrong after it was done once more, undisturbed."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build whose clips and pictures are kept, into a folder that has none, or that of another content."""

    name: str
    variant: str
    has_older: bool

    def prepare(self, place: Lane) -> None:
        place.restore("a")
        if not self.has_older:
            remove(place.out)

    def do(self, place: Lane, injector: Injector | None = None) -> Ending:
        words = place.grounds.words(self.variant, "--zip")
        return run_warm(words, place, injector.install, injector.finish) if injector else run_warm(words, place)

    def faults_between(self, place: Lane) -> list[str]:
        faults = partial_or_wrong(place.out, list(place.grounds.trees.values()))
        return [*faults, *wrong_entries(place.store, place.grounds.entries), *dangling(place.out)]

    def faults_after(self, place: Lane, ending: Ending) -> list[str]:
        return after(ending, place, self.variant)


@dataclass(frozen=True, slots=True)
class Put:
    """An entry is put into a store in the place of a damaged one."""

    name: str = "a store's write"

    def prepare(self, place: Lane) -> None:
        remove(place.store)
        file = self._store(place).path(KEY)
        file.parent.mkdir(parents=True)
        file.write_bytes(b"damaged")

    def do(self, place: Lane, injector: Injector | None = None) -> Ending:
        def put() -> int:
            if injector:
                injector.install()
            try:
                self._store(place).put(KEY, DATA)
            except GentleBackError as error:
                print(f"gentleback: {error}", file=sys.stderr)
                return error.exit_code
            finally:
                if injector:
                    injector.finish()
            return 0

        return run_forked(put, place.root)

    def faults_between(self, place: Lane) -> list[str]:
        found = self._store(place).get(KEY)
        return [] if found in (None, DATA) else [f"the store gives {len(found or b'')} bytes of something else"]

    def faults_after(self, place: Lane, ending: Ending) -> list[str]:
        is_there = self._store(place).get(KEY) == DATA
        return [*ending.faults(0), *([] if is_there else ["the store does not give what was put there"])]

    def _store(self, place: Lane) -> KeyedStore:
        return KeyedStore(place.store, "clip")


WORKS: tuple[Work, ...] = (Build("cold", "b", has_older=False), Build("changing", "b", has_older=True), Put())


@dataclass(frozen=True, slots=True)
class FaultAt:
    """``fault`` comes into ``work`` at the call with the number ``at``."""

    work: Work
    fault: Fault
    at: int

    def __call__(self, place: Lane, _: Random) -> list[str]:
        self.work.prepare(place)
        faults = self.disturbed(place).faults(*((0, 1, 2) if self.fault.error else (0, -signal.SIGKILL)))
        faults += self.work.faults_between(place)
        faults += self.work.faults_after(place, self.work.do(place))
        came = _told(place).read_text(encoding="utf-8").replace(f"{place.root.resolve()}/", "")
        return [f"{self.fault.name} at {came}: {fault}" for fault in faults]

    def disturbed(self, place: Lane) -> Ending:
        remove(_told(place))
        return self.work.do(place, Injector([place.out, place.store], self.fault, self.at, _told(place)))


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    warm_up(place)
    return [
        Trial(f"{fault.name}, {work.name}", FaultAt(work, fault, at))
        for work in WORKS
        for fault in FAULTS
        for at in _chosen(points(work, fault, place), is_short=is_short)
    ]


def points(work: Work, fault: Fault, place: Lane) -> int:
    """The number of calls of ``work`` at which ``fault`` may come."""
    work.prepare(place)
    FaultAt(work, fault, NEVER).disturbed(place)
    return int(_told(place).read_text(encoding="utf-8"))


def _chosen(count: int, *, is_short: bool) -> Iterator[int]:
    """The numbers of the calls, and one more, at which nothing is left to fail."""
    yield from range(0, count, max(1, count // SHORT) if is_short else 1)
    yield count


def _told(place: Lane) -> Path:
    return place.root / "told"
