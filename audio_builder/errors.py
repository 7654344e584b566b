"""Errors of the builder."""

from __future__ import annotations

from content.errors import GentleBackError


class BuildError(GentleBackError):
    """Something that had to be made could not be made."""


class VoiceError(BuildError):
    """A voice could not speak, or is not there."""


class UnknownVoiceError(VoiceError):
    """An engine has no voice of the name that it was asked for."""

    exit_code = 2
