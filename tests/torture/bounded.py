"""The real command under bounds of time, memory, processor time and size of files, and what its end has to be like."""

from __future__ import annotations

import os
import re
import resource
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.command import PROGRESS
from tests.tools import group_lives

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TIMEOUT_S = 60.0
"""Far more than any of these commands takes on a slow machine: what takes longer hangs."""
LIMITS = {
    "RLIMIT_AS": 4_000_000_000,  # bytes of addresses: six times what a build takes
    "RLIMIT_FSIZE": 400_000_000,  # of a file that is written
    "RLIMIT_CPU": 120,  # seconds
}
"""Of each process."""
SAID_BYTES = 200_000
"""Of what a command says, the most that is read."""
FINISHED = "gentleback: "
"""What an error begins with."""
spent_s: list[float] = []
"""By the commands that this process has run."""
_REMARKS = re.compile(
    rf"{PROGRESS.pattern}|making \d+ clips? .*|once .* can be reached there.*|all of it for a phone.*|waiting for .*"
)
"""What a build says on its way."""
_TRACES = ("Traceback", "Exception ignored", "Fatal Python error", "most recent call last", "Process Spawn")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LAUNCH = """
import os, resource, runpy, signal, sys
for name, most in {limits}.items():
    resource.setrlimit(getattr(resource, name), (most, most))
signal.signal(signal.SIGINT, signal.default_int_handler)
def _told(event, args, told=[]):
    if event == "exec" and not told and getattr(args[0], "co_filename", "").endswith("gentleback.py"):
        told.append(os.write({fd}, b"."))
sys.addaudithook(_told)
sys.argv[0] = "gentleback"
runpy.run_module("gentleback", run_name="__main__", alter_sys=True)
"""
"""As ``python -m gentleback`` does, and a byte through a pipe as soon as the first line of the product is run: what
comes before is the interpreter's. A job in the background ignores Ctrl-C, and this one does not."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ended."""

    code: int | None
    """Below 0: the signal that killed it. None: it hung, and was killed."""
    out: str
    err: str
    seconds: float

    def faults(self, *codes: int) -> list[str]:
        """What is wrong with it, if it may end with ``codes``: a hang, a traceback, an error that is not one line."""
        faults = []
        if self.code is None:
            faults.append(f"it hung for {self.seconds:.0f} s")
        elif self.code not in codes:
            faults.append(f"exit code {self.code} instead of {' or '.join(map(str, codes))}: {self.last_line!r}")
        if any(trace in f"{self.out}\n{self.err}" for trace in _TRACES):
            faults.append(f"a traceback: {self.last_line!r}")
        elif self.code and self.code > 0:
            others = [line for line in self.err.splitlines() if not _REMARKS.fullmatch(line)]
            if len(others) != 1 or not others[0].startswith(FINISHED):
                faults.append(f"{len(others)} lines instead of one: {others[-3:]}")
        if found := _CONTROL.search(self.out + self.err):
            faults.append(f"a control character: {found[0]!r}")
        return faults

    @property
    def last_line(self) -> str:
        return next(iter(self.err.splitlines()[-1:]), "")


@contextmanager
def running(
    words: Sequence[str | Path], cwd: Path, environment: Mapping[str, str], *, waits: bool = True
) -> Iterator[RunningCommand]:
    """``gentleback WORDS`` in the folder ``cwd`` in a session of its own, once its first line is run if it ``waits``.

    Whatever is left of it is killed at the end.
    """
    began, told = os.pipe()
    command = [sys.executable, "-c", _LAUNCH.format(fd=told, limits=LIMITS), *map(str, words)]
    said_in = [cwd / f".said-{os.getpid()}-{told}-{stream}" for stream in ("out", "err")]
    with said_in[0].open("wb") as out, said_in[1].open("wb") as err:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            pass_fds=[told],
            start_new_session=True,
        )
    os.close(told)
    try:
        if waits:
            select.select([began], [], [], TIMEOUT_S)
        yield RunningCommand(process, said_in[0], said_in[1], time.monotonic())
    finally:
        os.close(began)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for file in said_in:
            file.unlink()


@dataclass(frozen=True, slots=True)
class RunningCommand:
    process: subprocess.Popen[bytes]
    out: Path
    err: Path
    began_s: float

    def ending(self, timeout_s: float = TIMEOUT_S) -> Ending:
        """Wait for it, and for its workers."""
        code: int | None = None
        with suppress(subprocess.TimeoutExpired):
            code = self.process.wait(max(0.0, self.began_s + timeout_s - time.monotonic()))
        spent_s.append(time.monotonic() - self.began_s)
        return Ending(code, said(self.out), said(self.err), spent_s[-1])

    def wait_for(self, text: str, timeout_s: float = TIMEOUT_S) -> str:
        """Wait until it has printed ``text``, or ended; returns what it has printed."""
        while time.monotonic() < self.began_s + timeout_s:
            is_running = self.process.poll() is None
            if text in (printed := said(self.out)) or not is_running:
                break
            time.sleep(0.02)
        return printed

    def signal(self, number: int, *, group: bool) -> None:
        """Send it to the command alone, or to its workers, too, as a terminal does."""
        with suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(self.process.pid, number)

    def leaves_workers(self, patience_s: float = 30.0) -> bool:
        """Whether a worker is alive long after the command ended."""
        until_s = time.monotonic() + patience_s
        while group_lives(self.process.pid):
            if time.monotonic() > until_s:
                return True
            time.sleep(0.01)
        return False


def run(words: Sequence[str | Path], cwd: Path, environment: Mapping[str, str]) -> Ending:
    """Run ``gentleback WORDS`` to its end."""
    with running(words, cwd, environment, waits=False) as command:
        return command.ending()


def environment(cache: Path, **more: str) -> dict[str, str]:
    """Of a command: this one's, without settings of ours, with its own folder for what is kept for a user."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith("GENTLEBACK_")}
    return usual | {"XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(cache), "PYTHONWARNINGS": "ignore"} | more


def limit() -> None:
    """Bound this process and those that it starts."""
    for name, most in LIMITS.items():
        resource.setrlimit(getattr(resource, name), (most, most))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it


def limit_memory() -> None:
    """Bound the memory of this process, and of those that it starts."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS["RLIMIT_AS"],) * 2)


def said(file: Path) -> str:
    """The beginning of what a command wrote into ``file``."""
    with file.open("rb") as text:
        return text.read(SAID_BYTES).decode(errors="replace")
