"""Trials: one thing that may happen and the faults that it led to, many of them in several processes."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from random import Random

from tests.torture.bounded import limit_memory, spent_s
from tests.torture.grounds import Grounds, Lane, lane

Result = tuple[int, list[str], float]
"""The number of a trial, its faults, and the seconds of the longest command."""
LANES = 2
MOST_FAILURES = 20
"""After so many the rest of a part is not tried: each may have taken until its time-out."""


@dataclass(frozen=True, slots=True)
class Trial:
    what: str
    """The row of the table that it counts in."""
    check: Callable[[Lane, Random], list[str]]
    """Do it, and return the faults."""


@dataclass(frozen=True, slots=True)
class Failure:
    part: str
    number: int
    what: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Of the table: what was done, how often, and how often something was wrong after it."""

    what: str
    count: int
    failures: int
    longest_s: float = 0.0
    """Of the commands, one of which may have waited for another."""


def tried(
    part: str,
    trials: Sequence[Trial],
    grounds: Grounds,
    *,
    seed: int,
    numbers: Sequence[int],
    lanes: int = LANES,
) -> Generator[Result]:
    """The number and the faults of those of ``trials`` that ``numbers`` names, as they end."""
    context = multiprocessing.get_context("fork")
    crew: dict[Connection, multiprocessing.context.ForkProcess] = {}
    waiting = list(reversed(numbers))
    for index in range(min(lanes, len(waiting))):
        ours, theirs = context.Pipe()
        place = lane(grounds, f"{part}-{index}")
        process = context.Process(
            target=_work, args=(theirs, [*crew, ours], partial(_tried, part, trials, place, seed))
        )
        process.start()
        theirs.close()
        crew[ours] = process
        ours.send(waiting.pop())
    try:
        while crew:
            for pipe in wait(list(crew)):
                assert isinstance(pipe, Connection)
                yield pipe.recv()
                if waiting:
                    pipe.send(waiting.pop())
                else:
                    pipe.close()
                    crew.pop(pipe).join()
    finally:
        for process in crew.values():
            process.terminate()
            process.join()


def _work(pipe: Connection, inherited: Sequence[Connection], work: Callable[[int], Result]) -> None:
    """In a process: try what comes through ``pipe``, until it is closed."""
    for each in inherited:  # else this process would keep it open
        each.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that started it, which ends this one
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # what it runs is killed on the way
    limit_memory()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _tried(part: str, trials: Sequence[Trial], place: Lane, seed: int, number: int) -> Result:
    chance = Random(f"{seed} {part} {number}")  # noqa: S311
    spent_s.clear()
    try:
        return number, list(dict.fromkeys(trials[number].check(place, chance))), max(spent_s, default=0.0)
    except Exception as error:  # noqa: BLE001 - the others go on
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"
        return number, [f"the trial itself failed: {what}"], 0.0


@dataclass(slots=True)
class Progress:
    """A line on standard error, rewritten on a terminal, and now and then elsewhere."""

    part: str
    total: int
    said_s: float = 0.0

    def show(self, done: int, failures: int) -> None:
        is_terminal, now_s = sys.stderr.isatty(), time.monotonic()
        if done < self.total and now_s - self.said_s < (0.2 if is_terminal else 10.0):
            return
        self.said_s = now_s
        end = "\r" if is_terminal and done < self.total else "\n"
        print(f"{self.part}: {done} of {self.total}, {failures} failed", end=end, file=sys.stderr, flush=True)
