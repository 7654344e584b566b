"""What Ctrl-C, and the signals that ask a process to end, do to a command: one line, and an exit code.

Imported before anything else, so that its first moments are covered, too; hence it imports almost nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LINE = "stopped; what was finished is kept"
EXIT_CODES = {
    getattr(signal, name): code
    for name, code in (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143))
    if hasattr(signal, name)  # Windows has no SIGHUP
}
_IN_A_WORKER = "--multiprocessing-fork" in sys.orig_argv


class StoppedError(KeyboardInterrupt):
    """The command was asked to end; ``exit_code`` is what it answers with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = EXIT_CODES[number]


@contextmanager
def ended_at_once() -> Iterator[None]:
    """While modules are imported, a signal ends the process: there is nothing to tidy up."""

    def end(number: int, *_: object) -> None:
        with suppress(OSError):
            os.write(2, f"gentleback: {LINE}\n".encode())
        os._exit(EXIT_CODES[number])

    with _handled(end):
        yield


@contextmanager
def raised() -> Iterator[None]:
    """While a command runs, a signal raises ``StoppedError``."""

    def stop(number: int, *_: object) -> None:
        raise StoppedError(number)

    with _handled(stop):
        yield


def leave() -> None:
    """After a command: what comes now ends the process without a word, since all is done."""
    for number in EXIT_CODES:
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def _handled(handler: signal._HANDLER) -> Iterator[None]:
    """A signal that is ignored, as ``nohup`` has it, stays so. In a thread and in a worker nothing changes."""
    before = {}
    try:
        for number in () if _IN_A_WORKER else EXIT_CODES:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, handler)
    except ValueError:  # not in the main thread
        pass
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
