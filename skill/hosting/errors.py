"""What keeps the server from starting."""

from __future__ import annotations

from content.errors import GentleBackError
from gentleback_cli import FAILED, MISUSED


class SettingsError(GentleBackError):
    """A setting cannot be; ``str()`` says which, and what it has to be."""

    exit_code = MISUSED


class ListenError(GentleBackError):
    """The server cannot listen where it should."""

    exit_code = FAILED


class MissingLibraryError(GentleBackError):
    """A library of the extra ``serve`` or ``web`` is not installed."""

    exit_code = MISUSED
