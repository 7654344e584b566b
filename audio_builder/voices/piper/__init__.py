"""Piper: neural voices that speak on this machine, without a network once they are added.

``--voice piper:NAME`` takes a voice that ``gentleback voices add NAME`` has fetched (``en_US-lessac-medium``), or the
path of a model of one's own (``piper:./me.onnx``, its ``me.onnx.json`` beside it). Without a name it is ``DEFAULT``, or
else the first one installed. A voice is a model, its settings beside it, and the model card that names its licence.

A model is loaded once for each process, on one thread: a worker is a process of its own, and with one thread the sums
are done in one order. Piper adds random noise to the sound and to the lengths: here there is none.
"""

from __future__ import annotations

import json
import os
import re
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio_builder.errors import NotAddedError, UnknownVoiceError, VoiceError
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.contract import About, EngineVoice, nothing_to_say, spec_of, versions_of
from audio_builder.voices.measured import model_digest
from content.files import read_bounded

if TYPE_CHECKING:
    from piper import PiperVoice

HOW_TO_GET = "pip install 'gentle-back[piper]'"
DEFAULT = "en_US-lessac-medium"
SLOWER = 1.1
"""Times the pace that the voice was made for: unhurried, for somebody on the floor."""
SENTENCE_PAUSE_MS = 350
RECIPE = 1
"""Goes up when this module starts to speak differently."""
ABOUT = About("natural; offline once added", "GPL-3.0-or-later; each voice its own")
FOLDER_SETTING = "GENTLEBACK_PIPER_FOLDER"
"""The variable that names another folder of voices, such as one that many users share."""
ENDING = ".onnx"
LONGEST_NAME = 100
MOST_CARD_BYTES, MOST_SETTINGS_BYTES = 100_000, 1_000_000
LONGEST_LICENCE = 200
_NAME = re.compile(r"[^\W_]+_[^\W_]+-\w+-\w+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKS = string.punctuation + string.whitespace


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is the name of an installed voice, or the path of a model; empty for the default."""
    engine = versions_of("piper", ["piper-tts", "onnxruntime"], HOW_TO_GET)
    wanted = setting or _default()
    model = model_file(wanted)
    if not model.is_file():
        if is_name(wanted):
            raise NotAddedError(f"piper:{wanted}", wanted)
        raise VoiceError(f"there is no file {json.dumps(wanted, ensure_ascii=False)} for the voice 'piper'")
    language, _ = language_and_quality(model)
    try:
        digests = f"model {model_digest(model)}, settings {model_digest(settings_file(model))}"
    except OSError as error:
        raise _damaged(model, error.strerror or str(error)) from error
    shape = f"{SLOWER} times slower, no noise, {SENTENCE_PAUSE_MS} ms between sentences"
    fingerprint = f"piper {RECIPE}, {engine}, {digests}, {shape}"
    name = spec_of("piper", setting)
    return EngineVoice(name, language, fingerprint, lambda text: _sound(text, model, name))


def _default() -> str:
    names = installed_names()
    return DEFAULT if DEFAULT in names or not names else names[0]


def _sound(text: str, model: Path, name: str) -> Pcm:
    """``text``, its sentences apart. Raises ``VoiceError`` for a model that is damaged."""
    try:
        from piper import SynthesisConfig  # only speaking needs the runtime

        voice = _loaded(model)
    except ImportError as error:
        raise VoiceError(f"the voice '{name}' cannot be loaded ({error}): {HOW_TO_GET}") from error
    manner = SynthesisConfig(
        length_scale=voice.config.length_scale * SLOWER,
        noise_scale=0.0,
        noise_w_scale=0.0,
        normalize_audio=False,  # it would make "hold" as loud as the loudest sound of a whole sentence
    )
    try:
        sentences = [chunk.audio_int16_bytes for chunk in voice.synthesize(text.replace("\0", " "), manner)]
    except Exception as error:  # whatever the runtime finds wrong with the model
        raise _damaged(model, _first_line(error)) from error
    rate_hz = int(voice.config.sample_rate)
    samples = silence(rate_hz * SENTENCE_PAUSE_MS // 1000).join(sentences)
    if not samples.strip(b"\0"):
        raise nothing_to_say(text)
    return Pcm(samples, rate_hz)


@cache
def _loaded(model: Path) -> PiperVoice:
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3  # errors: they come as exceptions, too
    try:
        settings = PiperConfig.from_dict(_settings(model))
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # whatever the runtime finds wrong with the model
        raise _damaged(model, _first_line(error)) from error
    return PiperVoice(session=session, config=settings)


def is_name(text: str) -> bool:
    """Whether ``text`` has the form of a Piper name, LANGUAGE-VOICE-QUALITY."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def model_file(wanted: str) -> Path:
    """The model of the voice ``wanted``, a name or a path. Raises ``UnknownVoiceError`` for what is neither."""
    if wanted.endswith(ENDING):
        return Path(os.path.expanduser(wanted))  # noqa: PTH111 - Path's raises for an unknown user's home
    if not is_name(wanted):
        form = "LANGUAGE-VOICE-QUALITY such as 'en_US-lessac-medium', or a file that ends with '.onnx'"
        raise UnknownVoiceError(f"piper has no voice '{wanted}'; a voice is {form}")
    return _folder_of_voices() / f"{wanted}{ENDING}"


def settings_file(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def card_file(model: Path) -> Path:
    return model.with_name(f"{model.name}.MODEL_CARD")


def card_in(model: Path) -> str:
    """The model card beside ``model``. Raises ``OSError``."""
    return read_bounded(card_file(model), MOST_CARD_BYTES).decode(errors="replace")


def installed_names() -> list[str]:
    """The voices in the folder whose model and settings are both there, sorted, those in English first."""
    models = _folder_of_voices().glob(f"*{ENDING}")
    names = [model.stem for model in models if is_name(model.stem) and settings_file(model).is_file()]
    return sorted(names, key=lambda name: (not name.startswith("en"), name))


def language_and_quality(model: Path) -> tuple[str, str]:
    """What the settings of ``model`` say: a BCP 47 tag in lower case, and the quality. Raises ``VoiceError``."""
    file = settings_file(model)
    try:
        settings = _settings(model)
        language = settings.get("language", {}).get("code") or settings["espeak"]["voice"]
        quality = settings["audio"].get("quality", "")
    except OSError as error:
        raise _damaged(model, f"{file.name}: {error.strerror or error}") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(model, f"{file.name} is not the settings of a voice") from error
    return str(language).replace("_", "-").lower(), str(quality)


def _settings(model: Path) -> Any:
    """Raises ``OSError``, and ``ValueError`` or ``RecursionError`` for what is not JSON."""
    return json.loads(read_bounded(settings_file(model), MOST_SETTINGS_BYTES))


def licence_in(card: str) -> str:
    """The licence that a model card names, and where its recordings come from; empty when it names none."""
    licence = _field(card, "licence", "license")
    address = _ADDRESS.match(_field(card, "url"))
    where = f" ({address[0]})" if licence and address and address[0] != licence else ""
    return f"{licence}{where}"


def _field(card: str, *names: str) -> str:
    """What follows the first of ``names`` on its line of a model card, as in ``* License: ...``; empty without one."""
    for line in card[:MOST_CARD_BYTES].splitlines():
        name, _, value = line.partition(":")
        if name.strip(_MARKS).lower() in names and (value := value.lstrip(_MARKS).rstrip()):
            return value[:LONGEST_LICENCE]
    return ""


def _folder_of_voices() -> Path:
    """The user's own, unless the environment names another."""
    from platformdirs import user_data_path

    named = os.path.expanduser(os.environ.get(FOLDER_SETTING, ""))  # noqa: PTH111
    return Path(named) if named else user_data_path("gentle-back", appauthor=False) / "piper"


def _damaged(model: Path, cause: str) -> VoiceError:
    """The error for a model that is there, but cannot be used."""
    name = model.stem
    ours = is_name(name) and model.parent == _folder_of_voices()
    way_out = f"'gentleback voices add {name}' downloads it again" if ours else f"look at {model}"
    return VoiceError(f"the voice 'piper:{name if ours else model}' is damaged ({cause}); {way_out}")


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]
