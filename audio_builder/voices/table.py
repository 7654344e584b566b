"""From a voice's name to the voice. Engines are found among the entry points; only the one asked for is imported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

from audio_builder.errors import UnknownEngineError, VoiceError
from audio_builder.installed import entry_points
from audio_builder.voices.contract import GROUP, Voice
from content.errors import GentleBackError
from content.model.faults import one_line

if TYPE_CHECKING:
    from types import ModuleType


PACKAGE = "gentle-back"
AUTO = "auto"
BEST_FIRST = ("natural", "piper", "say", "flite:rms", "espeak")
"""Those that speak without a network, as ``docs/voices.md`` measures them."""
EMBEDDED, SMALL = "natural", "espeak"
"""The voice for somebody who has chosen none, and the one where its packages do not work."""


def voice_names() -> list[str]:
    """The names of all installed engines, sorted."""
    from importlib.metadata import entry_points

    return sorted({entry.name for entry in entry_points(group=GROUP)})


def open_voice(spec: str) -> Voice:
    """The voice for ``NAME`` or ``NAME:SETTING``.

    Raises ``UnknownEngineError``, and ``VoiceError`` for an engine that cannot be imported or opened.
    """
    name, _, setting = spec.partition(":")
    try:
        return _opener(name)(setting)
    except GentleBackError:
        raise
    except Exception as error:  # a third-party engine may raise anything
        raise VoiceError(f"the voice '{name}' cannot be used: {type(error).__name__}: {error}") from error


def ready_voice(spec: str) -> Voice:
    """``open_voice``, and for the embedded voice whether it can speak here. Raises ``VoiceError`` where not."""
    voice = open_voice(spec)
    if spec.partition(":")[0] == EMBEDDED:
        from audio_builder.voices.natural import check

        check(voice)
    return voice


def chosen(spec: str, tell: Callable[[str], object] = print) -> tuple[str, Voice]:
    """The voice for ``spec``, and its own name: the best one here for ``auto``, the usual one for an empty ``spec``."""
    if spec == AUTO:
        return best_installed()
    return (spec, ready_voice(spec)) if spec else usual(tell)


def usual(tell: Callable[[str], object]) -> tuple[str, Voice]:
    """The voice for somebody who has chosen none. If it is not the embedded one, ``tell`` is called with the reason."""
    try:
        return EMBEDDED, ready_voice(EMBEDDED)
    except GentleBackError as error:
        tell(one_line(f"{error}; '{SMALL}' speaks instead"))
        return SMALL, open_voice(SMALL)


def best_installed() -> tuple[str, Voice]:
    """The first of ``BEST_FIRST`` that can speak. Raises what the last of them raises when none can."""
    engines = voice_names()
    *others, last = [spec for spec in BEST_FIRST if spec.partition(":")[0] in engines]
    for spec in others:
        with suppress(VoiceError):
            return spec, ready_voice(spec)
    return last, open_voice(last)


def module_of(engine: str) -> ModuleType | None:
    """The module of an engine, where ``ABOUT`` and ``settings`` are; None when it cannot be imported."""
    with suppress(Exception):
        return sys.modules[_opener(engine).__module__]
    return None


def _opener(name: str) -> Callable[[str], Voice]:
    """What opens the engine ``name``: one of ours, found without looking through all that is installed, or another."""
    if ours := entry_points(PACKAGE, GROUP).get(name):
        module, _, function = ours.partition(":")
        return cast("Callable[[str], Voice]", getattr(import_module(module), function))
    from importlib.metadata import entry_points as all_entry_points

    for engine in all_entry_points(group=GROUP, name=name):
        return cast("Callable[[str], Voice]", engine.load())
    raise UnknownEngineError(name, voice_names())
