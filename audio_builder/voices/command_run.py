"""Programs that speak into a WAV file: started without a shell, stopped when they take too long, and not believed."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.wav import WavError, read_wav

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from audio_builder.sound.pcm import Pcm

PATIENCE_S = 60.0
"""For one phrase."""


def spoken(text: str, words: Callable[[Path, Path], Sequence[str]], *, patience_s: float = PATIENCE_S) -> Pcm:
    """What the program says. ``words(text file, wav file)`` are its name and arguments; it gets the text as input, too.

    Raises ``VoiceError`` when it fails, takes longer than ``patience_s``, or leaves no sound behind.
    """
    with tempfile.TemporaryDirectory(prefix="gentleback-") as name:
        said, sound = Path(name) / "text.txt", Path(name) / "sound.wav"
        said.write_text(text, encoding="utf-8", errors="replace", newline="")
        command = words(said, sound)
        _run(command, said, patience_s)
        return _heard(Path(command[0]).name, sound)


def as_argument(text: str) -> str:
    """``text`` in a form that no program takes for an option or for the name of a file."""
    plain = text.replace("\0", " ")
    return plain if plain[:1].isalnum() else f" {plain}"


def _run(words: Sequence[str], said: Path, patience_s: float) -> None:
    program = Path(words[0]).name
    with said.open("rb") as text, tempfile.TemporaryFile() as complaints:
        try:
            with _own(words, stdin=text, stdout=subprocess.DEVNULL, stderr=complaints) as process:
                code = process.wait(patience_s)
        except subprocess.TimeoutExpired as error:
            raise VoiceError(f"{program} took longer than {patience_s:g} seconds for one phrase") from error
        except OSError as error:
            raise VoiceError(f"{program} cannot be started: {error.strerror or error}") from error
        if code:
            complaints.seek(0)
            lines = complaints.read(4_000).decode(errors="replace").strip().splitlines() or ["it does not say why"]
            raise VoiceError(f"{program} failed (exit code {code}): {lines[-1][:200]}")


@contextmanager
def _own(words: Sequence[str], **streams: object) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends here, whatever happens, with all that it has started."""
    process: subprocess.Popen[bytes] = subprocess.Popen(words, start_new_session=True, **streams)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
        process.wait()


def _heard(program: str, file: Path) -> Pcm:
    """The sound in ``file`` as 16-bit mono. Raises ``VoiceError`` when there is none."""
    try:
        sound = read_wav(file.read_bytes())
    except FileNotFoundError as error:
        raise VoiceError(f"{program} wrote no file where {{wav}} stands") from error
    except (WavError, OSError) as error:
        raise VoiceError(f"{program} wrote no WAV file that can be used: {error}") from error
    if not sound.samples.strip(b"\0"):
        raise VoiceError(f"{program} wrote a file without any sound")
    return sound
