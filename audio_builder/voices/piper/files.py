"""Piper's voices on this machine: a model, its settings beside it, and the model card that names its licence."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from audio_builder.errors import UnknownVoiceError, VoiceError

FOLDER_SETTING = "GENTLEBACK_PIPER_FOLDER"
"""The variable that names another folder of voices, such as one that many users share."""
ENDING = ".onnx"
_NAME = re.compile(r"[^\W_]+_[^\W_]+-\w+-\w+")
_LICENCE = re.compile(r"^\W*licen[cs]e\b\W*:\W*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"^\W*url\b\W*:\s*(https?://\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PiperSettings:
    """What the settings of a model say."""

    language: str
    """A BCP 47 tag in lower case."""
    quality: str


def folder_of_voices() -> Path:
    """The user's own, unless the environment names another."""
    from platformdirs import user_data_path

    named = os.environ.get(FOLDER_SETTING)
    return Path(named) if named else user_data_path("gentle-back", appauthor=False) / "piper"


def is_name(text: str) -> bool:
    """Whether ``text`` has the form of a Piper name, LANGUAGE-VOICE-QUALITY."""
    return _NAME.fullmatch(text) is not None


def model_file(wanted: str) -> Path:
    """The model of the voice ``wanted``, a name or a path. Raises ``UnknownVoiceError`` for what is neither."""
    if wanted.endswith(ENDING):
        return Path(wanted).expanduser()
    if not is_name(wanted):
        form = "LANGUAGE-VOICE-QUALITY such as 'en_US-lessac-medium', or a file that ends with '.onnx'"
        raise UnknownVoiceError(f"piper has no voice '{wanted}'; a voice is {form}")
    return folder_of_voices() / f"{wanted}{ENDING}"


def settings_file(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def card_file(model: Path) -> Path:
    return model.with_name(f"{model.name}.MODEL_CARD")


def installed_names() -> list[str]:
    """The voices in the folder whose model and settings are both there, sorted, those in English first."""
    models = folder_of_voices().glob(f"*{ENDING}")
    names = [model.stem for model in models if is_name(model.stem) and settings_file(model).is_file()]
    return sorted(names, key=lambda name: (not name.startswith("en"), name))


def read_settings(model: Path) -> PiperSettings:
    """What the settings of ``model`` say. Raises ``VoiceError`` when they are missing or malformed."""
    file = settings_file(model)
    try:
        settings = json.loads(file.read_text(encoding="utf-8"))
        language = settings.get("language", {}).get("code") or settings["espeak"]["voice"]
        quality = settings["audio"].get("quality", "")
    except OSError as error:
        raise damaged(model, f"{file.name}: {error.strerror or error}") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged(model, f"{file.name} is not the settings of a voice") from error
    return PiperSettings(str(language).replace("_", "-").lower(), str(quality))


def licence_in(card: str) -> str:
    """The licence that a model card names, and where its recordings come from; empty when it names none."""
    licence, address = _LICENCE.search(card), _ADDRESS.search(card)
    if licence is None:
        return ""
    where = f" ({address[1]})" if address and address[1] != licence[1] else ""
    return f"{licence[1]}{where}"


def licence_of(model: Path) -> str:
    """The licence of an installed model; empty when it has no card, or the card names none."""
    try:
        return licence_in(card_file(model).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""


def damaged(model: Path, cause: str) -> VoiceError:
    """The error for a model that is there, but cannot be used."""
    name = model.stem
    ours = is_name(name) and model.parent == folder_of_voices()
    way_out = f"'gentleback voices add {name}' downloads it again" if ours else f"look at {model}"
    return VoiceError(f"the voice 'piper:{name if ours else model}' is damaged ({cause}); {way_out}")
