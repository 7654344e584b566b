"""What the figures share: folders that end with the run, the command, the content, a clip store that lacks nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.clips.measure import ClipMeasure
from audio_builder.clips.store import ClipStore
from audio_builder.voices.saying import way_of_saying
from audio_builder.voices.table import EMBEDDED, open_voice
from benchmarks.long_session import write_long_content
from content.model.loader import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from audio_builder.session.catalog_types import CatalogSession
    from audio_builder.voices.contract import Voice
    from benchmarks.rows import Table
    from content.model.content import Content

FIFTEEN = ("relief-techniques", "--minutes", "15")
"""The 15-minute session, as ``gentleback build`` is asked for it."""


class BenchError(Exception):
    """Something that is measured did not work at all."""


class Bench:
    """One run. Everything it makes lies in one folder, which goes when it ends."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="gentleback-bench-")
        self.folder = Path(self._temporary.name)
        self.cache = self.folder / "cache"
        """Stands in for the user's cache, of compiled content above all."""
        self.tables: list[Table] = []
        """Told below the figures."""

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
        """``folder`` with nothing in it. New files then take the place of those that were there, in memory too."""
        shutil.rmtree(folder)
        folder.mkdir()
        return folder

    def command(self, *arguments: str | Path) -> list[str]:
        """``gentleback`` with ``arguments``, as one runs it: the installed script."""
        return [str(Path(sysconfig.get_path("scripts")) / "gentleback"), *map(str, arguments)]

    def build(self, *arguments: str | Path, out: Path, clips: Path) -> list[str]:
        return self.command("build", *arguments, "--out", out, "--clips", clips)

    def long_build(self, out: Path) -> list[str]:
        """Build the 3-hour session from the warm store."""
        return self.build(self.long_routine, "--content", self.long_content, out=out, clips=self.warm_clips)

    def environment(self, **more: str) -> dict[str, str]:
        """Bytecode is kept, as it is for an installed package: else each command compiles all that it imports."""
        return {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "XDG_CACHE_HOME": str(self.cache), **more}

    def run(self, command: list[str], more: Mapping[str, str] | None = None) -> str:
        """What ``command`` printed. Raises ``BenchError`` with its last words when it fails."""
        ended = subprocess.run(
            command, capture_output=True, text=True, env=self.environment(**(more or {})), check=False
        )
        if ended.returncode:
            last = (ended.stderr or ended.stdout).strip().splitlines()[-1:] or ["nothing"]
            raise BenchError(f"{Path(command[0]).name} ended with {ended.returncode} and said: {last[0]}")
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
        """A store with the clips of all routines, of the 15-minute session and of the 3-hour one."""
        clips, out = self.fresh(), self.fresh()
        for what in ((), FIFTEEN, (self.long_routine, "--content", self.long_content)):
            self.run(self.build(*what, out=out, clips=clips))
        return clips

    def measure(self) -> ClipMeasure:
        """A new one, which has read nothing yet from the warm store."""
        say = way_of_saying(self.content.words["en"], self.voice)
        return ClipMeasure(self.voice, ClipStore(self.warm_clips), say)


def catalog(out: Path) -> list[CatalogSession]:
    """The sessions that stand in ``out``, as its catalog tells."""
    sessions: list[CatalogSession] = json.loads((out / "catalog.json").read_text(encoding="utf-8"))["sessions"]
    return sessions
