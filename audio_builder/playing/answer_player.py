"""Play answers of the skill on this machine: each sound at its time, with silence between them.

Spoken phrases are cached while the command runs.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from audio_builder.playing.device import play as play_pcm
from audio_builder.playing.device import probe
from audio_builder.sound.limiter import limit
from audio_builder.sound.pcm import Pcm
from audio_builder.voices.table import usual
from audio_builder.voices.text import spoken_form_of

if TYPE_CHECKING:
    from audio_builder.voices.contract import Voice


class AnswerSound(Protocol):
    """One sound of an answer."""

    @property
    def kind(self) -> Literal["speech", "silence", "chime"]: ...
    @property
    def text(self) -> str: ...
    @property
    def start_ms(self) -> int: ...
    @property
    def end_ms(self) -> int: ...


def open_answer_player(voice: Voice | None = None, advice: str = "") -> Callable[[Iterable[AnswerSound]], None]:
    """A function that plays an answer to its end, spoken by ``voice`` or the default one.

    Raises ``NoDeviceError``, with ``advice`` on what to do, without a sound device.
    """
    probe(advice)
    engine = voice or usual(lambda line: print(line, file=sys.stderr))[1]
    ready = spoken_form_of(engine)
    say = lru_cache(maxsize=None)(lambda text: limit(engine.speak(ready(text)), engine.gain_db))
    return lambda sounds: play_pcm(mixed(sounds, say))


def mixed(sounds: Iterable[AnswerSound], say: Callable[[str], Pcm]) -> Pcm:
    """The sounds at their times, as one, at the rate of the voice."""
    rate_hz, samples = 0, array("h")
    for sound in sounds:
        if sound.kind == "speech":
            spoken = say(sound.text)
            rate_hz = rate_hz or spoken.rate_hz
            samples.extend([0] * (sound.start_ms * rate_hz // 1_000 - len(samples)))  # or after what is still playing
            samples.frombytes(spoken.samples)
        end = sound.end_ms * rate_hz // 1_000
        samples.extend([0] * (end - len(samples)))
    return Pcm(samples.tobytes(), rate_hz or 22_050)
