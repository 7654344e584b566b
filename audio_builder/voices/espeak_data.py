"""Where espeak-ng's data lie, under a path that the library can hold.

espeak-ng 1.52 keeps the path in 160 bytes (230 on Windows), cuts a longer one short without a word, and then looks
for its data where they were on the machine that compiled it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

import espeakng_loader

from audio_builder.errors import VoiceError

LONGEST = 229 if sys.platform == "win32" else 159
"""Bytes of the longest path that works."""
NEEDED = ("phontab", "phonindex", "phondata", "intonations", "voices/!v")


def encoded(path: Path) -> bytes:
    """``path`` as the C library reads it."""
    return str(path).encode("mbcs") if sys.platform == "win32" else os.fsencode(path)


@cache
def data_folder() -> Path:
    """A path to the data that is short enough, made when there is none. Raises ``VoiceError`` when data are missing."""
    folder = Path(espeakng_loader.__file__).parent / "espeak-ng-data"
    missing = [name for name in NEEDED if not (folder / name).exists()]
    if missing:
        raise VoiceError(f"espeak-ng's {folder / missing[0]} is not there; install espeakng-loader again")
    return folder if len(encoded(folder)) <= LONGEST else _shortened(folder)


def _shortened(folder: Path) -> Path:
    """Another, short path to ``folder``, which ends with this process."""
    private = Path(tempfile.mkdtemp(prefix="gentleback-"))
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    short = private / "data"
    if len(encoded(short)) > LONGEST:
        raise VoiceError(f"espeak-ng cannot read a path as long as {folder}; nor is {private} short enough")
    try:
        short.symlink_to(folder, target_is_directory=True)
    except OSError:  # Windows lets only some users link
        shutil.copytree(folder, short)
    return short
