"""A session: a routine with a listener's options, placed in time, and how its files are named and encoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from audio_builder.errors import MissingPackageError

if TYPE_CHECKING:
    from content.model.types import Routine
    from content.model.words import Words
    from content.timeline.options import Options
    from content.timeline.place import Placement

ALBUM = "Gentle Back"
PACKAGES = {"mp3": ("miniaudio",), "m4b": ("av", "miniaudio"), "opus": ("av", "miniaudio")}
"""The formats, which are also the endings of the files, and the packages that mixing each of them needs."""
FORMATS = tuple(PACKAGES)
"""The first is the usual one."""
GENRE = "Speech"
MAX_NAME = 120
"""Characters of a file's name, and of the options in a title: a name with all that is added stays below 255 bytes."""
LICENCE_URLS = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """How a session is encoded, and whether there is a soft bed under it."""

    format: str = FORMATS[0]
    """One of ``FORMATS``."""
    bed: bool = False

    @property
    def is_mixed(self) -> bool:
        """Whether its sounds are decoded, mixed and encoded again (``mixing``); else encoded clips are joined."""
        return self != OutputFormat()

    def check(self) -> None:
        """Raises ``MissingPackageError``, so that nothing is started that cannot be completed."""
        what, extra = ("bed", "bed") if self.format == FORMATS[0] else (f"format {self.format}", "formats")
        for package in PACKAGES[self.format] if self.is_mixed else ():
            if find_spec(package) is None:
                raise MissingPackageError(what, package, extra)


@dataclass(frozen=True, slots=True)
class AudioSession:
    """A placed routine, ready to be written."""

    routine: Routine
    words: Words
    options: Options
    placement: Placement
    output: OutputFormat = field(default_factory=OutputFormat)

    @property
    def name(self) -> str:
        """Captions and transcript are the same in every format."""
        return session_name(self.routine.id, self.options, self.output)

    @property
    def file(self) -> str:
        return f"{self.name}.{self.output.format}"

    @property
    def title(self) -> str:
        """Its name, and the options that differ from the defaults: "Steady back (hold 8, no chimes)"."""
        name = self.words.routines[self.routine.id].name
        names = _names(self.options, self.output)
        options = _bounded(", ".join(each.replace("-", " ") for each in names), " ... ")
        return f"{name} ({options})" if options else name

    @property
    def summary(self) -> str:
        """What it is, as written for the usual doses; empty if the listener changed them."""
        options = self.options
        if options.hold_s or options.repetitions or options.minutes or options.without or options.start_from:
            return ""
        return self.words.routines[self.routine.id].summary


def session_name(routine: str, options: Options, output: OutputFormat) -> str:
    """The name of the files of a session: ``bridge--hold-20``."""
    return _bounded("--".join([routine, *_names(options, output)]), "--")


def _names(options: Options, output: OutputFormat) -> list[str]:
    """What differs from the defaults, as parts of a file's name."""
    breaths = f"{options.breath_in_s}-{options.breath_out_s}"
    parts = {
        "lang": options.language if options.language != "en" else None,
        "hold": options.hold_s,
        "reps": options.repetitions,
        "pace": f"{options.pace:g}" if options.pace != 1 else None,
        "detail": options.detail if options.detail != "full" else None,
        "minutes": f"{options.minutes:g}" if options.minutes else None,
        "without": "-".join(options.without) or None,
        "from": options.start_from or None,
        "breaths": breaths if breaths != "4-6" else None,
        "countdown": options.countdown if options.countdown != "ends" else None,
    }
    names = [f"{name}-{value}" for name, value in parts.items() if value is not None]
    flags = {"no-chimes": not options.chimes, "bed": output.bed}
    return [*names, *(name for name, given in flags.items() if given)]


def _bounded(text: str, join: str) -> str:
    """``text``; of a long one the beginning, and a hash that tells it from others."""
    if len(text) <= MAX_NAME:
        return text
    end = join + sha256(text.encode()).hexdigest()[:12]
    return text[: MAX_NAME - len(end)].rstrip(" ,-") + end
