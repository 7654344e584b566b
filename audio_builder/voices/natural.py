"""The embedded voice: hibari-tts, an American woman's voice with its model in the wheel. No download, no account.

``--voice natural:NAME`` takes another of its voices (``emma``, British), once ``gentleback voices add natural:NAME``
has fetched it: the engine itself would download it unasked. The engine is imported when the voice first speaks.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from platform import uname
from typing import TYPE_CHECKING, Any

from audio_builder.errors import NotAddedError, UnknownVoiceError, VoiceError
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.contract import About, EngineVoice, Voice, nothing_to_say, spec_of, versions_of
from audio_builder.voices.measured import computed_once, model_digest
from audio_builder.voices.text import text_parts

if TYPE_CHECKING:
    from hibari import Hibari

    from audio_builder.voices.download import VoiceOffer

PACKAGE = "hibari-tts"
HOW_TO_GET = "pip install 'gentle-back[audio]'"
DEFAULT = "heart"
SPEED = 0.9
"""Of the pace that the voice was made for; chosen in ``docs/voices.md``."""
SENTENCE_PAUSE_MS = 350
LONGEST = 400
"""Characters of a sentence that is spoken in one go: the engine takes 0.3 MB for each."""
SEED = 1
"""Of the noise in breath and sibilants: without one, no two renderings of a phrase are the same."""
GAINS_DB = {DEFAULT: 8.4}
"""The nine sessions read -18.3 to -17.8 LUFS with it, as MP3 by ffmpeg's ebur128; no true peak is over -2.2 dBFS. The
gain of other voices is measured by ``level.gain_of``."""
LICENCE = "Apache-2.0 (distilled from Kokoro-82M, Apache-2.0)"
TRIAL_S = 300.0
"""The longest time for loading it, and one word."""
RECIPE = 1
"""Goes up when this module starts to speak differently."""
ABOUT = About("natural; embedded", "Apache-2.0")

_TRIAL = """
import sys
from audio_builder.errors import VoiceError
from audio_builder.voices.natural import open_voice
try:
    open_voice(sys.argv[1]).speak("One.")
except VoiceError as error:
    sys.exit(str(error))
"""
_PHONEMES = re.compile(r"\[\[([^\[\]]+)\]\]")
"""In place of a word, as ``pronunciations.yaml`` has them for any voice that takes phonemes."""


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is one of the engine's voices; empty for the one in its wheel."""
    versions = versions_of("natural", [PACKAGE, "onnxruntime", "numpy"], HOW_TO_GET)
    known, voice, name = known_voices(), setting or DEFAULT, spec_of("natural", setting)
    if voice not in known:
        raise UnknownVoiceError(f"natural has no voice '{voice}'; there are: {', '.join(known)}")
    model = model_file(voice)
    language = "en-gb" if known[voice]["british"] else "en-us"
    if not model.is_file():
        raise NotAddedError(f"natural:{voice}", f"natural:{voice}", language)
    transform = "scipy" if find_spec("scipy") else "numpy"  # the engine takes what is there; the last bits differ
    manner = f"speed {SPEED}, seed {SEED}, {SENTENCE_PAUSE_MS} ms apart"
    fingerprint = f"natural {RECIPE}, model {model_digest(model)}, {manner}; {versions}, {transform}'s FFT"
    return EngineVoice(name, language, fingerprint, lambda text: _sound(text, voice, name), GAINS_DB.get(voice))


def settings() -> list[str]:
    """The engine's voices, the embedded one first: its setting is empty. Raises ``VoiceError``."""
    return ["", *(voice for voice in known_voices() if voice != DEFAULT)]


def _sound(text: str, voice: str, name: str) -> Pcm:
    """``text`` as 16-bit samples at 24 kHz. Raises ``VoiceError`` for what it cannot read."""
    for character in filter(str.isalpha, _PHONEMES.sub("", text)):
        if not unicodedata.name(character, "").startswith("LATIN"):  # the engine would skip it silently
            raise VoiceError(f"the voice '{name}' reads Latin letters only, not {character!r}")
    # without a mark at its end the pitch stays up, as if more were to come
    ended = f"{text.rstrip()}." if text.rstrip()[-1].isalnum() else text
    engine, marked = _loaded(voice), _PHONEMES.sub(r"[it](/\1/)", ended)
    parts = [part.text for sentence in engine.split_sentences(marked) for part in text_parts(sentence, LONGEST)]
    sounds = (engine(part, speed=SPEED, seed=SEED) for part in parts)
    sentences = [bytes((sound.clip(-1.0, 1.0) * 32_767).astype("<i2").tobytes()) for sound in sounds]
    spoken = [samples for samples in sentences if samples.strip(b"\0")]
    if not spoken:
        raise nothing_to_say(text)
    return Pcm(silence(engine.sample_rate * SENTENCE_PAUSE_MS // 1000).join(spoken), engine.sample_rate)


def check(voice: Voice) -> None:
    """Raises ``VoiceError`` where ``voice`` cannot speak. Tried once for each fingerprint, in a separate process: a
    runtime built for another processor does not raise, but ends the process.
    """

    def tried() -> str:
        from audio_builder.voices.program import ran  # once for each fingerprint

        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-P", "-c", _TRIAL, voice.name.partition(":")[2]]
        done = ran(command, TRIAL_S, environment=environment)
        if done.exit_code == 1:  # it was said why, on the last line
            raise VoiceError(done.complaint)
        if done.exit_code:
            raise VoiceError(f"the voice '{voice.name}' does not work here (exit code {done.exit_code})")
        return "yes"

    here = uname()
    computed_once(f"{voice.fingerprint} speaks on {here.system} {here.release} {here.machine}", tried)


def offer(voice: str, address: str | None) -> VoiceOffer:
    """One of ``known_voices``, at the engine's own address or at ``address``."""
    from audio_builder.voices.download import RemoteFile, VoiceOffer
    from audio_builder.voices.fetching import base_address

    try:
        about, file = known_voices()[voice], model_file(voice)
        if about.get("bundled"):
            return VoiceOffer(f"natural:{voice}", LICENCE)
        from hibari.voices import BASE_URL

        url = f"{base_address(address, lambda: str(BASE_URL))}/{file.name}"
        remote = RemoteFile(url, int(about["bytes"]), str(about["sha256"]), "sha256")
    except (LookupError, TypeError, ValueError, AttributeError, ImportError) as error:
        raise _damaged(error) from error
    return VoiceOffer(f"natural:{voice}", LICENCE, ((remote, file),))


def model_file(voice: str) -> Path:
    """Where the model of ``voice`` is, or would be: in the wheel, or among the voices that the user has added."""
    from platformdirs import user_data_path

    about, added = known_voices()[voice], user_data_path("gentle-back", appauthor=False) / "natural"
    folder: Path = _assets() if about.get("bundled") else added
    return folder / Path(about["file"]).name


@cache
def known_voices() -> dict[str, dict[str, Any]]:
    """The engine's voices by name, from its own list: ``file``, ``bytes``, ``sha256``, ``british``, ``bundled``."""
    try:
        return dict(json.loads((_assets() / "voices.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise _damaged(error) from error


def _assets() -> Path:
    spec = find_spec("hibari")
    if spec is None or not spec.submodule_search_locations:
        raise VoiceError(f"the voice 'natural' needs the package {PACKAGE}: {HOW_TO_GET}")
    return Path(spec.submodule_search_locations[0]) / "assets"


@cache
def _loaded(voice: str) -> Hibari:
    """The engine with one thread: a worker is a process of its own, and sums are done in one order."""
    try:
        from hibari import Hibari

        return Hibari(voice, model=str(model_file(voice)), threads=1)
    except Exception as error:  # whatever the runtime finds wrong with the model, or the package with the machine
        raise _damaged(error) from error


def _damaged(error: Exception) -> VoiceError:
    first_line = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return VoiceError(f"the voice 'natural' cannot be loaded ({first_line}): pip install --force-reinstall {PACKAGE}")
