"""Shaping: the audible part, where it is to begin, and silence around it."""

from __future__ import annotations

import math
import subprocess
import sys
from array import array

import pytest

from audio_builder.sound.pcm import Pcm
from audio_builder.sound.shape import LEAD_SAMPLES, shape
from audio_builder.voices.table import open_voice
from tests.audio_builder.decoded import audible

RATES = [16_000, 22_050, 24_000, 44_100]


def _tone(rate_hz: int, before_ms: int, sound_ms: int, behind_ms: int, loud: int = 8_000) -> Pcm:
    def count(ms: int) -> int:
        return ms * rate_hz // 1000

    tone = (round(loud * math.sin(at * 2 * math.pi * 440 / rate_hz)) for at in range(count(sound_ms)))
    return Pcm(array("h", [*[0] * count(before_ms), *tone, *[0] * count(behind_ms)]).tobytes(), rate_hz)


def _values(sound: Pcm) -> array[int]:
    return array("h", sound.samples)


@pytest.mark.parametrize("before_ms", [0, 1, 2, 57, 400])
@pytest.mark.parametrize("rate_hz", RATES)
def test_sound_begins_where_the_codec_puts_it_on_a_frame(rate_hz: int, before_ms: int) -> None:
    shaped = shape(_tone(rate_hz, before_ms, 300, 200), 0)
    begin, end = audible(_values(shaped.sound), rate_hz)
    assert abs(begin / rate_hz - LEAD_SAMPLES / 24_000) * 1000 <= 1.0
    assert abs((end - begin) / rate_hz - shaped.length_samples / 24_000) * 1000 <= 1.0
    assert abs(shaped.length_samples / 24 - 300) <= 6


def test_one_word_of_a_voice_keeps_its_length() -> None:
    sound = open_voice("espeak").speak("Hold.")
    begin, end = audible(_values(sound), sound.rate_hz)
    assert shape(sound, 0).length_samples == pytest.approx((end - begin) * 24_000 / sound.rate_hz, abs=24)


def test_edges_are_silent_and_faded() -> None:
    shaped = shape(_tone(24_000, 100, 300, 100, loud=20_000), 0)
    values = _values(shaped.sound)
    assert set(values[: LEAD_SAMPLES - 48]) == {0}
    assert set(values[-12 * 24 :]) == {0}
    assert max(map(abs, values[LEAD_SAMPLES - 48 : LEAD_SAMPLES])) < 2_000


def test_sound_that_ends_at_its_loudest_is_faded_out() -> None:
    values = _values(shape(_tone(24_000, 0, 100, 0, loud=20_000), 0).sound)
    last = max(at for at, value in enumerate(values) if value)
    assert max(map(abs, values[last - 24 : last + 1])) < 4_000


def test_silence_is_taken_whole() -> None:
    sound = open_voice("silent").speak("Breathe out as you lift.")
    shaped = shape(sound, 0)
    assert shaped.length_samples == sound.length_samples
    assert not any(shaped.sound.samples)


def test_pydub_is_imported_without_a_warning_even_without_ffmpeg() -> None:
    command = [sys.executable, "-W", "error", "-c", "import audio_builder.sound.shape"]
    said = subprocess.run(command, check=False, capture_output=True, text=True, env={"PATH": ""})
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
