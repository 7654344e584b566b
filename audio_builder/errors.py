"""Errors of the builder."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from content.errors import GentleBackError, unknown_name


class BuildError(GentleBackError):
    """Something that had to be made could not be made."""


class Remedy(Enum):
    """What a listener can do about an error of a voice; a command makes the sentence, with the names of its flags."""

    LATER = auto()
    """Try again later, or choose another voice."""
    CERTIFICATES = auto()
    """Choose another voice, or name the certificates of one's network."""
    COMMAND = auto()
    """Give a command that writes a WAV file."""
    WORKERS = auto()
    """Use another voice, or fewer workers where memory is short."""


class MissingPackageError(BuildError):
    """What was asked for needs ``package``, which the extra ``extra`` installs."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the package '{package}', which is not installed: pip install 'gentle-back[{extra}]'"
        )


class VoiceError(BuildError):
    """A voice could not speak, or is not there."""

    remedy: Remedy | None = None

    def __init__(self, cause: str, remedy: Remedy | None = None) -> None:
        super().__init__(cause)
        self.remedy = remedy


class UnknownVoiceError(VoiceError):
    """An engine has no voice of the name that it was asked for."""

    exit_code = 2


class UnknownEngineError(UnknownVoiceError):
    """No engine is called ``name``; those installed are ``known``."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(unknown_name("voice", name, known))


class NotAddedError(VoiceError):
    """The voice ``spec`` has to be added first."""

    def __init__(self, spec: str, name: str, language: str = "") -> None:
        self.name = name
        """As ``gentleback voices add`` takes it."""
        self.language = language
        """A BCP 47 tag in lower case; empty when it is not known."""
        super().__init__(f"the voice '{spec}' is not installed; 'gentleback voices add {name}' adds it")
