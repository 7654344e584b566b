"""Kills and interruptions at random moments of builds: cold, warm, changing, and while the archive is packed."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING

from tests.torture.bounded import run, running
from tests.torture.checks import ARCHIVE, dangling, differing, leftovers, not_recorded, partial_or_wrong, wrong_entries
from tests.torture.trials import Trial

if TYPE_CHECKING:
    from random import Random

    from tests.torture.bounded import Ending
    from tests.torture.grounds import Grounds, Lane

KILLS, INTERRUPTIONS = 400, 200
SHORT_KILLS, SHORT_INTERRUPTIONS = 12, 12
INTERRUPTED = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 143}
DONE = "to listen, open out/index.html"
"""The last line of a build."""
ATTEMPTS = 8
"""At a build that ended before its signal came."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is there before a build, and what it makes."""

    name: str
    before: str | None
    """The variant that is in the folder; None: nothing, and nothing is kept."""
    after: str
    more: tuple[str, ...] = ()


STARTS = (
    Start("cold", None, "a", ("--zip",)),
    Start("warm", "a", "a", ("--zip",)),
    Start("changing", "a", "b"),
    Start("--zip", "b", "a", ("--zip",)),
)


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    lasts_s = {start.name: _seconds(place, start) for start in STARTS}
    kills, interruptions = (SHORT_KILLS, SHORT_INTERRUPTIONS) if is_short else (KILLS, INTERRUPTIONS)
    whats = [*islice(_with(signal.SIGKILL), kills), *islice(_with(*INTERRUPTED), interruptions)]
    return [
        Trial(f"{number.name}, {start.name}", _Check(start, number, lasts_s[start.name])) for number, start in whats
    ]


def _with(*numbers: signal.Signals) -> Iterator[tuple[signal.Signals, Start]]:
    return cycle((number, start) for start in STARTS for number in numbers)


def _seconds(place: Lane, start: Start) -> float:
    """From the first line of the product to its end."""
    place.restore(start.before)
    with running(place.grounds.words(start.after, *start.more), place.root, place.environment) as command:
        return command.ending().seconds


@dataclass(frozen=True, slots=True)
class _Check:
    start: Start
    number: signal.Signals
    lasts_s: float

    def __call__(self, place: Lane, chance: Random) -> list[str]:
        start, trees = self.start, place.grounds.trees
        for attempt in range(ATTEMPTS):
            place.restore(start.before)
            longest_s = self.lasts_s * 1.2 * 0.8**attempt
            ending, faults = self._interrupted(place, chance.uniform(0, longest_s), is_group=chance.random() < 0.5)
            if ending.code != 0:
                break
        faults += self._faults_of(ending)
        faults += partial_or_wrong(place.out, list(trees.values()))
        faults += wrong_entries(place.store, place.grounds.entries)
        faults += dangling(place.out)
        return faults + after_the_next_build(place, start.after)

    def _interrupted(self, place: Lane, moment_s: float, *, is_group: bool) -> tuple[Ending, list[str]]:
        words = place.grounds.words(self.start.after, *self.start.more)
        with running(words, place.root, place.environment) as command:
            time.sleep(moment_s)
            command.signal(self.number, group=is_group)
            ending = command.ending()
            return ending, ["a worker lives on"] if command.leaves_workers() else []

    def _faults_of(self, ending: Ending) -> list[str]:
        """A build that was killed says nothing; one that was interrupted says so in a line, unless all was done."""
        is_done = self.number == signal.SIGKILL or DONE in ending.out
        return ending.faults(INTERRUPTED.get(self.number, -self.number), 0, *([-self.number] if is_done else []))


def after_the_next_build(place: Lane, variant: str) -> list[str]:
    """What is wrong once a build of ``variant`` was not disturbed."""
    ending = run(place.grounds.words(variant, "--zip"), place.root, place.environment)
    return after(ending, place, variant)


def after(ending: Ending, place: Lane, variant: str) -> list[str]:
    """What is wrong after a build of ``variant`` with an archive that ended so."""
    faults = ending.faults(0)
    faults += differing(place.out, place.grounds.trees[variant])
    faults += wrong_entries(place.store, place.grounds.entries)
    faults += dangling(place.out, is_whole=(place.out / ARCHIVE).exists())
    faults += leftovers(place.out, place.store) + not_recorded(place.out)
    return [f"after the next build: {fault}" for fault in faults]
