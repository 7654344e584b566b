"""A listener who knows English and nothing of us: PocketSphinx, with the US English model that its wheel carries.

It is no person. It is easily lost, and what it takes for likely English is news and telephone talk; so its figures
compare voices with each other, and say nothing about how much a person understands.
"""

from __future__ import annotations

import subprocess

from benchmarks.bench import BenchError
from benchmarks.sentences import words_of

RATE_HZ = 16_000
"""What its model was trained for."""
PAUSE = bytes(RATE_HZ * 2 * 3 // 10)
"""Before and after each sentence: it gets used to the room by it."""


class Recogniser:
    def __init__(self) -> None:
        try:
            from pocketsphinx import Decoder
        except ImportError as error:
            raise BenchError("the listener is not installed: pip install '.[bench]'") from error
        self._make = lambda: Decoder(samprate=RATE_HZ, loglevel="FATAL")
        self._decoder = self._make()

    def knows(self, word: str) -> bool:
        return self._decoder.lookup_word(word) is not None

    def forget(self) -> None:
        """Listen to the next voice as to the first: it gets used to a voice while it listens."""
        self._decoder = self._make()

    def heard(self, mp3: bytes) -> list[str]:
        """The words that it makes of a sound."""
        decoder = self._decoder
        decoder.start_utt()
        decoder.process_raw(PAUSE + _samples(mp3) + PAUSE, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        return words_of(found.hypstr) if found else []


def _samples(mp3: bytes) -> bytes:
    """Decoded and resampled by ffmpeg, whose filter lets nothing of the higher tones fold down."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-f",
        "mp3",
        "-i",
        "pipe:",
        "-ac",
        "1",
        "-ar",
        str(RATE_HZ),
        "-f",
        "s16le",
        "pipe:",
    ]
    return subprocess.run(command, input=mp3, capture_output=True, check=True).stdout
