"""Builds that are repeated: with nothing changed, under other circumstances, and after one sentence was changed."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from benchmarks.report import Row

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench


def second_run(bench: Bench) -> list[Row]:
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
    """The inode of each file, and its time of modification in nanoseconds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (status.st_ino, status.st_mtime_ns) for path in files for status in [path.stat()]}


@dataclass(frozen=True, slots=True)
class Circumstances:
    jobs: int
    clock: str
    """The time at its start, if the program ``faketime`` is installed."""
    environment: dict[str, str]


DAYS = (
    Circumstances(1, "2026-03-01 12:00:00", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    Circumstances(2, "2031-12-31 23:59:58", {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    Circumstances(4, "2028-02-29 00:00:01", {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "3"}),
)


def identical(bench: Bench) -> list[Row]:
    builds = [_build(bench, each) for each in DAYS]
    files = set().union(*builds)
    differing = sum(len({build.get(name) for build in builds}) > 1 for name in files)
    jobs = ", ".join(str(each.jobs) for each in DAYS)
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


def _build(bench: Bench, circumstances: Circumstances) -> dict[str, str]:
    """Build everything from an empty store; returns the digest of each file by its name."""
    out, clips = bench.fresh(), bench.fresh()
    command = [*bench.build(out=out, clips=clips), "--jobs", str(circumstances.jobs)]
    bench.run([*_faketime(), *([circumstances.clock] if _faketime() else []), *command], circumstances.environment)
    return _digests(out) | _digests(clips)


def _faketime() -> list[str]:
    found = shutil.which("faketime")
    return [found] if found else []


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


EXERCISE, MINE = "hamstring-stretch", "my-stretch"
CHANGES = (
    ("Keep it a little bent, and stop", "Keep it somewhat bent, and stop", 1),
    ("heel goes up, just to", "heel goes slowly up, just to", 2),
)
"""A part of a sentence, its replacement, and how many clips contain it."""
FACTS = """\
year: 2026
licence: CC-BY-SA-4.0
sources: [relief-techniques]
safety: [doctor-first, slowly, stop-if-it-hurts]
changeover_s: {least: 5, usual: 12, most: 30, sources: [ours, sensible-defaults]}
steps:
  - {exercise: my-stretch, repetitions: 2}
"""
WORDS = """\
name: My stretch alone
also: []
summary: One stretch, to measure with.
frequency: Now and then.
"""


def changed_sentence(bench: Bench) -> list[Row]:
    content, out, clips = bench.fresh(), bench.fresh(), bench.fresh()
    words = _write_content(content)
    command = [*bench.build("mine", "--content", content, out=out, clips=clips), "--json"]
    first = json.loads(bench.run(command))["clips_made"]
    made = []
    for old, new, _ in CHANGES:
        text = words.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        words.write_text(text.replace(old, new), encoding="utf-8")
        made.append(json.loads(bench.run(command))["clips_made"])
    expected = [count for _, _, count in CHANGES]
    return [
        Row(
            "a rebuild after one changed sentence",
            "makes only the clips that contain it",
            f"{made[0]} clip made for a sentence without a side, "
            f"{made[1]} for one that is said for each side, of {first}",
            made == expected,
        )
    ]


def _write_content(folder: Path) -> Path:
    """A copy of one of our exercises and a routine with it; returns the file of its words."""
    ours = files("content")
    words = folder / "words" / "en" / "exercises" / f"{MINE}.yaml"
    words_text = (ours / "words" / "en" / "exercises" / f"{EXERCISE}.yaml").read_text(encoding="utf-8")
    for path, text in (
        (folder / "exercises" / f"{MINE}.yaml", (ours / "exercises" / f"{EXERCISE}.yaml").read_text(encoding="utf-8")),
        (words, "name: My stretch\nalso: []\n" + words_text.split("\n", 2)[2]),  # under another name
        (folder / "routines" / "mine.yaml", FACTS),
        (folder / "words" / "en" / "routines" / "mine.yaml", WORDS),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return words
