"""WAV files as engines and tools write them: every width and format, plain and extensible; and damaged ones."""

from __future__ import annotations

import struct
import subprocess
from array import array
from itertools import product
from math import pi, sin
from typing import TYPE_CHECKING

import pytest

from audio_builder.voices.program import EXTENSIBLE, FLOAT, PCM, TAIL_OF_GUID, WavError, read_wav
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 16_000
VALUES = [0.5 * sin(2 * pi * 440 * at / RATE_HZ) for at in range(400)]
SOUND = array("h", [round(32_767 * value) for value in VALUES])


def wav(kind: int, width: int, channels: int = 1, rate_hz: int = RATE_HZ, *, is_extensible: bool = False) -> bytes:
    samples = b"".join(encoded(value, kind, width) * channels for value in VALUES)
    return riff(format_chunk(kind, width, channels, rate_hz, is_extensible=is_extensible), chunk(b"data", samples))


def encoded(value: float, kind: int, width: int) -> bytes:
    if kind == FLOAT:
        return struct.pack("<f" if width == 4 else "<d", value)
    if width == 1:
        return bytes([round(127 * value) + 128])
    whole: int = round((2 ** (8 * width - 1) - 1) * value)
    return whole.to_bytes(width, "little", signed=True)


def format_chunk(
    kind: int, width: int, channels: int = 1, rate_hz: int = RATE_HZ, *, is_extensible: bool = False
) -> bytes:
    block, outer = channels * width, EXTENSIBLE if is_extensible else kind
    content = struct.pack("<HHIIHH", outer, channels, rate_hz, rate_hz * block, block, 8 * width)
    if is_extensible:
        content += struct.pack("<HHIH14s", 22, 8 * width, 4, kind, TAIL_OF_GUID)
    return chunk(b"fmt ", content)


def chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)


def riff(*chunks: bytes) -> bytes:
    whole = b"WAVE" + b"".join(chunks)
    return b"RIFF" + len(whole).to_bytes(4, "little") + whole


KINDS = [*product([PCM], [1, 2, 3, 4]), *product([FLOAT], [4, 8])]


@pytest.mark.parametrize("is_extensible", [False, True])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(("kind", "width"), KINDS)
def test_every_kind_of_sample_becomes_16_bit_mono(kind: int, width: int, channels: int, is_extensible: bool) -> None:
    sound = read_wav(wav(kind, width, channels, is_extensible=is_extensible))
    read = array("h", sound.samples)
    assert (sound.rate_hz, len(read)) == (RATE_HZ, len(SOUND))
    assert max(abs(one - other) for one, other in zip(read, SOUND, strict=True)) <= (300 if width == 1 else 2)


@pytest.mark.parametrize("codec", ["pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"])
def test_what_ffmpeg_writes(tmp_path: Path, codec: str) -> None:
    given = ("-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "pipe:", "-c:a", codec, tmp_path / "a.wav")
    subprocess.run([need("ffmpeg"), "-v", "error", *given], input=SOUND.tobytes(), check=True)
    read = array("h", read_wav((tmp_path / "a.wav").read_bytes()).samples)
    assert max(abs(one - other) for one, other in zip(read, SOUND, strict=True)) <= (300 if codec == "pcm_u8" else 2)


def test_other_chunks_are_skipped() -> None:
    samples = chunk(b"data", SOUND.tobytes())
    for before, after in ((chunk(b"LIST", b"INFOx"), b""), (b"", chunk(b"id3 ", b"odd")), (b"", b"trail")):
        assert read_wav(riff(format_chunk(PCM, 2), before, samples, after)).samples == SOUND.tobytes()


def test_floats_over_full_scale_are_clipped() -> None:
    samples = struct.pack("<4f", 1.5, -7.0, float("inf"), 1.0)
    read = array("h", read_wav(riff(format_chunk(FLOAT, 4), chunk(b"data", samples))).samples)
    assert list(read) == [32_767, -32_767, 32_767, 32_767]


GOOD = wav(PCM, 2)


@pytest.mark.parametrize(
    ("whole", "complaint"),
    [
        (b"", "it is not a WAV file"),
        (b"ID3" * 20, "it is not a WAV file"),
        (GOOD[:-1], "it is truncated: 800 bytes are announced, 799 are there"),
        (GOOD[:30], "it is truncated: "),
        (riff(), "it has no format, or no samples"),
        (riff(chunk(b"data", b"\0\0")), "it has no format, or no samples"),
        (riff(chunk(b"fmt ", b"\1\0"), chunk(b"data", b"")), "its format is truncated"),
        (riff(format_chunk(PCM, 2), chunk(b"data", b"\0\0\0")), "its last sample is truncated"),
        (wav(PCM, 2, 6), "it has 6 channels at 16000 Hz; one or two at 8000 to 48000 Hz can be used"),
        (wav(PCM, 2, 1, 96_000), "it has 1 channels at 96000 Hz; "),
        (riff(format_chunk(PCM, 2, 0), chunk(b"data", b"")), "it has 0 channels at 16000 Hz; "),
        (riff(format_chunk(6, 1), chunk(b"data", b"\0")), r"its samples \(format 6, 8 bits\) are neither PCM"),
        (riff(format_chunk(FLOAT, 2), chunk(b"data", b"\0\0")), r"its samples \(format 3, 16 bits\) are neither PCM"),
        (
            riff(format_chunk(FLOAT, 4), chunk(b"data", struct.pack("<f", float("nan")))),
            "some of its samples are not numbers",
        ),
    ],
)
def test_what_cannot_be_used_says_why(whole: bytes, complaint: str) -> None:
    with pytest.raises(WavError, match=f"^{complaint}"):
        read_wav(whole)
