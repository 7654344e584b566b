"""Helpers for many tests: programs to compare with, waiting, and marking parameters as slow."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _pytest.mark import ParameterSet

PATIENCE_S = 120
"""How long a test waits for an event. No test depends on the speed of the machine: only a hang takes this long."""


def need(tool: str) -> str:
    """The path of ``tool``; without it the test is skipped, or fails in CI (``CI=true``)."""
    found = shutil.which(tool)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs the program '{tool}'")
    return found


def wait_until(
    is_so: Callable[[], object], why: Callable[[], object] = lambda: "it did not happen", patience_s: float = PATIENCE_S
) -> None:
    """Return as soon as ``is_so()``; after ``patience_s`` fail with ``why()``."""
    until_s = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < until_s, why()
        time.sleep(0.01)


def least_cpu_s(work: Callable[[], object]) -> float:
    """Processor seconds for ``work()``, the least of five runs; compare them only with those of other work."""
    seconds = []
    for _ in range(5):
        began_s = time.process_time()
        work()
        seconds.append(time.process_time() - began_s)
    return min(seconds)


def slow_for(values: Iterable[object], *slow: object) -> list[ParameterSet]:
    """``values`` for ``parametrize``; those in ``slow`` are run by ``make test-all`` only."""
    return [pytest.param(value, marks=[pytest.mark.slow] if value in slow else []) for value in values]


def group_lives(group: int) -> bool:
    """Whether a process of ``group`` is there that is more than a zombie, which some containers are slow to bury."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    states = [_state(process) for process in Path("/proc").glob("[0-9]*/stat")]  # no such folder on macOS
    return not states or any(of == group and state != "Z" for state, of in states)


def _state(process: Path) -> tuple[str, int]:
    """The state and the group of a process, from what Linux reports after its name."""
    try:
        fields = process.read_text().rpartition(")")[2].split()
    except OSError:  # gone meanwhile
        return "Z", 0
    return fields[0], int(fields[2])
