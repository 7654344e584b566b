"""``docs/performance.md``: the table of targets, other tables, how the values are measured, and on which machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEAD = """\
# Performance

`make bench` measures this and writes this page; `python -m benchmarks NAME` measures one part. Times are medians of
several runs, side by side on one machine. A value that does not reach its target is marked as missed.

The baseline is the script that people write today: every phrase to an MP3, decoded with pydub, joined with `+=` and
silence, exported at the end; it has the same voice and the same encoder.

| what | target | measured |
| --- | --- | --- |
"""
PACKAGES = (
    *("hibari-tts", "onnxruntime", "numpy", "espeakng-loader", "piper-tts"),
    *("lameenc", "pydub", "pillow", "miniaudio", "av", "faster-whisper", "speechmos"),
)
SKILL_PACKAGES = ("ask-sdk-core", "ask-sdk-model", "flask-ask-sdk", "flask", "waitress", "cryptography", "sqlalchemy")


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    target: str
    measured: str
    is_reached: bool

    def __str__(self) -> str:
        return f"| {self.what} | {self.target} | {'' if self.is_reached else '**missed**: '}{self.measured} |"


@dataclass(frozen=True, slots=True)
class Table:
    """Values without targets, to be compared."""

    title: str
    columns: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    note: str

    def __str__(self) -> str:
        rows = (self.columns, ("---",) * len(self.columns), *self.lines)
        table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
        return f"## {self.title}\n\n{self.note}\n\n{table}"


def report(rows: Sequence[Row], tables: Sequence[Table], methods: Mapping[str, str], machine: Sequence[str]) -> str:
    """The whole page; ``methods`` by the names of the benchmarks."""
    how = "".join(f"* `{name}`: {method}\n" for name, method in methods.items())
    facts = "".join(f"* {fact}\n" for fact in machine)
    sections = [*map(str, tables), f"{METHODS}\n\n{how}", f"{MACHINE}\n\n{facts}"]
    return HEAD + "".join(f"{row}\n" for row in rows) + "\n" + "\n".join(sections)


METHODS, MACHINE = "## How the values are measured", "## The machine"


def machine() -> list[str]:
    """The kind of machine, the versions of what is used, and the load; nothing that identifies this one."""
    lines = [
        f"{platform.system()} {platform.machine()}, {cores()} cores, Python {platform.python_version()}",
        ", ".join([*_ffmpeg(), *(f"{name} {version(name)}" for name in PACKAGES)]),
        ", ".join(f"{name} {version(name)}" for name in SKILL_PACKAGES),
    ]
    if hasattr(os, "getloadavg"):
        lines.append(f"load of the last minute before it began: {os.getloadavg()[0]:.1f}")
    return lines


def cores() -> int:
    return os.cpu_count() or 1


def _ffmpeg() -> list[str]:
    if shutil.which("ffmpeg") is None:
        return []
    printed = subprocess.run(["ffmpeg", "-version"], capture_output=True, text=True, check=True).stdout
    return [f"ffmpeg {printed.split()[2]}"]
