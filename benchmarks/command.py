"""Whole commands, start-up included."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.bench import FIFTEEN
from benchmarks.rows import Row
from benchmarks.timing import Timed, medians

if TYPE_CHECKING:
    from benchmarks.bench import Bench

ROUNDS = 15
BUILD_S = 0.4
LIST_S = 0.2


def measure(bench: Bench) -> list[Row]:
    out = bench.fresh()
    build = partial(bench.run, bench.build(*FIFTEEN, out=out, clips=bench.warm_clips))
    show = partial(bench.run, bench.command("list"))
    show()  # compiles the content, which an installed wheel brings compiled
    build()
    bench.emptied(out)
    build_s, list_s = medians(ROUNDS, Timed(build, tidy=partial(bench.emptied, out)), Timed(show))
    return [
        Row(
            "the same as a whole command, fitting and start-up included",
            f"<= {BUILD_S} s",
            f"{build_s:.2f} s",
            build_s <= BUILD_S,
        ),
        Row("`gentleback list`, start-up included", f"<= {LIST_S} s", f"{list_s:.2f} s", list_s <= LIST_S),
    ]
