"""Peak memory of a 3-hour session and of a 15-minute one, both from a warm clip store; and of one worker."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import peak
from benchmarks.bench import FIFTEEN, catalog
from benchmarks.report import Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

RUNS = 5
MOST_MB = 60
MOST_MORE = 0.1


def measure(bench: Bench) -> list[Row]:
    out = bench.fresh()
    long_mb = median(peak_mb(bench, bench.long_build(out / f"long-{run}")) for run in range(RUNS))
    short_mb = median(
        peak_mb(bench, bench.build(*FIFTEEN, out=out / f"short-{run}", clips=bench.warm_clips)) for run in range(RUNS)
    )
    worker_mb = peak_mb(bench, bench.build(out=bench.fresh(), clips=bench.fresh()))
    minutes = catalog(out / "long-0")[0]["duration_ms"] / 60_000
    more = long_mb / short_mb - 1
    return [
        Row(
            "peak memory of building a 3-hour session",
            f"<= {MOST_MB} MB",
            f"{long_mb:.1f} MB ({minutes:.0f} minutes)",
            long_mb <= MOST_MB,
        ),
        Row(
            "the same, against a 15-minute one's",
            f"within {MOST_MORE:.0%}",
            f"{more:+.1%} ({long_mb:.1f} against {short_mb:.1f} MB)",
            abs(more) <= MOST_MORE,
        ),
        Row(
            "peak memory of one worker, which speaks and encodes, with the default voice",
            "no target",
            f"{worker_mb:.0f} MB, once for each core",
            True,
        ),
    ]


def peak_mb(bench: Bench, command: list[str]) -> float:
    """Megabytes of 1,000,000 bytes, of the command or of the largest process that it started and waited for.

    Started by a small process, since a child's peak begins with its parent's size.
    """
    return int(bench.run([sys.executable, "-I", "-S", str(Path(peak.__file__)), *command]).split()[-1]) / 1e6
