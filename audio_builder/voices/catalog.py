"""The list of voices: what each engine has here, what it could have, and what each costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.voices.table import open_voice, ready_voice, voice_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from audio_builder.voices.catalog_index import IndexedVoice

SUGGESTED = (
    ("en_US-lessac-medium", "en-us", "medium"),
    ("en_US-ljspeech-high", "en-us", "high"),
    ("en_GB-alba-medium", "en-gb", "medium"),
)
"""Voices of Piper's that the list names before any is added."""
MANY = "many"
SHOWN_WHEN_ADDED = "shown before it is added"


@dataclass(frozen=True, slots=True)
class Row:
    voice: str
    """As ``--voice`` takes it."""
    language: str
    quality: str
    licence: str
    installed: bool
    how_to_get: str = ""
    """Empty for what is installed."""


@dataclass(frozen=True, slots=True)
class About:
    """What nobody can ask an engine."""

    quality: str
    licence: str
    languages: str = ""
    """For an engine of many."""


ABOUT = {
    "natural": About("natural; embedded", "Apache-2.0"),
    "espeak": About("clear, but a machine", "GPL-3.0-or-later", MANY),
    "flite": About("plain, like a person far off", "BSD-like"),
    "gtts": About("natural; needs the network", "Google's terms", MANY),
    "piper": About("natural; offline once added", "GPL-3.0-or-later; each voice its own"),
    "say": About("natural", "a part of macOS"),
    "silent": About("silence, to try out timing", "GPL-3.0-or-later"),
    "cmd": About("as good as your program", "your program's", "en"),
}
UNKNOWN = About("", "")


def rows(index: Iterable[IndexedVoice] = ()) -> list[Row]:
    """All voices, engine by engine; Piper's are those of ``index``, or else the suggested ones."""
    return [row for engine in voice_names() for row in _MORE.get(engine, _one)(engine, tuple(index))]


def _one(engine: str, _index: tuple[IndexedVoice, ...] = ()) -> Iterator[Row]:
    about = ABOUT.get(engine, UNKNOWN)
    try:
        voice = ready_voice(engine)
    except BuildError as error:
        yield Row(engine, about.languages, about.quality, about.licence, installed=False, how_to_get=str(error))
    else:
        yield Row(engine, about.languages or voice.language, about.quality, about.licence, installed=True)


def _flite(engine: str, _index: tuple[IndexedVoice, ...]) -> Iterator[Row]:
    from audio_builder.voices import flite

    yield from _each(engine, flite.voice_names)


def _say(engine: str, _index: tuple[IndexedVoice, ...]) -> Iterator[Row]:
    from audio_builder.voices import say

    yield from _each(engine, say.languages)


def _each(engine: str, settings: Callable[[], Iterable[str]]) -> Iterator[Row]:
    """A row for each voice of an engine that knows its own; one with its complaint when it has none."""
    try:
        names = [f"{engine}:{setting}" for setting in settings()]
    except BuildError:
        names = [engine]
    about = ABOUT[engine]
    for name in names:
        for row in _one(name):
            yield Row(name, row.language, about.quality, about.licence, row.installed, row.how_to_get)


def _natural(engine: str, _index: tuple[IndexedVoice, ...]) -> Iterator[Row]:
    from audio_builder.voices.natural import DEFAULT, known_voices

    try:
        names = [engine, *(f"{engine}:{name}" for name in known_voices() if name != DEFAULT)]
    except BuildError:
        names = [engine]
    about = ABOUT[engine]
    for name in names:
        for row in _one(name):
            how = row.how_to_get if name == engine else f"gentleback voices add {name}"
            language = row.language or str(known_voices()[name.partition(":")[2]]["language"]).lower()
            yield Row(name, language, about.quality, about.licence, row.installed, "" if row.installed else how)


def _cmd(_engine: str, _index: tuple[IndexedVoice, ...]) -> Iterator[Row]:
    about = ABOUT["cmd"]
    yield Row("cmd:COMMAND", about.languages, about.quality, about.licence, installed=True)


def _piper(engine: str, index: tuple[IndexedVoice, ...]) -> Iterator[Row]:
    from audio_builder.voices.piper_files import installed_names

    here = installed_names()
    for name in here:
        yield _installed(f"{engine}:{name}")
    others = [(voice.name, voice.language, voice.quality) for voice in index] or SUGGESTED
    for name, language, quality in others:
        if name not in here:
            how = f"gentleback voices add {name}"
            yield Row(f"{engine}:{name}", language, quality, SHOWN_WHEN_ADDED, installed=False, how_to_get=how)


def _installed(voice: str) -> Row:
    """The row of a voice of Piper's that is there; with its complaint when it is damaged."""
    from audio_builder.voices.piper_files import described, licence_of, model_file

    model = model_file(voice.partition(":")[2])
    licence = licence_of(model) or "not told"
    try:
        about = described(model)
        open_voice(voice)
    except BuildError as error:
        return Row(voice, "", "", licence, installed=False, how_to_get=str(error))
    return Row(voice, about.language, about.quality, licence, installed=True)


_MORE: dict[str, Callable[[str, tuple[IndexedVoice, ...]], Iterator[Row]]] = {
    "natural": _natural,
    "flite": _flite,
    "say": _say,
    "cmd": _cmd,
    "piper": _piper,
}
