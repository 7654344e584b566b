"""What the benchmarks share: temporary folders, the command, the content, a warm clip store, and timing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from audio_builder.clips.measure import ClipMeasure, ClipStore
from audio_builder.voices.table import EMBEDDED, open_voice
from audio_builder.voices.text import spoken_form
from benchmarks.long_session import write_long_content
from content.model.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from audio_builder.session.catalog import CatalogSession
    from audio_builder.voices.contract import Voice
    from benchmarks.report import Table
    from content.model.types import Content

FIFTEEN = ("relief-techniques", "--minutes", "15")
"""The 15-minute session, as ``gentleback build`` is asked for it."""


class BenchError(Exception):
    """What was to be measured failed."""


class Bench:
    """One run, with one temporary folder for everything that it makes."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="gentleback-bench-")
        self.folder = Path(self._temporary.name)
        self.cache = self.folder / "cache"
        """In place of the user's cache, which holds the compiled content."""
        self.tables: list[Table] = []
        """Printed below the targets."""

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._temporary.cleanup()

    def fresh(self) -> Path:
        """A new empty folder."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    def emptied(self, folder: Path) -> Path:
        """``folder``, emptied; new files then reuse the page cache of the old ones."""
        shutil.rmtree(folder)
        folder.mkdir()
        return folder

    def command(self, *arguments: str | Path) -> list[str]:
        """The installed script ``gentleback`` with ``arguments``."""
        return [str(Path(sysconfig.get_path("scripts")) / "gentleback"), *map(str, arguments)]

    def build(self, *arguments: str | Path, out: Path, clips: Path) -> list[str]:
        return self.command("build", *arguments, "--out", out, "--clips", clips)

    def long_build(self, out: Path) -> list[str]:
        """Build the 3-hour session from the warm store."""
        return self.build(self.long_routine, "--content", self.long_content, out=out, clips=self.warm_clips)

    def environment(self, **more: str) -> dict[str, str]:
        """Bytecode is written, as for an installed package; otherwise each command compiles all that it imports."""
        return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "XDG_CACHE_HOME": str(self.cache), **more}

    def run(self, command: list[str], more: Mapping[str, str] | None = None) -> str:
        """What ``command`` prints. Raises ``BenchError`` with its last line when it fails."""
        ended = subprocess.run(
            command, capture_output=True, text=True, env=self.environment(**(more or {})), check=False
        )
        if ended.returncode:
            last = (ended.stderr or ended.stdout).strip().splitlines()[-1:] or ["nothing"]
            raise BenchError(f"{Path(command[0]).name} failed with exit code {ended.returncode}: {last[0]}")
        return ended.stdout

    @cached_property
    def content(self) -> Content:
        return load(store=self.cache)

    @cached_property
    def voice(self) -> Voice:
        return open_voice(EMBEDDED)

    @cached_property
    def long_content(self) -> Path:
        """A user's folder of content, with a routine of three hours."""
        folder = self.fresh()
        write_long_content(folder, self.long_routine, self.content)
        return folder

    long_routine = "three-hours"

    @cached_property
    def warm_clips(self) -> Path:
        """A store that has all clips of all routines, of the 15-minute session and of the 3-hour one."""
        clips, out = self.fresh(), self.fresh()
        for what in ((), FIFTEEN, (self.long_routine, "--content", self.long_content)):
            self.run(self.build(*what, out=out, clips=clips))
        return clips

    def measure(self) -> ClipMeasure:
        """A new one, which has not read anything from the warm store."""
        say = spoken_form(self.content.words["en"], self.voice)
        return ClipMeasure(self.voice, ClipStore(self.warm_clips), say)


def catalog(out: Path) -> list[CatalogSession]:
    """The sessions in the catalog of ``out``."""
    sessions: list[CatalogSession] = json.loads((out / "catalog.json").read_text(encoding="utf-8"))["sessions"]
    return sessions


@dataclass(frozen=True, slots=True)
class Timed:
    call: Callable[[], object]
    often: int = 1
    """Calls in a row, in each round."""
    tidy: Callable[[], object] = lambda: None
    """Called after each, without being timed."""

    def round_s(self) -> list[float]:
        """Seconds of each call of one round."""
        taken_s = []
        for _ in range(self.often):
            taken_s.append(seconds(self.call))
            self.tidy()
        return taken_s


def seconds(call: Callable[[], object]) -> float:
    start_s = time.perf_counter()
    call()
    return time.perf_counter() - start_s


def medians(rounds: int, *timed: Timed) -> list[float]:
    """Median seconds of each of ``timed``, which take turns, so that other load on the machine affects all of them."""
    taken_s: list[list[float]] = [[] for _ in timed]
    for _ in range(rounds):
        for times_s, each in zip(taken_s, timed, strict=True):
            times_s.extend(each.round_s())
    return [median(times_s) for times_s in taken_s]
