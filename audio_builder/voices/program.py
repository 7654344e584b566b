"""Programs that speak into a WAV file: started without a shell, stopped when they take too long, and never trusted.

The file is read here, since the standard library's ``wave`` refuses float samples, and before Python 3.12 the
extensible format, which programs use above 16 bits or two channels. PCM of 8, 16, 24 and 32 bits and float of 32 and 64
are read, plain or extensible (Microsoft, "Multiple channel audio data and WAVE files", 2007).
"""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from audio_builder.errors import VoiceError
from audio_builder.sound.pcm import WIDTH, Pcm

PHRASE_S = 60.0
"""The longest time for one phrase."""
QUESTION_S = 20
"""The longest time for a question such as which voices there are."""
PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
TAIL_OF_GUID = bytes.fromhex("000000001000800000aa00389b71")
"""Of an extensible file's format, after the two bytes that a plain file has."""
WIDTHS = {PCM: (1, 2, 3, 4), FLOAT: (4, 8)}
"""Bytes of a sample."""
RATES_HZ = range(8_000, 48_001)
UNKNOWN_BYTES = 0x7FFF_0000
"""A size of at least this says that the writer did not know it: the samples were written to a pipe, to its end."""


def asked(program: str, *options: str, how_to_get: str) -> str:
    """What ``program`` prints. Raises ``VoiceError`` when it is not installed, or does not answer."""
    if shutil.which(program) is None:
        raise VoiceError(f"the voice '{program}' needs the program {program}: {how_to_get}")
    try:
        done = subprocess.run(
            [program, *options], stdin=subprocess.DEVNULL, capture_output=True, timeout=QUESTION_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VoiceError(f"{program} {' '.join(options)} gives no answer: {error}") from error
    return done.stdout.decode(errors="replace")


def spoken(text: str, words: Callable[[Path, Path], Sequence[str]], *, longest_s: float = PHRASE_S) -> Pcm:
    """What the program says. ``words(text file, wav file)`` are its name and arguments; it gets the text as input, too.

    Raises ``VoiceError`` when it fails, takes longer than ``longest_s``, or leaves no sound behind.
    """
    with tempfile.TemporaryDirectory(prefix="gentleback-") as name:
        text_file, wav_file = Path(name) / "text.txt", Path(name) / "sound.wav"
        text_file.write_text(text, encoding="utf-8", errors="replace", newline="")
        command = words(text_file, wav_file)
        program = Path(command[0]).name
        _run(command, program, text_file, longest_s)
        try:
            sound = read_wav(wav_file.read_bytes())
        except FileNotFoundError as error:
            raise VoiceError(f"{program} wrote no file at {{wav}}") from error
        except (WavError, OSError) as error:
            raise VoiceError(f"{program} wrote no WAV file that can be used: {error}") from error
    if not sound.samples.strip(b"\0"):
        raise VoiceError(f"{program} wrote a file without any sound")
    return sound


def as_argument(text: str) -> str:
    """``text`` in a form that no program takes for an option or for the name of a file."""
    plain = text.replace("\0", " ")
    return plain if plain[:1].isalnum() else f" {plain}"


def _run(words: Sequence[str], program: str, text_file: Path, longest_s: float) -> None:
    """To its end, whatever happens: then it is killed with all that it has started."""
    with text_file.open("rb") as text, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                words, stdin=text, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
            )
        except OSError as error:
            raise VoiceError(f"{program} cannot be started: {error.strerror or error}") from error
        try:
            code = process.wait(longest_s)
        except subprocess.TimeoutExpired as error:
            raise VoiceError(f"{program} took longer than {longest_s:g} seconds for one phrase") from error
        finally:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            process.wait()
        if code:
            errors.seek(0)
            lines = errors.read(4_000).decode(errors="replace").strip().splitlines() or ["no error message"]
            raise VoiceError(f"{program} failed (exit code {code}): {lines[-1][:200]}")


class WavError(Exception):
    """What is wrong with the file, as the end of a sentence that says whose file it is."""


def read_wav(whole: bytes) -> Pcm:
    """The sound of the file whose bytes are ``whole``; of two channels the mean. Raises ``WavError``."""
    chunks = dict(_chunks(whole))
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


def _format(content: bytes) -> tuple[int, int, int, int]:
    """Kind of samples, channels, rate and bytes of a sample."""
    try:
        kind, channels, rate_hz, _, block, bits = struct.unpack_from("<HHIIHH", content)
        if kind == EXTENSIBLE:
            bits, _, kind, tail = struct.unpack_from("<HIH14s", content, 18)
            kind = kind if tail == TAIL_OF_GUID else EXTENSIBLE
    except struct.error as error:
        raise WavError("its format is truncated") from error
    if channels not in (1, 2) or rate_hz not in RATES_HZ:
        raise WavError(f"it has {channels} channels at {rate_hz} Hz; one or two at 8000 to 48000 Hz can be used")
    width = block // channels
    if width not in WIDTHS.get(kind, ()) or not 8 * (width - 1) < bits <= 8 * width:
        raise WavError(
            f"its samples (format {kind}, {bits} bits) are neither PCM of 8 to 32 bits nor float of 32 or 64"
        )
    return kind, channels, rate_hz, width


def _as_16_bit_mono(samples: bytes, kind: int, channels: int, width: int) -> bytes:
    from audio_builder.sound.libraries import audioop

    if kind == FLOAT:
        values = struct.unpack(f"<{len(samples) // width}{'f' if width == 4 else 'd'}", samples)
        if any(value != value for value in values):  # noqa: PLR0124 - only "not a number" differs from itself
            raise WavError("some of its samples are not numbers")
        samples = array("h", [round(32_767 * min(1.0, max(-1.0, value))) for value in values]).tobytes()
    else:
        signed = audioop.bias(samples, 1, -128) if width == 1 else samples  # those of one byte are unsigned
        samples = audioop.lin2lin(signed, width, WIDTH)
    return samples if channels == 1 else bytes(audioop.tomono(samples, WIDTH, 0.5, 0.5))
