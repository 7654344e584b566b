"""The one place where an error about an option gets the name of the flag that it was given by, or that helps."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from audio_builder.errors import Remedy, VoiceError
from content.errors import GentleBackError
from content.store import KeyedStoreError
from content.timeline.options import OptionError
from gentleback_cli import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

FLAGS = {
    "hold_s": "--hold",
    "repetitions": "--reps",
    "pace": "--pace",
    "detail": "--detail",
    "minutes": "--minutes",
    "without": "--without",
    "start_from": "--from",
    "breath_in_s": "--breath-in",
    "breath_out_s": "--breath-out",
}
"""A field of ``Options`` that can be refused -> its flag."""
REMEDIES = {
    Remedy.LATER: "try again later, or take --voice natural; the clips made so far are kept",
    Remedy.CERTIFICATES: "take --voice natural; if your network inspects TLS, name its certificates in "
    "REQUESTS_CA_BUNDLE",
    Remedy.COMMAND: "--voice 'cmd:flite -voice slt -t {text} -o {wav}'",
}


def with_flag(error: OptionError) -> str:
    """The message of ``error``, with the flag in place of the option."""
    return f"{FLAGS[error.option]}{error.complaint}"


def naming_flags(command: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """``command``, whose errors about options name the flags."""

    @wraps(command)
    def run(arguments: list[str]) -> int:
        try:
            return command(arguments)
        except OptionError as error:
            raise UsageError(with_flag(error)) from error
        except KeyedStoreError as error:
            raise GentleBackError(f"{error}; --clips names another folder") from error
        except VoiceError as error:
            if error.remedy is None:
                raise
            named = VoiceError(f"{error}: {REMEDIES[error.remedy]}")
            named.exit_code = error.exit_code
            raise named from error

    return run
