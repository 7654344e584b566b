"""What a session comes as: its format, and whether a soft bed lies under it.

A plain MP3 is joined from clips that are encoded already. Everything else takes the second path, ``mixing``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from audio_builder.errors import BuildError

FORMATS = ("mp3", "m4b", "opus")
"""Also the endings of the files; the first is the usual one."""


class MissingPackageError(BuildError):
    """What was asked for needs a package that is not installed."""

    def __init__(self, option: str, package: str, extra: str) -> None:
        self.option, self.package, self.extra = option, package, extra
        super().__init__(
            f"{option} needs the package '{package}', which is not installed: pip install 'gentle-back[{extra}]'"
        )


@dataclass(frozen=True, slots=True)
class Medium:
    format: str = FORMATS[0]
    """One of ``FORMATS``."""
    bed: bool = False

    @property
    def is_mixed(self) -> bool:
        """Whether its sounds have to be decoded, mixed and encoded anew."""
        return self != Medium()

    def check(self) -> None:
        """Raises ``MissingPackageError``, so that nothing is begun that cannot be ended."""
        option = f"--format {self.format}" if self.format != FORMATS[0] else "--bed"
        extra = "bed" if option == "--bed" else "formats"
        packages = {"mp3": ("miniaudio",), "m4b": ("av", "miniaudio"), "opus": ("av", "miniaudio")}
        for package in packages[self.format] if self.is_mixed else ():
            if find_spec(package) is None:
                raise MissingPackageError(option, package, extra)
