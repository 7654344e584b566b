"""What every command shares: one clear line for what went wrong, and the exit code that goes with it."""

from __future__ import annotations

import argparse
import os
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from content.errors import GentleBackError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HELP_FLAGS = ("-h", "--help", "help")
FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class UsageError(GentleBackError):
    """The command was asked wrongly; ``str()`` is the line to show."""

    exit_code = MISUSED

    @classmethod
    def unknown(cls, what: str, name: str, known: Iterable[str]) -> UsageError:
        """``name`` is no ``what``; says the nearest of ``known``, or all of them when none is near."""
        names = list(known)
        near = get_close_matches(name.lower(), names, n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(names)}"
        return cls(f"unknown {what} '{name}': {hint}")


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``UsageError`` instead of printing its usage and leaving."""

    def __init__(self, command: str, description: str) -> None:
        super().__init__(
            prog=f"gentleback {command}",
            description=description,
            allow_abbrev=False,
            formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; '{self.prog} --help' tells the options")


def run(command: Callable[[], int]) -> int:
    """Run ``command``; whatever goes wrong becomes one line on standard error and an exit code."""
    try:
        code = command()
        sys.stdout.flush()
    except GentleBackError as error:
        return _complain(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _complain("stopped; what was finished is kept", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}", FAILED)
    except SystemExit as leaving:  # argparse leaves this way after --help
        return int(leaving.code or 0)
    return code


def _complain(line: str, code: int) -> int:
    print(f"gentleback: {line}", file=sys.stderr)
    return code
