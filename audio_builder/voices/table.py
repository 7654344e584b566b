"""From a voice's name to the voice. Engines are found among the entry points; only the one asked for is imported."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, cast

from audio_builder.errors import VoiceError
from audio_builder.voices.contract import GROUP
from content.cli import UsageError
from content.errors import GentleBackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from audio_builder.voices.contract import Voice

AUTO = "auto"
BEST_FIRST = ("piper", "say", "flite", "espeak")
"""Those that speak without a network."""


def voice_names() -> list[str]:
    """The names of all installed engines, sorted."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def open_voice(spec: str) -> Voice:
    """The voice for ``NAME`` or ``NAME:SETTING``.

    Raises ``UsageError`` for an unknown name, ``VoiceError`` for an engine that cannot be imported or opened.
    """
    name, _, setting = spec.partition(":")
    engines = tuple(entry_points(group=GROUP, name=name))
    if not engines:
        raise UsageError.unknown("voice", name, voice_names())
    try:
        return _opener(engines[0])(setting)
    except GentleBackError:
        raise
    except Exception as error:  # the engine may be a stranger's, and raise anything
        raise VoiceError(f"the voice '{name}' cannot be used: {type(error).__name__}: {error}") from error


def chosen(spec: str) -> str:
    """``spec``, or for ``auto`` the best engine that can speak here. Raises ``VoiceError`` when none can."""
    return best_installed() if spec == AUTO else spec


def best_installed() -> str:
    """The first of ``BEST_FIRST`` that opens. Raises what the last of them raises when none does."""
    here = [name for name in BEST_FIRST if name in voice_names()]
    for name in here[:-1]:
        with suppress(VoiceError):
            open_voice(name)
            return name
    open_voice(here[-1])
    return here[-1]


def _opener(engine: EntryPoint) -> Callable[[str], Voice]:
    return cast("Callable[[str], Voice]", engine.load())
