"""espeak-ng through ctypes. Nothing here is safe in two threads: the library has one state for the whole process.

That state outlives everything but the library itself: the same phrase spoken twice differs by up to 9 ms, and neither
choosing the voice again nor ``espeak_Terminate`` resets it. So each phrase gets a library loaded afresh (5 ms).
"""

from __future__ import annotations

import _ctypes
import ctypes
import sys
from functools import cache
from typing import TYPE_CHECKING

import espeakng_loader

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.sound.pcm import WIDTH, Pcm
from audio_builder.voices.espeak_data import data_folder, encoded

if TYPE_CHECKING:
    from pathlib import Path

# From espeak-ng's speak_lib.h.
SYNCHRONOUS = 2
DONT_EXIT = 0x8000
"""Without it the library ends the whole process when its data are missing."""
RATE, WORDGAP = 1, 7
CHARS_UTF8 = 1
PHONEMES = 0x100
"""``[[...]]`` holds phonemes, by espeak-ng's own names."""
POS_CHARACTER = 1

DRY = "\x011H "
"""espeak-ng's command, within the text, for an echo of 1/256, the softest there is. Many variants bring one of 140 ms,
which blurs the end of a word by as much, and so where a hold begins."""

_Collect = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def speak(text: str, voice: str, *, rate_wpm: int, word_gap: int) -> Pcm:
    """``text`` spoken from a fresh state; all zeros when nothing in it can be spoken. Raises ``VoiceError``."""
    folder = data_folder()
    _check_voice(voice, folder)
    library = _load()
    try:
        rate_hz = _begin(library, folder)
        _choose(library, voice, rate_wpm, word_gap)
        return Pcm(_synthesize(library, DRY + text if "+" in voice else text), rate_hz)
    finally:
        library.espeak_Terminate()
        _unload(library)


@cache
def _check_voice(voice: str, folder: Path) -> None:
    """Refuse what the library crashes on (a variant for a voice, a path) or passes over (an unknown variant)."""
    variants = {file.name for file in (folder / "voices" / "!v").iterdir()}
    base, plus, variant = voice.partition("+")
    if "/" in voice or "\\" in voice or base in variants or (plus and variant not in variants):
        raise _unknown(voice)


def _load() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise VoiceError(f"espeak-ng does not load on this system: {error}") from error


def _begin(library: ctypes.CDLL, folder: Path) -> int:
    rate_hz = int(library.espeak_Initialize(SYNCHRONOUS, 0, encoded(folder), DONT_EXIT))
    if rate_hz <= 0:  # -1 for an error, 0 when it found only a part of its data
        raise VoiceError(f"espeak-ng could not read its data in {folder}")
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # breathy variants are seeded by the clock
    return rate_hz


def _choose(library: ctypes.CDLL, voice: str, rate_wpm: int, word_gap: int) -> None:
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise _unknown(voice)
    library.espeak_SetParameter(RATE, rate_wpm, 0)
    library.espeak_SetParameter(WORDGAP, word_gap, 0)


def _synthesize(library: ctypes.CDLL, text: str) -> bytes:
    pieces: list[bytes] = []

    def collect(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            pieces.append(ctypes.string_at(samples, count * WIDTH))
        return 0

    callback = _Collect(collect)
    library.espeak_SetSynthCallback(callback)
    spoken = text.replace("\0", " ").encode() + b"\0"
    flags = CHARS_UTF8 | (PHONEMES if "[[" in text else 0)
    status = library.espeak_Synth(spoken, ctypes.c_size_t(len(spoken)), 0, POS_CHARACTER, 0, flags, None, None)
    if status != 0:
        raise VoiceError(f"espeak-ng could not speak {text!r} (its error {status})")
    return b"".join(pieces)


def _unload(library: ctypes.CDLL) -> None:
    handle = library._handle
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


def _unknown(voice: str) -> UnknownVoiceError:
    known = "a language such as 'en-us', 'en-gb-x-rp' or 'de', or 'en-us+f3'"
    return UnknownVoiceError(f"espeak has no voice '{voice}'; {known}")
