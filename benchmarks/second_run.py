"""A second run with nothing changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.rows import Row

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench


def measure(bench: Bench) -> list[Row]:
    out = bench.fresh()
    command = [*bench.build(out=out, clips=bench.warm_clips), "--json"]
    bench.run(command)
    before = _state(out) | _state(bench.warm_clips)
    made = json.loads(bench.run(command))["clips_made"]
    after = _state(out) | _state(bench.warm_clips)
    touched = sum(before.get(path) != after.get(path) for path in before | after)
    return [
        Row(
            "second run with nothing changed",
            "no clip made, no file rewritten",
            f"{made} clips made, {touched} of {len(after)} files touched",
            made == touched == 0,
        )
    ]


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Of each file: which it is, and when it was written, in nanoseconds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (status.st_ino, status.st_mtime_ns) for path in files for status in [path.stat()]}
