"""What Ctrl-C, and the signals that ask a process to end, do to a command: one line, and an exit code.

Imported before anything else, so that its first moments are covered, too. Hence it imports only what is loaded whenever
Python starts: ``_signal`` is the part of ``signal`` that is written in C.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import os
import sys

LINE = "stopped; what was finished is kept"
EXIT_CODES = {
    getattr(_signal, name): code
    for name, code in (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143))
    if hasattr(_signal, name)  # Windows has no SIGHUP
}
_IN_A_WORKER = "--multiprocessing-fork" in sys.orig_argv


class StoppedError(KeyboardInterrupt):
    """The command was asked to end; ``exit_code`` is what it answers with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = EXIT_CODES[number]


class EndedAtOnce:
    """While modules are imported, a signal ends the process: there is nothing to tidy up.

    A signal that is ignored, as ``nohup`` has it, stays so. In a thread and in a worker nothing changes.
    """

    def __enter__(self) -> None:
        self._before: dict[int, object] = {}
        try:
            for number in () if _IN_A_WORKER else EXIT_CODES:
                if _signal.getsignal(number) != _signal.SIG_IGN:
                    self._before[number] = _signal.signal(number, self._handle)
        except ValueError:  # not in the main thread
            pass

    def __exit__(self, *_: object) -> None:
        for number, earlier in self._before.items():
            _signal.signal(number, earlier)

    def _handle(self, number: int, _: object) -> None:
        try:
            os.write(2, f"gentleback: {LINE}\n".encode())
        finally:
            os._exit(EXIT_CODES[number])


class Raised(EndedAtOnce):
    """While a command runs, a signal raises ``StoppedError``."""

    def _handle(self, number: int, _: object) -> None:
        raise StoppedError(number)


def leave(code: int) -> None:
    """After a command that answers with ``code``: what comes now ends the process without a word, since all is done.

    One that was stopped ends here: a thread that the signal has left waiting for a lock cannot keep it alive.
    """
    if code in EXIT_CODES.values():
        try:
            sys.stdout.flush()
        finally:
            os._exit(code)
    for number in EXIT_CODES:
        if _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _signal.SIG_DFL)
