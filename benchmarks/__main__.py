"""Measure all figures, or those named; print them as a table, and write all of them to ``docs/performance.md``."""

from __future__ import annotations

import shutil
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench import Bench, BenchError
from benchmarks.machine import facts
from benchmarks.rows import report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.rows import Row

FIGURES = {
    "warm-track": "a 15-minute session from a warm clip store, against the baseline",
    "command": "the same as a whole command; `gentleback list`",
    "cold": "all routines from an empty store, against the baseline and against speaking and encoding alone",
    "memory": "peak memory of a 3-hour session and of a 15-minute one, and of one worker",
    "holds": "the error of every hold, measured in the decoded sound",
    "formats": "a bed and the other formats: speed, memory, holds",
    "second-run": "a second run with nothing changed",
    "identical": "two builds on two days, with other --jobs",
    "voices": "how well each voice is understood, and how good it sounds",
    "engines": "how quickly each engine makes clips, and the time outside speaking and encoding",
    "changed-sentence": "a rebuild after one sentence was changed",
    "page": "the listening page: a first visit over a slow line, axe, and seeks offline",
    "turn": "one turn of the skill, against an empty skill of the same SDK",
    "cold-import": "the start of a Lambda function, against importing the bare SDK",
    "http": "requests per second through HTTP with verification on, against an empty skill",
    "hostile": "20,000 hostile requests, signed",
}
"""Name -> what it measures. Each is a module of that name with a function ``measure``."""
OF_THE_SKILL = ("turn", "cold-import", "http", "hostile")
"""Those that need no program besides."""
RESULTS = Path(__file__).parent.parent / "docs" / "performance.md"


def main(names: Sequence[str]) -> int:
    """Returns the exit code: 0 when all was measured, even if a figure is missed; 1 if not; 2 for a wrong name."""
    for name in names:
        if name not in FIGURES:
            return _complain(f"there is no figure '{name}'; there are: {', '.join(FIGURES)}", 2)
    if shutil.which("ffmpeg") is None and not set(names or FIGURES) <= set(OF_THE_SKILL):
        return _complain("the baseline decodes and exports with the program ffmpeg, which is not installed", 1)
    before = facts()
    try:
        with Bench() as bench:
            rows = [row for name in names or FIGURES for row in _measured(name, bench)]
    except BenchError as error:
        return _complain(str(error), 1)
    text = report(rows, bench.tables, before)
    print(text, end="")
    if not names:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def _measured(name: str, bench: Bench) -> list[Row]:
    _tell(f"{name}: {FIGURES[name]}")
    start_s = time.monotonic()
    rows: list[Row] = import_module(f"benchmarks.{name.replace('-', '_')}").measure(bench)
    _tell(f"{name}: {time.monotonic() - start_s:.0f} s")
    return rows


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _complain(line: str, code: int) -> int:
    _tell(f"benchmarks: {line}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
