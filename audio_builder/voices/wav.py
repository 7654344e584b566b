"""The sound of a WAV file, as any program writes it.

The standard library's ``wave`` refuses float samples, and before Python 3.12 the extensible format, which programs use
above 16 bits or two channels. Here PCM of 8, 16, 24 and 32 bits and float of 32 and 64 are read, plain or extensible
(Microsoft, "Multiple channel audio data and WAVE files", 2007), the same on every Python.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from audio_builder.sound.pcm import WIDTH, Pcm

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
TAIL_OF_GUID = bytes.fromhex("000000001000800000aa00389b71")
"""Of an extensible file's format, after the two bytes that a plain file has."""
WIDTHS = {PCM: (1, 2, 3, 4), FLOAT: (4, 8)}
"""Bytes of a sample."""
RATES_HZ = range(8_000, 48_001)
UNKNOWN_BYTES = 0x7FFF_0000
"""A size of at least this says that the writer did not know it: the samples were written to a pipe, to its end."""


class WavError(Exception):
    """What is wrong with the file, as the end of a sentence that says whose file it is."""


def read_wav(whole: bytes) -> Pcm:
    """The sound of the file whose bytes are ``whole``; of two channels the mean. Raises ``WavError``."""
    chunks: dict[bytes, bytes] = {}
    for name, content in _chunks(whole):
        if name in chunks:
            raise WavError(f"it has two chunks {name.decode()!r}")
        if name in (b"fmt ", b"data"):
            chunks[name] = content
    if b"fmt " not in chunks or b"data" not in chunks:
        raise WavError("it has no format, or no samples")
    kind, channels, rate_hz, width = _format(chunks[b"fmt "])
    if len(chunks[b"data"]) % (channels * width):
        raise WavError("its last sample is truncated")
    return Pcm(_as_16_bit_mono(chunks[b"data"], kind, channels, width), rate_hz)


def _chunks(whole: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's name and content. What says one length and holds another raises ``WavError``."""
    if whole[:4] != b"RIFF" or whole[8:12] != b"WAVE":
        raise WavError("it is not a WAV file")
    at = 12
    while at + 8 <= len(whole):
        size = int.from_bytes(whole[at + 4 : at + 8], "little")
        content = whole[at + 8 : at + 8 + size]
        if len(content) < size and not (whole[at : at + 4] == b"data" and size >= UNKNOWN_BYTES):
            raise WavError(f"it is truncated: {size} bytes are announced, {len(content)} are there")
        yield whole[at : at + 4], content
        at += 8 + size + size % 2
    size = int.from_bytes(whole[4:8], "little")
    is_other_size = 0 < size < UNKNOWN_BYTES and abs(8 + size - len(whole)) > 1  # a byte that pads may not be counted
    if is_other_size or at < len(whole):
        raise WavError(f"{8 + size if is_other_size else at} bytes are announced, {len(whole)} are there")


def _format(content: bytes) -> tuple[int, int, int, int]:
    """Kind of samples, channels, rate and bytes of a sample."""
    try:
        kind, channels, rate_hz, _, block, bits = struct.unpack_from("<HHIIHH", content)
        if kind == EXTENSIBLE:
            valid_bits, _, kind, tail = struct.unpack_from("<HIH14s", content, 18)
            bits, kind = valid_bits or bits, kind if tail == TAIL_OF_GUID else EXTENSIBLE
    except struct.error as error:
        raise WavError("its format is truncated") from error
    if channels not in (1, 2) or rate_hz not in RATES_HZ:
        raise WavError(f"it has {channels} channels at {rate_hz} Hz; one or two at 8000 to 48000 Hz can be used")
    width = block // channels
    if block % channels or width not in WIDTHS.get(kind, ()) or not 8 * (width - 1) < bits <= 8 * width:
        raise WavError(
            f"its samples (format {kind}, {bits} bits) are neither PCM of 8 to 32 bits nor float of 32 or 64"
        )
    return kind, channels, rate_hz, width


def _as_16_bit_mono(samples: bytes, kind: int, channels: int, width: int) -> bytes:
    from audio_builder.sound.libraries import audioop

    if kind == FLOAT:
        values = array("f" if width == 4 else "d", samples)
        if any(value != value for value in values):  # noqa: PLR0124 - only "not a number" differs from itself
            raise WavError("some of its samples are not numbers")
        samples = array("h", (round(32_767 * min(1.0, max(-1.0, value))) for value in values)).tobytes()
    else:
        signed = audioop.bias(samples, 1, -128) if width == 1 else samples  # those of one byte are unsigned
        samples = audioop.lin2lin(signed, width, WIDTH)
    return samples if channels == 1 else bytes(audioop.tomono(samples, WIDTH, 0.5, 0.5))
