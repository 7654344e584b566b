"""WAV files as engines and tools write them: every width and format, plain and extensible; and damaged ones."""

from __future__ import annotations

import struct
import subprocess
from array import array
from itertools import product
from math import pi, sin
from typing import TYPE_CHECKING

import pytest

from audio_builder.voices.wav import EXTENSIBLE, FLOAT, PCM, TAIL_OF_GUID, WavError, read_wav
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


def test_what_ffmpeg_writes_into_a_pipe() -> None:
    given = ("-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "pipe:", "-f", "wav", "pipe:")
    done = subprocess.run(
        [need("ffmpeg"), "-v", "error", *given], input=SOUND.tobytes(), check=True, capture_output=True
    )
    assert read_wav(done.stdout).samples == SOUND.tobytes()


def test_other_chunks_are_skipped() -> None:
    samples = chunk(b"data", SOUND.tobytes())
    for before, after in ((chunk(b"LIST", b"INFOx"), b""), (b"", chunk(b"id3 ", b"odd")), (b"", chunk(b"LIST", b""))):
        assert read_wav(riff(format_chunk(PCM, 2), before, samples, after)).samples == SOUND.tobytes()


@pytest.mark.parametrize("length", ["file", "file and padding", "unknown", "zero"])
def test_a_byte_that_pads_may_be_missing_and_a_length_unknown(length: str) -> None:
    whole = riff(format_chunk(PCM, 1), chunk(b"data", b"\x81" * 3))  # padded, and the byte is counted
    assert read_wav(whole).length_samples == 3
    short = whole[:-1]
    size = {"file": len(short) - 8, "file and padding": len(short) - 7, "unknown": 0xFFFFFFFF, "zero": 0}[length]
    assert read_wav(short[:4] + size.to_bytes(4, "little") + short[8:]) == read_wav(whole)


def test_a_container_may_be_wider_than_its_samples() -> None:
    """20 bits in 24, or 24 in 32; or the writer leaves the count of valid bits empty."""
    for width, bits in ((3, 20), (4, 25), (2, 0)):
        content = format_chunk(PCM, width, is_extensible=True)[8:]
        narrow = content[:18] + struct.pack("<H", bits) + content[20:]
        sound = read_wav(riff(chunk(b"fmt ", narrow), chunk(b"data", b"".join(encoded(v, PCM, width) for v in VALUES))))
        assert max(abs(one - other) for one, other in zip(array("h", sound.samples), SOUND, strict=True)) <= 2


def test_doubles_are_as_floats() -> None:
    assert read_wav(wav(FLOAT, 8)) == read_wav(wav(FLOAT, 4))


def test_floats_over_full_scale_are_clipped() -> None:
    samples = struct.pack("<4f", 1.5, -7.0, float("inf"), 1.0)
    read = array("h", read_wav(riff(format_chunk(FLOAT, 4), chunk(b"data", samples))).samples)
    assert list(read) == [32_767, -32_767, 32_767, 32_767]


GOOD = wav(PCM, 2)
EMPTY_HEAD = riff(format_chunk(PCM, 2), chunk(b"data", b""))
"""Of a program that was to write the lengths at the end."""


def odd_block(block: int, channels: int) -> bytes:
    return chunk(b"fmt ", struct.pack("<HHIIHH", PCM, channels, RATE_HZ, RATE_HZ * block, block, 16))


@pytest.mark.parametrize(
    ("whole", "complaint"),
    [
        (b"", "it is not a WAV file"),
        (b"ID3" * 20, "it is not a WAV file"),
        (GOOD[:-1], "it is truncated: 800 bytes are announced, 799 are there"),
        (GOOD[:30], "it is truncated: "),
        (GOOD + b"x" * 5, "844 bytes are announced, 849 are there"),
        (GOOD + GOOD, "844 bytes are announced, 1688 are there"),
        (GOOD + chunk(b"data", b"\1\2"), "it has two chunks 'data'"),
        (riff(format_chunk(PCM, 2), format_chunk(PCM, 1), chunk(b"data", b"\1\2")), "it has two chunks 'fmt '"),
        (riff(format_chunk(PCM, 2), chunk(b"data", b"\1\2"), b"trail"), "46 bytes are announced, 51 are there"),
        (EMPTY_HEAD + SOUND.tobytes(), ".* bytes are announced, "),
        (riff(format_chunk(PCM, 2), chunk(b"data", b"\1\2")) + chunk(b"LIST", b"lost"), "46 bytes are announced, 58 "),
        (
            riff(format_chunk(PCM, 2), chunk(b"data", b"\1\2"), chunk(b"LIST", b"lost"))[:-12],
            "58 bytes are announced, 46 ",
        ),
        (riff(), "it has no format, or no samples"),
        (riff(chunk(b"data", b"\0\0")), "it has no format, or no samples"),
        (riff(chunk(b"fmt ", b"\1\0"), chunk(b"data", b"")), "its format is truncated"),
        (riff(format_chunk(PCM, 2), chunk(b"data", b"\0\0\0")), "its last sample is truncated"),
        (wav(PCM, 2, 6), "it has 6 channels at 16000 Hz; one or two at 8000 to 48000 Hz can be used"),
        (wav(PCM, 2, 1, 96_000), "it has 1 channels at 96000 Hz; "),
        (riff(format_chunk(PCM, 2, 0), chunk(b"data", b"")), "it has 0 channels at 16000 Hz; "),
        (riff(odd_block(3, 2), chunk(b"data", b"\0" * 6)), r"its samples \(format 1, 16 bits\) are neither PCM"),
        (riff(format_chunk(PCM, 8), chunk(b"data", bytes(8))), r"its samples \(format 1, 64 bits\) are neither PCM"),
        (
            riff(format_chunk(6, 1, is_extensible=True), chunk(b"data", b"\0")),
            r"its samples \(format 6, 8 bits\) are neither",
        ),
        (
            riff(chunk(b"fmt ", format_chunk(PCM, 2, is_extensible=True)[8:40]), chunk(b"data", b"")),
            "its format is truncated",
        ),
        (b"RIFX" + GOOD[4:], "it is not a WAV file"),
        (b"RF64" + GOOD[4:], "it is not a WAV file"),
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
