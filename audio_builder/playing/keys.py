"""Keys as they are pressed, without Enter. The terminal is restored afterwards, whatever happens."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ESCAPES = {b"A": "up", b"B": "down", b"C": "right", b"D": "left"}
"""By the letter after ``ESC [`` or ``ESC O``."""
_KEY = re.compile(rb"[^\x1b]|\x1b[^\[O]|\x1b[\[O][^@-~]*[@-~]", re.DOTALL)
"""A character or an escape sequence."""
WINDOWS_ARROWS = {"H": "up", "P": "down", "M": "right", "K": "left"}


Keys = Callable[[float], list[str]]
"""Waits so many seconds, or until there is a key; returns the keys: ``left``, ``space``, or the letter itself."""


def _no_keys(seconds: float) -> list[str]:
    time.sleep(seconds)
    return []


def _windows_keys(seconds: float) -> list[str]:
    until_s = time.monotonic() + seconds
    while not (keys := list(_windows_pressed())) and time.monotonic() < until_s:
        time.sleep(0.02)
    return keys


def _windows_pressed() -> Iterator[str]:
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            key = msvcrt.getwch()
            yield WINDOWS_ARROWS.get(msvcrt.getwch(), "") if key in "\0\xe0" else _named(key)
    yield from ()


class TerminalKeys:
    """The terminal of any other system, by its file descriptor."""

    def __init__(self, terminal: int) -> None:
        self._terminal, self._rest, self._is_open = terminal, b"", True

    def wait(self, seconds: float) -> list[str]:
        from select import select

        if not self._is_open:
            time.sleep(seconds)
            return []
        if not select([self._terminal], [], [], seconds)[0]:
            self._rest = b""  # the Escape key by itself
            return []
        pressed = os.read(self._terminal, 256)
        self._is_open = bool(pressed)
        keys, self._rest = parsed(self._rest + pressed)
        return keys


@contextmanager
def opened_keys() -> Iterator[Keys]:
    """The keys of the terminal at standard input, if it is one."""
    if not sys.stdin.isatty():
        yield _no_keys
    elif sys.platform == "win32":
        yield _windows_keys
    else:
        with _unbuffered(sys.stdin.fileno()):
            yield TerminalKeys(sys.stdin.fileno()).wait


@contextmanager
def _unbuffered(terminal: int) -> Iterator[None]:
    """Keys come at once and without echo. Ctrl-C interrupts; Ctrl-Z, which would leave this mode on, does nothing."""
    import termios

    before = termios.tcgetattr(terminal)
    mode = termios.tcgetattr(terminal)
    mode[3] &= ~(termios.ICANON | termios.ECHO)
    mode[6][termios.VSUSP] = bytes([os.fpathconf(terminal, "PC_VDISABLE") & 0xFF])
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    termios.tcsetattr(terminal, termios.TCSADRAIN, mode)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def parsed(pressed: bytes) -> tuple[list[str], bytes]:
    """The keys in ``pressed``, and the beginning of an incomplete one."""
    keys, end = [], 0
    while found := _KEY.match(pressed, end):
        end, key = found.end(), found[0]
        keys.append(_named(key.decode("ascii", "replace")) if len(key) == 1 else ESCAPES.get(key[-1:], ""))
    return [key for key in keys if key], pressed[end:]


def _named(key: str) -> str:
    return "space" if key == " " else key.lower()
