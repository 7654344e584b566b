"""Piper: neural voices that speak on this machine, without a network once they are added.

``--voice piper:NAME`` takes a voice that ``gentleback voices add NAME`` has brought (``en_US-lessac-medium``), or the
path of a model of one's own (``piper:./me.onnx``, its ``me.onnx.json`` beside it). Without a name it is the usual one,
or else the first that is there. This module only describes the voice; ``piper_model`` makes it sound.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.contract import nothing_to_say
from audio_builder.voices.kept import digest_of
from audio_builder.voices.level import gain_of
from audio_builder.voices.piper_files import damaged, described, installed_names, is_name, model_file

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.sound.pcm import Pcm

PACKAGES = ("piper-tts", "onnxruntime")
HOW_TO_GET = "pip install 'gentle-back[piper]'"
DEFAULT = "en_US-lessac-medium"
SLOWER = 1.1
"""Times the pace that the voice was made for: unhurried, for somebody on the floor."""
SENTENCE_PAUSE_MS = 350
RECIPE = 1
"""Goes up when ``piper_model`` begins to speak otherwise."""


@dataclass(frozen=True, slots=True)
class PiperVoice:
    name: str
    model: Path
    language: str
    fingerprint: str

    @property
    def gain_db(self) -> float:
        """Measured when it is first asked for: every model has its own level."""
        return gain_of(self.fingerprint, self.speak)

    def speak(self, text: str) -> Pcm:
        if not any(character.isalnum() for character in text):
            raise nothing_to_say(text)
        try:
            from audio_builder.voices.piper_model import speak  # only speaking needs the runtime
        except ImportError as error:
            raise VoiceError(f"the voice '{self.name}' cannot be loaded ({error}): {HOW_TO_GET}") from error
        sound = speak(text, self.model, slower=SLOWER, pause_ms=SENTENCE_PAUSE_MS)
        if not sound.samples.strip(b"\0"):
            raise nothing_to_say(text)
        return sound


def open_voice(setting: str) -> PiperVoice:
    """``setting`` is the name of an installed voice, or the path of a model; empty for the usual one."""
    engine = ", ".join(f"{package} {_version(package)}" for package in PACKAGES)
    wanted = setting or _usual()
    model = model_file(wanted)
    if not model.is_file():
        raise VoiceError(_not_there(wanted))
    about = described(model)
    try:
        digests = f"model {digest_of(model)}, settings {digest_of(about.file)}"
    except OSError as error:
        raise damaged(model, error.strerror or str(error)) from error
    shape = f"{SLOWER} times slower, no noise, {SENTENCE_PAUSE_MS} ms between sentences"
    name = f"piper:{setting}" if setting else "piper"
    return PiperVoice(name, model, about.language, f"piper {RECIPE}, {engine}, {digests}, {shape}")


def _usual() -> str:
    names = installed_names()
    return DEFAULT if DEFAULT in names or not names else names[0]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise VoiceError(f"the voice 'piper' needs the package {package}: {HOW_TO_GET}") from error


def _not_there(wanted: str) -> str:
    if is_name(wanted):
        return f"the voice 'piper:{wanted}' is not installed; 'gentleback voices add {wanted}' adds it"
    return f"there is no file {json.dumps(wanted, ensure_ascii=False)} for the voice 'piper'"
