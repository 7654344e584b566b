"""The real command in a terminal: keys go in, and the screen is read as a person sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING

import pyte

from tests.tools import PATIENCE_S, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

CLOCK = re.compile(r"^ *(\d\d):(\d\d)  [━─]")
KEYS = {"right": b"\x1b[C", "left": b"\x1b[D", "up": b"\x1b[A", "down": b"\x1bOB", "space": b" ", "ctrl-c": b"\x03"}

END = b"\0\0\0"


class Terminal:
    """``gentleback WORDS`` in its own terminal. A context manager."""

    def __init__(
        self,
        *words: str | Path,
        cwd: Path,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        times_slower: int = 1,
    ) -> None:
        """Without sound a session can run ``times_slower`` than usual, so that a busy machine can follow."""
        self._ours, theirs = pty.openpty()
        self._screen = pyte.Screen(80, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._theirs = theirs
        self.written = bytearray()
        """All that the command wrote."""
        self.before = termios.tcgetattr(theirs)
        self._set_size(80, rows)
        self._lock = threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(times_slower), *map(str, words)],
            cwd=cwd,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **(environment or {})},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._theirs)

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        with self._lock:
            return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def last_output(self) -> str:
        """What was written after the live view was closed."""
        return bytes(self.written).rpartition(b"\x1b[?1049l")[2].replace(b"\r\n", b"\n").decode()

    @property
    def is_restored(self) -> bool:
        """Whether the terminal has its earlier mode, main screen and cursor."""
        mode = termios.tcgetattr(self._theirs)
        written = bytes(self.written)
        shown = written.rfind(b"\x1b[?1049l") >= written.rfind(b"\x1b[?1049h")
        cursor = written.rfind(b"\x1b[?25h") >= written.rfind(b"\x1b[?25l")
        return mode == self.before and shown and cursor

    @property
    def clock_s(self) -> int:
        """The position that the view shows; -1 without one."""
        found = [CLOCK.match(line) for line in self.lines]
        return next((int(match[1]) * 60 + int(match[2]) for match in found if match), -1)

    def press(self, *keys: str) -> None:
        for key in keys:
            os.write(self._ours, KEYS.get(key, key.encode()))

    def resize(self, columns: int, rows: int) -> None:
        with self._lock:
            self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until ``is_so()``."""
        wait_until(is_so, lambda: self.text)

    def until_shown(self, text: str) -> None:
        self.until(lambda: text in self.text)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing was written for a moment: the screen is complete."""
        length = -1
        while length != len(self.written):
            length = len(self.written)
            time.sleep(0.05)

    def end(self) -> int:
        """Wait for the command; its exit code."""
        code = self.process.wait(PATIENCE_S)
        os.write(self._theirs, END)  # after everything that the command wrote
        wait_until(lambda: self.written.endswith(END))
        del self.written[-len(END) :]
        return code

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._ours, 65_536)
            except OSError:
                piece = b""
            if not piece:
                return
            with self._lock:
                self.written += piece
                self._stream.feed(piece)


PROGRAM = """
import fcntl, sys, termios, time
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from audio_builder.playing.playback import ClockPlayback
ClockPlayback.__init__.__defaults__ = (lambda: time.monotonic() / {0},)
from gentleback import main
sys.exit(main(sys.argv[1:]))
"""
"""The command with its controlling terminal, so that Ctrl-C reaches it, and with a clock set by the test."""
