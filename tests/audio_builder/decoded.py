"""Hearing what was made: decoders, and where sound begins and ends. Written apart from the code that it judges."""

from __future__ import annotations

import re
import subprocess
from array import array
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

import miniaudio

from audio_builder.sound.clip import encode
from audio_builder.sound.shape import shape
from audio_builder.voices.table import open_voice
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.sound.clip import Clip

PHRASES = (
    "Welcome. This is a gentle session for your lower back.",
    "Lie on your back with your knees bent and your feet flat on the floor.",
    "Slowly lift your hips until your knees, hips and shoulders make a line.",
    "Breathe out as you lift.",
    "Soft shoulders, soft jaw.",
    "Hold.",
    "And release.",
    "Halfway.",
    "One.",
    "Two.",
    "Three.",
    "Ten seconds left.",
    "If your back pinches, come down and lift less next time.",
    "Now the other side.",
    "Roll onto your side first, and push yourself up with your hands.",
)


@cache
def spoken(text: str, spec: str = "espeak") -> Clip:
    """The clip of ``text``, made as a worker makes it."""
    voice = open_voice(spec)
    return encode(shape(voice.speak(text), voice.gain_db))


def with_miniaudio(mp3: bytes) -> array[int]:
    """The samples, by dr_mp3."""
    return array("h", miniaudio.mp3_read_s16(mp3).samples)


def with_ffmpeg(mp3: bytes) -> array[int]:
    return _by_program([need("ffmpeg"), "-v", "error", "-f", "mp3", "-i", "pipe:", "-f", "s16le", "pipe:"], mp3)


def with_mpg123(mp3: bytes) -> array[int]:
    return _by_program([need("mpg123"), "-q", "--encoding", "s16", "--stdout", "-"], mp3)


DECODERS = (with_miniaudio, with_ffmpeg, with_mpg123)


def _by_program(command: list[str], mp3: bytes) -> array[int]:
    done = subprocess.run(command, input=mp3, capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return array("h", done.stdout)


def audible(samples: array[int], rate_hz: int = 24_000, dbfs: float = -50) -> tuple[int, int]:
    """The first sample, and the one behind the last, around which 5 ms are louder than ``dbfs``."""
    half = rate_hz // 400
    silence = [0] * half
    energy = list(accumulate((value * value for value in (*silence, *samples, *silence)), initial=0))
    floor = (32768 * 10 ** (dbfs / 20)) ** 2 * 2 * half
    loud = [at for at in range(len(samples)) if energy[at + 2 * half] - energy[at] > floor]
    return loud[0], loud[-1] + 1


def loudness(file: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBFS, as ffmpeg's ebur128 reads ``file``."""
    hear = ["-i", str(file), "-filter:a", "ebur128=peak=true", "-f", "null", "-"]
    command = [need("ffmpeg"), "-hide_banner", "-nostats", *hear]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    summary = said[said.rindex("Summary:") :]
    return _figure(r"I:\s+(-?[\d.]+) LUFS", summary), _figure(r"Peak:\s+(-?[\d.]+) dBFS", summary)


def _figure(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])
