"""What a build tells while it works and when it is done: a bar with the time left on a terminal, else plain lines."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from audio_builder.cli.flags import with_flag
from content.clock_text import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from rich.progress import Progress

    from audio_builder.session.build import Made
    from content.timeline.fit import DoesNotFitError

PLAIN_EVERY_S = 5.0
"""How often a plain line tells of the progress."""


@dataclass(slots=True)
class Report:
    """Progress goes to standard error, results to standard output."""

    as_json: bool = False
    clips_made: int = 0
    clips_reused: int = 0
    sessions: list[Made] = field(default_factory=list)
    started_s: float = field(default_factory=time.monotonic)
    _bar: Progress | None = None
    _told_s: float = field(default_factory=time.monotonic)

    def __enter__(self) -> Report:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_bar()

    def clips(self, missing: int, needed: int, voice: str) -> None:
        """So many clips have to be made now; so many are needed in all, as far as is known."""
        self.clips_made += missing
        self.clips_reused = needed - self.clips_made
        if missing:
            self._tell(f"making {many(missing, 'clip')} with the voice '{voice}'")

    def progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` clips are made."""
        self._progress("clips", done, total, f"{done} of {total} clips")

    def fetching(self, file: str, done: int, total: int) -> None:
        """``done`` of ``total`` bytes of ``file`` are here."""
        size = f"{total / 1e6:.0f} MB"
        self._progress(f"{file}, {size}", done, total, f"{file}: {done / 1e6:.0f} of {size}")

    def mixing(self, file: str, done_s: int, total_s: int) -> None:
        """``done_s`` of ``total_s`` seconds of ``file`` are mixed and encoded."""
        self._progress(file, done_s, total_s, f"{file}: {100 * done_s // total_s} % mixed")

    def _progress(self, what: str, done: int, total: int, line: str) -> None:
        if sys.stderr.isatty():
            self._show_bar(what, done, total)
        elif time.monotonic() - self._told_s > PLAIN_EVERY_S and done < total:
            self._told_s = time.monotonic()
            self._tell(line)

    def made(self, made: Made) -> None:
        """A session stands on disk."""
        self._end_bar()
        self.sessions.append(made)
        if not self.as_json:
            note = "" if made.changed else "  (as it was)"
            print(f"{clock(made.duration_ms):>7}  {made.file}  {made.title}{note}", flush=True)
            for line in _notes(made):
                print(f"{'':9}{line}", flush=True)

    def passed_over(self, error: DoesNotFitError) -> None:
        """A routine does not fit into the minutes asked for."""
        self._tell(f"left out: {with_flag(error)}")

    def summary(self, out: Path) -> None:
        """The closing lines."""
        seconds = time.monotonic() - self.started_s
        audio_ms = sum(made.duration_ms for made in self.sessions)
        if self.as_json:
            figures = {
                "out": str(out),
                "audio_ms": audio_ms,
                "clips_made": self.clips_made,
                "clips_reused": self.clips_reused,
                "seconds": round(seconds, 3),
                "sessions": [asdict(made) for made in self.sessions],
            }
            print(json.dumps(figures, indent=2, ensure_ascii=False))
            return
        print(
            f"{many(len(self.sessions), 'session')}, {audio_ms / 60_000:.0f} minutes of audio, in {out}: "
            f"{many(self.clips_made, 'clip')} made, {self.clips_reused} reused, {seconds:.1f} s"
        )
        if (page := out / "index.html").is_file():
            print(f"to listen, open {page}")

    def _tell(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    def _show_bar(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.add_task(what, total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=total)
        if done == total:
            self._end_bar()

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _notes(made: Made) -> Iterator[str]:
    """What differs from the wish."""
    if made.left_out:
        yield f"without {', '.join(made.left_out)}, to fit"
    for limited in made.limited:
        yield f"{limited.exercise}: {limited.field} {limited.given} instead of {limited.wish}, its safe range"
