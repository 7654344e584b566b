"""espeak-ng out of its wheel, the small embedded voice: no download, no account, no system package.

``--voice espeak:VOICE`` takes any voice of espeak-ng (``en-us``, ``en-gb-x-rp``, ``de``), with a variant after a plus
sign if wanted (``en-us+f3``); without one it is ``en-us+f2``.

The library is used through ctypes. It has one state for the whole process, so it must not be used from two threads.
That state outlives everything but the library itself: the same phrase spoken twice differs by up to 9 ms, and neither
choosing the voice again nor ``espeak_Terminate`` resets it. So the library is loaded afresh for each phrase (5 ms).
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.sound.pcm import WIDTH, Pcm
from audio_builder.voices.contract import About, EngineVoice, nothing_to_say, spec_of, versions_of

if TYPE_CHECKING:
    import ctypes

PACKAGE = "espeakng-loader"
DEFAULT = "en-us+f2"
"""A recogniser understands far more of it than of plain ``en-us``, and its words end cleanly: ``docs/voices.md``."""
RATE_WPM = 150
"""Unhurried; espeak-ng's own 175 words a minute is brisk for somebody on the floor."""
WORD_GAP = 1
"""Extra silence between words, in units of 10 ms at espeak-ng's normal rate."""
RECIPE = 2
"""Goes up when this module starts to speak differently."""
ABOUT = About("clear, but a machine", "GPL-3.0-or-later", "many")
GAINS_DB = {
    DEFAULT: 2.3,
    **{"en-us": 4.5, "en": 3.6, "en-gb-x-rp": 4.2, "en-us+f3": 2.7, "en-us+Henrique": 8.6},
    **{"de": 4.0, "es": 4.0, "fr": 5.7},
}
"""For ``DEFAULT`` the mean of the 27 sessions of all routines in full, brief and cues, as ffmpeg's ebur128 reads the
MP3 files, was -18.0 LUFS with it (-18.6 to -17.4), and no true peak over -2.7 dBFS. The others are as
``level.gain_of`` measures them, as it does for any further voice."""
NEEDED_DATA = ("phontab", "phonindex", "phondata", "intonations", "voices/!v")
LONGEST_PATH = 229 if sys.platform == "win32" else 159
"""Bytes of the data's path that espeak-ng 1.52 can hold. It truncates a longer one silently, and then looks for its
data where they were on the machine that compiled it."""

# From espeak-ng's speak_lib.h.
SYNCHRONOUS = 2
DONT_EXIT = 0x8000
"""Without it the library ends the whole process when its data are missing."""
RATE, WORDGAP = 1, 7
CHARS_UTF8 = 1
PHONEMES = 0x100
"""``[[...]]`` holds phonemes, in espeak-ng's own notation."""
POS_CHARACTER = 1
SOFTEST_ECHO = "\x011H "
"""espeak-ng's command, within the text, for an echo of 1/256, the softest there is. Many variants have one of 140 ms,
which blurs the end of a word by as much, and so where a hold begins."""


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is espeak-ng's name of a voice; it is looked up when the voice first speaks."""
    voice = setting or DEFAULT
    engine = versions_of("espeak", [PACKAGE], "pip install 'gentle-back[audio]'")
    return EngineVoice(
        spec_of("espeak", setting),
        voice.partition("+")[0].lower(),
        f"espeak {RECIPE}, {engine}, {voice}, {RATE_WPM} wpm, word gap {WORD_GAP}",
        lambda text: _sound(text, voice),
        GAINS_DB.get(voice),
        reads_symbols=True,
    )


def _sound(text: str, voice: str) -> Pcm:
    """``text`` spoken from a fresh state."""
    import _ctypes
    import ctypes

    import espeakng_loader

    folder = data_folder()
    _check_voice(voice, folder)
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise VoiceError(f"espeak-ng does not load on this system: {error}") from error
    try:
        rate_hz = int(library.espeak_Initialize(SYNCHRONOUS, 0, _encoded(folder), DONT_EXIT))
        if rate_hz <= 0:  # -1 for an error, 0 when it found only a part of its data
            raise VoiceError(f"espeak-ng could not read its data in {folder}")
        library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # breathy variants are seeded by the clock
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise _unknown(voice)
        library.espeak_SetParameter(RATE, RATE_WPM, 0)
        library.espeak_SetParameter(WORDGAP, WORD_GAP, 0)
        samples = _synthesize(library, SOFTEST_ECHO + text if "+" in voice else text)
    finally:
        library.espeak_Terminate()
        if sys.platform == "win32":
            _ctypes.FreeLibrary(library._handle)
        else:
            _ctypes.dlclose(library._handle)
    if not samples.strip(b"\0"):
        raise nothing_to_say(text)
    return Pcm(samples, rate_hz)


@cache
def _check_voice(voice: str, folder: Path) -> None:
    """Refuse what crashes the library (a variant for a voice, a path) or is ignored by it (an unknown variant)."""
    variants = {file.name for file in (folder / "voices" / "!v").iterdir()}
    base, plus, variant = voice.partition("+")
    if "/" in voice or "\\" in voice or base in variants or (plus and variant not in variants):
        raise _unknown(voice)


def _synthesize(library: ctypes.CDLL, text: str) -> bytes:
    import ctypes

    pieces: list[bytes] = []

    def collect(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            pieces.append(ctypes.string_at(samples, count * WIDTH))
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(collect)
    library.espeak_SetSynthCallback(callback)
    spoken = text.replace("\0", " ").encode() + b"\0"
    flags = CHARS_UTF8 | (PHONEMES if "[[" in text else 0)
    status = library.espeak_Synth(spoken, ctypes.c_size_t(len(spoken)), 0, POS_CHARACTER, 0, flags, None, None)
    if status != 0:
        raise VoiceError(f"espeak-ng could not speak {text!r} (its error {status})")
    return b"".join(pieces)


def _unknown(voice: str) -> UnknownVoiceError:
    known = "a language such as 'en-us', 'en-gb-x-rp' or 'de', or 'en-us+f3'"
    return UnknownVoiceError(f"espeak has no voice '{voice}'; {known}")


@cache
def data_folder() -> Path:
    """A path to the data that is short enough, made when there is none. Raises ``VoiceError`` when data are missing."""
    import espeakng_loader

    folder = Path(espeakng_loader.__file__).parent / "espeak-ng-data"
    missing = [name for name in NEEDED_DATA if not (folder / name).exists()]
    if missing:
        raise VoiceError(f"espeak-ng's {folder / missing[0]} is not there; install espeakng-loader again")
    return folder if len(_encoded(folder)) <= LONGEST_PATH else _shortened(folder)


def _shortened(folder: Path) -> Path:
    """Another, short path to ``folder``, which is removed when this process ends."""
    import atexit
    import shutil
    import tempfile

    private = Path(tempfile.mkdtemp(prefix="gentleback-"))
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    short = private / "data"
    if len(_encoded(short)) > LONGEST_PATH:
        raise VoiceError(f"espeak-ng cannot read a path as long as {folder}; nor is {private} short enough")
    try:
        short.symlink_to(folder, target_is_directory=True)
    except OSError:  # Windows lets only some users make symlinks
        shutil.copytree(folder, short)
    return short


def _encoded(path: Path) -> bytes:
    """``path`` as the C library reads it."""
    return str(path).encode("mbcs") if sys.platform == "win32" else os.fsencode(path)
