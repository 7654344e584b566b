"""Piper: neural voices that speak on this machine, without a network once they are added.

``--voice piper:NAME`` takes a voice that ``gentleback voices add NAME`` has fetched (``en_US-lessac-medium``), or the
path of a model of one's own (``piper:./me.onnx``, its ``me.onnx.json`` beside it). Without a name it is ``DEFAULT``, or
else the first one installed.

A model is loaded once for each process, on one thread: a worker is a process of its own, and with one thread the sums
are done in one order. Piper adds random noise to the sound and to the lengths: here there is none.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import NotAddedError, VoiceError
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.contract import About, EngineVoice, nothing_to_say, spec_of, versions_of
from audio_builder.voices.measured import model_digest
from audio_builder.voices.piper.files import (
    damaged,
    installed_names,
    is_name,
    model_file,
    read_settings,
    settings_file,
)

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


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is the name of an installed voice, or the path of a model; empty for the default."""
    engine = versions_of("piper", ["piper-tts", "onnxruntime"], HOW_TO_GET)
    wanted = setting or _default()
    model = model_file(wanted)
    if not model.is_file():
        if is_name(wanted):
            raise NotAddedError(f"piper:{wanted}", wanted)
        raise VoiceError(f"there is no file {json.dumps(wanted, ensure_ascii=False)} for the voice 'piper'")
    language = read_settings(model).language
    try:
        digests = f"model {model_digest(model)}, settings {model_digest(settings_file(model))}"
    except OSError as error:
        raise damaged(model, error.strerror or str(error)) from error
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
        raise damaged(model, _first_line(error)) from error
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
        settings = PiperConfig.from_dict(json.loads(settings_file(model).read_text(encoding="utf-8")))
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # whatever the runtime finds wrong with the model
        raise damaged(model, _first_line(error)) from error
    return PiperVoice(session=session, config=settings)


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]
