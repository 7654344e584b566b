"""What every command shares: its argument parser, and one clear line and an exit code for each error."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from content.errors import GentleBackError, unknown_name
from content.model.faults import one_line, short
from gentleback_signals import LINE, EndedAtOnce, Raised

HELP_FLAGS = ("-h", "--help", "help")
FAILED, MISUSED, INTERRUPTED = 1, 2, 130
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_NUMBER = re.compile(r"(-?[0-9]{1,9})(?:[.,]([0-9]{1,9}))?")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")


class UsageError(GentleBackError, argparse.ArgumentTypeError):
    """The command was misused; ``str()`` is the line to show. Before that of an option's type, its name is put."""

    exit_code = MISUSED

    @classmethod
    def unknown(cls, what: str, name: str, known: Iterable[str]) -> UsageError:
        """``name`` is no ``what``; says the nearest of ``known``, or all of them when none is near."""
        return cls(unknown_name(what, name, known))


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``UsageError`` instead of printing its usage and exiting."""

    def __init__(self, command: str, description: str) -> None:
        super().__init__(prog=f"gentleback {command}", description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; '{self.prog} --help' shows the options")


def path_of(text: str) -> Path:
    """The path that a person gives, as an option or a variable: ``~`` and ``~user`` are home folders."""
    if not text.strip() or "\0" in text:
        raise UsageError(f"'{short(text)}' is no path; name a file or a folder")
    path = os.path.expanduser(text)  # noqa: PTH111 - Path's raises for an unknown user's home
    if path.startswith("~"):
        raise UsageError(f"'{short(text)}' begins with no known home folder; write it out, or put ./ before it")
    return Path(path)


def whole_number(text: str) -> int:
    """An option's whole number."""
    if not _WHOLE.fullmatch(text):
        raise UsageError(f"'{short(text)}' is no whole number; write one such as 3")
    return int(text)


def number(text: str) -> float:
    """An option's number; a comma may be its decimal point."""
    found = _NUMBER.fullmatch(text)
    if not found:
        raise UsageError(f"'{short(text)}' is no number; write one such as 0.8")
    return float(f"{found[1]}.{found[2] or 0}")


def seconds(text: str) -> int:
    """An option's time in seconds: ``90``, ``90s`` or ``1:30``."""
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    if not _WHOLE.fullmatch(text.removesuffix("s")):
        raise UsageError(f"'{short(text)}' is no time in whole seconds; write one such as 20, or 1:30")
    return int(text.removesuffix("s"))


def minutes(text: str) -> float:
    """An option's time in minutes, to hundredths: ``7``, ``7.5`` or ``7:30``."""
    clock = _CLOCK.fullmatch(text)
    if not (clock or _NUMBER.fullmatch(text)):
        raise UsageError(f"'{short(text)}' is no time in minutes; write one such as 7, 7.5 or 7:30")
    found = round(int(clock[1]) + int(clock[2]) / 60 if clock else number(text), 2)
    return int(found) if found.is_integer() else found


def run(command: Callable[[], int]) -> int:
    """Run ``command``; any error becomes one line on standard error and an exit code."""
    if sys.stdin is None:  # closed before the start: an empty one
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a stream cannot encode is escaped
            stream.reconfigure(errors="backslashreplace")
    try:
        with Raised():
            return _finished(command)
    except GentleBackError as error:
        return _complain(str(error), error.exit_code)
    except KeyboardInterrupt as stopped:
        with EndedAtOnce():
            return _complain(LINE, getattr(stopped, "exit_code", INTERRUPTED))
    except BrokenPipeError:
        _give_up_output()
        return FAILED
    except RuntimeError as error:  # before Python 3.12 one in the place of what is raised while a class is made
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        return _complain(LINE, getattr(error.__cause__, "exit_code", INTERRUPTED))
    except OSError as error:
        _give_up_output()
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}", FAILED)


def _finished(command: Callable[[], int]) -> int:
    """The exit code of ``command``, once all that it printed is written."""
    try:
        code = command()
    except SystemExit as leaving:  # raised by argparse after --help
        code = int(leaving.code or 0)
    if sys.stdout is not None:  # as when it was closed before the start
        sys.stdout.flush()
    return code


def _give_up_output() -> None:
    """Drop the rest of the output when nothing reads it: Python would try to write it again at exit, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(line: str, code: int) -> int:
    with suppress(OSError):
        print(one_line(f"gentleback: {line}"), file=sys.stderr)
    return code


def print_json(value: object) -> None:
    """Print ``value`` as JSON, in plain ASCII where the output is not UTF-8; what a terminal would obey is escaped."""
    is_utf8 = "utf8" in (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    text = json.dumps(value, indent=2, ensure_ascii=not is_utf8)
    print("".join(each if each.isprintable() or each == "\n" else json.dumps(each)[1:-1] for each in text))
