"""The command in a fork of a process that has imported everything: a build takes a tenth of a second.

The product's own code runs on real files. What is saved is the start of an interpreter, some hundred times over.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.bounded import TIMEOUT_S, Ending, limit, said, spent_s

if TYPE_CHECKING:
    from tests.torture.grounds import Lane

IMPORTED = ("audio_builder.cli.clips", "audio_builder.cli.figures", "audio_builder.cli.play", "skill.alexa.package")
POLL_S = 0.002


def warm_up(place: Lane) -> None:
    """Import in this process all that builds and other commands import."""
    place.restore("a")
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    usual, folder = dict(os.environ), Path.cwd()
    for name in IMPORTED:
        import_module(name)
    try:
        os.chdir(place.root)
        os.environ.update(place.environment)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            import_module("gentleback").main(place.grounds.words("b", "--zip"))
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(usual)
        for number, handler in before.items():
            signal.signal(number, handler)
    assert threading.active_count() == 1, "a thread would not be in the forks"


def run_warm(
    words: Sequence[str | Path],
    place: Lane,
    first: Callable[[], object] = lambda: None,
    last: Callable[[], object] = lambda: None,
) -> Ending:
    """Run ``gentleback WORDS`` in ``place.root``; ``first`` and ``last`` are called in its process."""
    environment = place.environment

    def work() -> int:
        os.environ.clear()
        os.environ.update(environment)
        gentleback = import_module("gentleback")
        sys.modules["__main__"] = gentleback  # what workers import
        first()
        code: int = gentleback.main([*map(str, words)])
        last()
        return code

    return run_forked(work, place.root)


def run_forked(work: Callable[[], int], folder: Path) -> Ending:
    """``work()`` in a process of its own that is bounded and works in ``folder``; it gives the exit code."""
    out, err = folder / f".said-{os.getpid()}-out", folder / f".said-{os.getpid()}-err"
    began_s = time.monotonic()
    child = os.fork()
    if child == 0:
        _in_child(work, folder, out, err)
    code: int | None = None
    try:
        while time.monotonic() < began_s + TIMEOUT_S:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                break
            time.sleep(POLL_S)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if code is None:
            os.waitpid(child, 0)
    spent_s.append(time.monotonic() - began_s)
    ending = Ending(code, said(out), said(err), spent_s[-1])
    out.unlink()
    err.unlink()
    return ending


def _in_child(work: Callable[[], int], folder: Path, out: Path, err: Path) -> None:
    """Never returns."""
    code = 70
    try:
        os.setsid()
        os.chdir(folder)
        for stream, file in ((1, out), (2, err)):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdout, sys.stderr = (open(stream, "w", encoding="utf-8", closefd=False) for stream in (1, 2))  # noqa: SIM115
        limit()
        code = work()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - shown as the interpreter would
        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stderr.flush()
        os._exit(code)
