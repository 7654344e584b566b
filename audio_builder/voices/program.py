"""Programs that speak into a WAV file: started without a shell, stopped when they take too long, and never trusted."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from audio_builder.sound.pcm import Pcm

PHRASE_S = 60.0
"""The longest time for one phrase."""
QUESTION_S = 20
"""The longest time for a question such as which voices there are."""


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
        _run(command, text_file, longest_s)
        return _sound_in(wav_file, Path(command[0]).name)


def as_argument(text: str) -> str:
    """``text`` in a form that no program takes for an option or for the name of a file."""
    plain = text.replace("\0", " ")
    return plain if plain[:1].isalnum() else f" {plain}"


def _run(words: Sequence[str], text_file: Path, longest_s: float) -> None:
    program = Path(words[0]).name
    with text_file.open("rb") as text, tempfile.TemporaryFile() as errors:
        try:
            with _started(words, stdin=text, stdout=subprocess.DEVNULL, stderr=errors) as process:
                code = process.wait(longest_s)
        except subprocess.TimeoutExpired as error:
            raise VoiceError(f"{program} took longer than {longest_s:g} seconds for one phrase") from error
        except OSError as error:
            raise VoiceError(f"{program} cannot be started: {error.strerror or error}") from error
        if code:
            errors.seek(0)
            lines = errors.read(4_000).decode(errors="replace").strip().splitlines() or ["it does not say why"]
            raise VoiceError(f"{program} failed (exit code {code}): {lines[-1][:200]}")


@contextmanager
def _started(words: Sequence[str], **streams: object) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is killed in the end, whatever happens, with all that it has started."""
    process: subprocess.Popen[bytes] = subprocess.Popen(words, start_new_session=True, **streams)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
        process.wait()


def _sound_in(file: Path, program: str) -> Pcm:
    """The sound in ``file`` as 16-bit mono. Raises ``VoiceError`` when there is none."""
    from audio_builder.voices.wav import WavError, read_wav

    try:
        sound = read_wav(file.read_bytes())
    except FileNotFoundError as error:
        raise VoiceError(f"{program} wrote no file where {{wav}} stands") from error
    except (WavError, OSError) as error:
        raise VoiceError(f"{program} wrote no WAV file that can be used: {error}") from error
    if not sound.samples.strip(b"\0"):
        raise VoiceError(f"{program} wrote a file without any sound")
    return sound
