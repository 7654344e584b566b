"""One worker process: makes clips, one after the other, until its pipe is closed."""

from __future__ import annotations

import signal
from functools import cache
from typing import TYPE_CHECKING, assert_never

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.sound import tones
from audio_builder.sound.encode import encode
from audio_builder.sound.shape import shape
from audio_builder.voices.table import open_voice
from content.errors import GentleBackError
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from audio_builder.clips.clip import Clip
    from audio_builder.voices.contract import Voice
    from content.timeline.cues import Sound

    Made = Clip | GentleBackError
    """A clip, or why there is none."""

_voice = cache(open_voice)


def work(pipe: Connection[Made, Sound], voice_spec: str) -> None:
    """Answer every sound that comes through ``pipe``. Ctrl-C is the main process's to handle: it closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            pipe.send(made(pipe.recv(), voice_spec))
    except (EOFError, OSError):
        pipe.close()


def made(sound: Sound, voice_spec: str) -> Made:
    """The clip of ``sound``, a function of nothing but the two."""
    try:
        return _make(sound, voice_spec)
    except UnknownVoiceError as error:
        return UnknownVoiceError(str(error))
    except GentleBackError as error:  # a plain one: a stranger's own may not survive the way through the pipe
        return VoiceError(str(error))
    except Exception as error:  # noqa: BLE001 - the voice may be a stranger's, and raise anything
        return VoiceError(f"{type(error).__name__}: {error}")


def _make(sound: Sound, voice_spec: str) -> Clip:
    match sound:
        case Phrase(text):
            return _spoken(text, _voice(voice_spec))
        case Tone(name):
            return encode(shape(tones.draw(name), gain_db=0))
        case _:
            assert_never(sound)


def _spoken(text: str, voice: Voice) -> Clip:
    return encode(shape(voice.speak(text), voice.gain_db))
