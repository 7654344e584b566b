"""A model of Piper's at work: loaded once for each process, on one thread, without chance.

A worker is a process of its own, so threads inside it would only get into each other's way; and with one thread the
sums are done in one order. Piper adds noise to the sound and to the lengths, newly drawn each time: here it is none.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import onnxruntime
from piper import PiperVoice, SynthesisConfig
from piper.config import PiperConfig

from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.piper_files import damaged, settings_file

if TYPE_CHECKING:
    from pathlib import Path


def speak(text: str, model: Path, *, slower: float, pause_ms: int) -> Pcm:
    """``text``, its sentences ``pause_ms`` apart. Raises ``VoiceError`` for a model that is damaged."""
    voice = _loaded(model)
    manner = SynthesisConfig(
        length_scale=voice.config.length_scale * slower,
        noise_scale=0.0,
        noise_w_scale=0.0,
        normalize_audio=False,  # it would make "hold" as loud as a whole sentence's loudest sound
    )
    try:
        sentences = [chunk.audio_int16_bytes for chunk in voice.synthesize(text.replace("\0", " "), manner)]
    except Exception as error:  # whatever the runtime finds wrong with the model
        raise damaged(model, _first_line(error)) from error
    rate_hz = int(voice.config.sample_rate)
    return Pcm(silence(rate_hz * pause_ms // 1000).join(sentences), rate_hz)


@cache
def _loaded(model: Path) -> PiperVoice:
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
