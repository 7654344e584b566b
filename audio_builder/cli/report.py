"""What a build reports: its progress, as a bar on a terminal or else as plain lines, and what it made."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.cli.options import with_flag
from content.clock_text import clock, minutes_text, whole_minutes
from content.model.faults import one_line
from gentleback_cli import print_json

if TYPE_CHECKING:
    from rich.progress import Progress

    from audio_builder.session.build import BuiltSession
    from content.timeline.cues import Sound
    from content.timeline.fit import DoesNotFitError

PLAIN_EVERY_S = 5.0
"""How often a plain line shows the progress."""


@dataclass(slots=True)
class BuildReport:
    """Progress goes to standard error, results to standard output."""

    as_json: bool = False
    clips_made: int = 0
    sessions: list[BuiltSession] = field(default_factory=list)
    started_s: float = field(default_factory=time.monotonic)
    _needed: set[Sound] = field(default_factory=set)
    _bar: Progress | None = None
    _shown_s: float = field(default_factory=time.monotonic)

    def close(self) -> None:
        """Remove the bar of what was not completed."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def clips_needed(self, sounds: Sequence[Sound], missing: int, voice: str) -> None:
        self._needed.update(sounds)
        self.clips_made += missing
        if missing:
            _show(f"making {many(missing, 'clip')} with the voice '{voice}'")

    def clip_made(self, done: int, total: int) -> None:
        self._progress("clips", done, total, f"{done} of {total} clips")

    def fetching(self, file: str, done: int, total: int) -> None:
        """``done`` of ``total`` bytes of ``file`` are here."""
        size = f"{total / 1e6:.0f} MB"
        self._progress(f"{file}, {size}", done, total, f"{file}: {done / 1e6:.0f} of {size}")

    def mixing(self, file: str, done_s: int, total_s: int) -> None:
        self._progress(file, done_s, total_s, f"{file}: {100 * done_s // total_s} % mixed")

    def _progress(self, what: str, done: int, total: int, line: str) -> None:
        if not sys.stderr.isatty():
            if time.monotonic() - self._shown_s > PLAIN_EVERY_S and done < total:
                self._shown_s = time.monotonic()
                _show(line)
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.add_task(what, total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=total)
        if done == total:
            self.close()

    def omitted(self, error: DoesNotFitError) -> None:
        _show(f"left out: {with_flag(error)}")

    def unlisted(self, files: Sequence[str]) -> None:
        advice = "to list them, move away those that you changed, and build them again"
        _show(f"not listed, since the catalog or they were changed: {', '.join(files)}; {advice}")

    def built(self, built: BuiltSession) -> None:
        self.close()
        self.sessions.append(built)
        if not self.as_json:
            note = "" if built.changed else "  (as it was)"
            print(f"{clock(built.duration_ms):>7}  {built.file}  {built.title}{note}", flush=True)
            if passage_ms := built.duration_ms - built.routine_ms:
                print(f"{'':9}{minutes_text(whole_minutes(built.routine_ms), whole_minutes(passage_ms))}", flush=True)
            if built.left_out:
                print(f"{'':9}without {', '.join(built.left_out)}, to fit", flush=True)
            for each in built.limited:
                limits = f"{each.field} {each.given} instead of {each.wish}, its safe range"
                print(f"{'':9}{each.exercise}: {limits}", flush=True)

    def remark(self, line: str) -> None:
        """Show ``line`` to a person; a program that reads JSON does not get it."""
        if not self.as_json:
            _show(line)

    def summary(self, out: Path) -> None:
        """The closing lines."""
        seconds = time.monotonic() - self.started_s
        reused = len(self._needed) - self.clips_made
        audio_ms = sum(built.duration_ms for built in self.sessions)
        if self.as_json:
            result = {
                "out": str(out),
                "audio_ms": audio_ms,
                "clips_made": self.clips_made,
                "clips_reused": reused,
                "seconds": round(seconds, 3),
                "sessions": [asdict(built) for built in self.sessions],
            }
            print_json(result)
            return
        print(
            f"{many(len(self.sessions), 'session')}, {audio_ms / 60_000:.0f} minutes of audio, in {out}: "
            f"{many(self.clips_made, 'clip')} made, {reused} reused, {seconds:.1f} s"
        )
        if (page := out / "index.html").is_file():
            print(f"to listen, open {page}")


def many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _show(line: str) -> None:
    print(one_line(line), file=sys.stderr, flush=True)
