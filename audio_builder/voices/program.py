"""Programs that speak into a WAV file: started without a shell, stopped when they take too long, and never trusted."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audio_builder.errors import VoiceError
from audio_builder.voices.wav import WavError, read_wav
from content.files import read_bounded

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

PHRASE_S = 60.0
"""The longest time for one phrase."""
QUESTION_S = 20
"""The longest time for a question such as which voices there are."""
MOST_BYTES = 64_000_000
"""Of a file: some minutes of the widest samples."""
MOST_READ_BYTES, LONGEST_LINE = 100_000, 200
"""Of what a program prints, and of the line that an error repeats."""
LOOK_EVERY_S = 0.25
"""How often the sizes of its files are checked."""


def asked(program: str, *options: str, how_to_get: str) -> str:
    """What ``program`` prints. Raises ``VoiceError`` when it is not installed, or does not answer."""
    if shutil.which(program) is None:
        raise VoiceError(f"the voice '{program}' needs the program {program}: {how_to_get}")
    try:
        return ran([program, *options], QUESTION_S).output
    except VoiceError as error:
        raise VoiceError(f"{program} {' '.join(options)} gives no answer: {error}") from error


def spoken(text: str, words: Callable[[Path, Path], Sequence[str]], *, longest_s: float = PHRASE_S) -> Pcm:
    """What the program says. ``words(text file, wav file)`` are its name and arguments; it gets the text as input, too.

    Raises ``VoiceError`` when it fails, takes longer than ``longest_s``, or leaves no sound behind.
    """
    with tempfile.TemporaryDirectory(prefix="gentleback-") as name:
        text_file, wav_file = Path(name) / "text.txt", Path(name) / "sound.wav"
        text_file.write_text(text, encoding="utf-8", errors="replace", newline="")
        command = words(text_file, wav_file)
        program = Path(command[0]).name
        with text_file.open("rb") as said:
            done = ran(command, longest_s, input=said, written=wav_file)
        if done.exit_code:
            raise VoiceError(f"{program} failed (exit code {done.exit_code}): {done.complaint[:LONGEST_LINE]}")
        try:
            sound = read_wav(read_bounded(wav_file, MOST_BYTES, is_link_followed=False))
        except FileNotFoundError as error:
            raise VoiceError(f"{program} wrote no file at {{wav}}") from error
        except WavError as error:
            raise VoiceError(f"{program} wrote no WAV file that can be used: {error}") from error
        except OSError as error:
            raise VoiceError(f"{program} wrote no WAV file that can be used: {error.strerror}") from error
    if not sound.samples.strip(b"\0"):
        raise VoiceError(f"{program} wrote a file without any sound")
    return sound


def as_argument(text: str) -> str:
    """``text`` in a form that no program takes for an option or for the name of a file."""
    plain = text.replace("\0", " ")
    return plain if plain[:1].isalnum() else f" {plain}"


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """What came of a program that has ended."""

    exit_code: int
    output: str
    """What it printed, at most ``MOST_READ_BYTES`` of it."""
    complaint: str
    """The last line of its standard error."""


def ran(
    words: Sequence[str],
    longest_s: float,
    *,
    input: BinaryIO | None = None,  # noqa: A002 - as ``subprocess.run`` calls it
    written: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> ProgramRun:
    """Run a program to its end. Then, or when it takes too long or writes too much, it is killed with all that it has
    started. Raises ``VoiceError``.

    What it prints goes into files: a pipe may be kept open, by a program that it has started, for ever.
    """
    program = Path(words[0]).name
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                words,
                stdin=input or subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
                env=environment,
            )
        except OSError as error:
            raise VoiceError(f"{program} cannot be started: {error.strerror or error}") from error
        try:
            code = _waited(process, program, longest_s, [output.fileno(), errors.fileno(), written])
        finally:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            process.wait()
        lines = _end_of(errors).strip().splitlines() or ["no error message"]
        output.seek(0)
        return ProgramRun(code, output.read(MOST_READ_BYTES).decode(errors="replace"), lines[-1])


def _waited(
    process: subprocess.Popen[bytes], program: str, longest_s: float, files: Sequence[int | Path | None]
) -> int:
    """The exit code. Raises ``VoiceError`` for a program that takes too long, or writes too much into ``files``."""
    until_s = time.monotonic() + longest_s
    while (left_s := until_s - time.monotonic()) > 0:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(min(left_s, LOOK_EVERY_S))
        if any(_size(file) > MOST_BYTES for file in files if file is not None):
            raise VoiceError(f"{program} wrote more than {MOST_BYTES:,} bytes")
    raise VoiceError(f"{program} took longer than {longest_s:g} seconds")


def _size(file: int | Path) -> int:
    with suppress(OSError):
        return os.stat(file).st_size  # noqa: PTH116 - it takes a number, too
    return 0


def _end_of(file: BinaryIO) -> str:
    file.seek(max(0, file.seek(0, os.SEEK_END) - MOST_READ_BYTES))
    return file.read().decode(errors="replace")
