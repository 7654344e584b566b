"""Builds on several days, with other --jobs, other time zones and languages, each from an empty store of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from benchmarks.rows import Row

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench


@dataclass(frozen=True, slots=True)
class Day:
    """The circumstances of one build."""

    jobs: int
    clock: str
    """When it begins, by its own clock, if the program ``faketime`` is there."""
    environment: dict[str, str]


DAYS = (
    Day(1, "2026-03-01 12:00:00", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    Day(2, "2031-12-31 23:59:58", {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    Day(4, "2028-02-29 00:00:01", {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "3"}),
)


def measure(bench: Bench) -> list[Row]:
    builds = [_build(bench, day) for day in DAYS]
    files = set().union(*builds)
    differing = sum(len({build.get(name) for build in builds}) > 1 for name in files)
    jobs = ", ".join(str(day.jobs) for day in DAYS)
    days = f"{len(DAYS)} days" if _faketime() else "one day (faketime is not installed)"
    return [
        Row(
            "builds on two days, with other `--jobs`",
            "byte-identical",
            f"{differing} of {len(files)} files differ, clips included; on {days}, with `--jobs` {jobs}, "
            "other time zones and languages",
            differing == 0,
        )
    ]


def _build(bench: Bench, day: Day) -> dict[str, str]:
    """Build everything; returns the digest of each file by its name."""
    out, clips = bench.fresh(), bench.fresh()
    command = [*bench.build(out=out, clips=clips), "--jobs", str(day.jobs)]
    bench.run([*_faketime(), *([day.clock] if _faketime() else []), *command], day.environment)
    return _digests(out) | _digests(clips)


def _faketime() -> list[str]:
    found = shutil.which("faketime")
    return [found] if found else []


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
