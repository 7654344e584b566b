"""Whole commands, start-up included."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.bench import FIFTEEN
from benchmarks.rows import Row
from benchmarks.timing import medians

if TYPE_CHECKING:
    from benchmarks.bench import Bench

ROUNDS = 15
BUILD_S = 0.4
LIST_S = 0.25


def measure(bench: Bench) -> list[Row]:
    build = partial(_build, bench)
    show = partial(bench.run, bench.command("list"))
    build(), show()  # the first run compiles the content, as an installed wheel has it from the start
    build_s, list_s = medians(ROUNDS, (build, 1), (show, 1))
    return [
        Row(
            "the same as a whole command, fitting and start-up included",
            f"<= {BUILD_S} s",
            f"{build_s:.2f} s",
            build_s <= BUILD_S,
        ),
        Row("`gentleback list`, start-up included", f"<= {LIST_S} s", f"{list_s:.2f} s", list_s <= LIST_S),
    ]


def _build(bench: Bench) -> None:
    bench.run(bench.build(*FIFTEEN, out=bench.fresh(), clips=bench.warm_clips))
