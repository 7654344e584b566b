"""The voices that can speak on this machine without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.commands import DEFAULT_VOICE
from audio_builder.errors import VoiceError
from audio_builder.voices.table import open_voice

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice


def voices_here(*more: str) -> list[Voice]:
    """The default, ``more``, every voice of flite's and every one of Piper's that is installed."""
    return [open_voice(spec) for spec in (DEFAULT_VOICE, *more, *of_flite(), *of_piper())]


def of_flite() -> list[str]:
    """Its usual voice first; none when it is not installed."""
    from audio_builder.voices.flite import DEFAULT, voice_names

    try:
        return ["flite", *(f"flite:{name}" for name in voice_names() if name != DEFAULT)]
    except VoiceError:
        return []


def of_piper() -> list[str]:
    from audio_builder.voices.piper_files import installed_names

    return [f"piper:{name}" for name in installed_names()]
