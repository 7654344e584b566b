"""The list of voices: what each engine has here, what it could have, and what each costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError, NotAddedError
from audio_builder.voices.contract import About, spec_of
from audio_builder.voices.table import module_of, open_voice, ready_voice, voice_names

if TYPE_CHECKING:
    from audio_builder.voices.piper.index import IndexedVoice

SUGGESTED = (
    ("en_US-lessac-medium", "en-us", "medium"),
    ("en_US-ljspeech-high", "en-us", "high"),
    ("en_GB-alba-medium", "en-gb", "medium"),
)
"""Piper voices that the list names before any is added."""
MANY = "many"


@dataclass(frozen=True, slots=True)
class ListedVoice:
    voice: str
    """As ``--voice`` takes it."""
    language: str
    quality: str
    licence: str
    installed: bool
    how_to_get: str = ""
    """Empty for what is installed."""


def listed_voices(index: Iterable[IndexedVoice] = ()) -> list[ListedVoice]:
    """All voices, engine by engine; Piper's are those of ``index``, or else the suggested ones."""
    return [voice for engine in voice_names() for voice in _of_engine(engine, tuple(index))]


def _of_engine(engine: str, index: tuple[IndexedVoice, ...]) -> Iterator[ListedVoice]:
    module = module_of(engine)
    about = getattr(module, "ABOUT", About())
    if engine == "piper":
        yield from _of_piper(index)
    elif engine == "cmd":
        yield ListedVoice("cmd:COMMAND", about.languages, about.quality, about.licence, True)
    else:
        try:
            specs = [spec_of(engine, setting) for setting in getattr(module, "settings", lambda: [""])()]
        except BuildError:
            specs = [engine]
        yield from (_one(spec, about) for spec in specs)


def _one(spec: str, about: About) -> ListedVoice:
    try:
        voice = ready_voice(spec)
    except NotAddedError as error:
        language, how_to_get = error.language, f"gentleback voices add {error.name}"
    except BuildError as error:
        language, how_to_get = about.languages, str(error)
    else:
        language = about.languages or voice.language
        return ListedVoice(spec, language, about.quality, about.licence, True)
    return ListedVoice(spec, language, about.quality, about.licence, False, how_to_get)


def _of_piper(index: tuple[IndexedVoice, ...]) -> Iterator[ListedVoice]:
    from audio_builder.voices.piper import card_in, installed_names, language_and_quality, licence_in, model_file

    installed = installed_names()
    for name in installed:
        spec, model, licence = f"piper:{name}", model_file(name), ""
        with suppress(OSError):
            licence = licence_in(card_in(model))
        try:
            language, quality = language_and_quality(model)
            open_voice(spec)
        except BuildError as error:  # it is damaged
            yield ListedVoice(spec, "", "", licence or "unknown", False, str(error))
        else:
            yield ListedVoice(spec, language, quality, licence or "unknown", True)
    others = [(voice.name, voice.language, voice.quality) for voice in index] or SUGGESTED
    for name, language, quality in others:
        if name not in installed:
            how_to_get = f"gentleback voices add {name}"
            yield ListedVoice(f"piper:{name}", language, quality, "shown before it is added", False, how_to_get)
