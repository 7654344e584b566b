"""One session: a routine under a listener's options, in one voice; what its files and tags are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio_builder.session.medium import Medium
from content.timeline.options import Options

if TYPE_CHECKING:
    from audio_builder.session.catalog_types import CatalogOptions
    from content.model.types import Routine
    from content.model.words import Words
    from content.timeline.place import Placement

ALBUM = "Gentle Back"
GENRE = "Speech"
LICENCE_URLS = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class Session:
    """A placed routine, ready to be written."""

    routine: Routine
    words: Words
    options: Options
    placement: Placement
    medium: Medium = field(default_factory=Medium)

    @property
    def name(self) -> str:
        """The name of its files: ``bridge--hold-20``. One format or another, captions and transcript are the same."""
        return "--".join([self.routine.id, *self._names])

    @property
    def file(self) -> str:
        return f"{self.name}.{self.medium.format}"

    @property
    def title(self) -> str:
        """Its name, and the options that differ from the usual: "Steady back (hold 8, no countdown)"."""
        name = self.words.routines[self.routine.id].name
        options = ", ".join(each.replace("-", " ") for each in self._names)
        return f"{name} ({options})" if options else name

    @property
    def summary(self) -> str:
        """What it is, as it is written for the usual doses; empty where the listener changed them."""
        options = self.options
        if options.hold_s or options.repetitions or options.minutes or options.without or options.start_from:
            return ""
        return self.words.routines[self.routine.id].summary

    @property
    def _names(self) -> list[str]:
        """What differs from the usual."""
        return [*option_names(self.options), *(["bed"] if self.medium.bed else [])]


def option_names(options: Options) -> list[str]:
    """The options that differ from the usual, as parts of a file's name."""
    parts = {
        "lang": options.language if options.language != "en" else None,
        "hold": options.hold_s,
        "reps": options.repetitions,
        "pace": f"{options.pace:g}" if options.pace != 1 else None,
        "detail": options.detail if options.detail != "full" else None,
        "minutes": options.minutes,
        "without": "-".join(options.without) or None,
        "from": options.start_from or None,
        "breaths": _breaths(options),
    }
    names = [f"{name}-{value}" for name, value in parts.items() if value is not None]
    without = {"no-countdown": options.countdown, "no-chimes": options.chimes}
    return [*names, *(name for name, has in without.items() if not has)]


def _breaths(options: Options) -> str | None:
    usual = Options()
    if (options.breath_in_s, options.breath_out_s) == (usual.breath_in_s, usual.breath_out_s):
        return None
    return f"{options.breath_in_s}-{options.breath_out_s}"


def catalog_options(options: Options) -> CatalogOptions:
    return {
        "hold_s": options.hold_s,
        "repetitions": options.repetitions,
        "pace": options.pace,
        "detail": options.detail,
        "countdown": options.countdown,
        "chimes": options.chimes,
        "minutes": options.minutes,
        "without": list(options.without),
        "start_from": options.start_from,
        "breath_in_s": options.breath_in_s,
        "breath_out_s": options.breath_out_s,
    }
