"""Any program that can speak into a WAV file: ``--voice 'cmd:flite -voice slt -t {text} -o {wav}'``.

No shell is involved: the words are split as a shell would, and then ``{text}``, ``{textfile}`` (a file with the text in
UTF-8) and ``{wav}`` are filled in. The program gets the text on standard input as well. It has to say the same text the
same way every time; its language is taken to be English.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import Remedy, UnknownVoiceError, VoiceError
from audio_builder.voices.contract import About, EngineVoice
from audio_builder.voices.measured import model_digest
from audio_builder.voices.program import as_argument, spoken

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

RECIPE = 1
"""Goes up when the same command sounds different here."""
ABOUT = About("as good as your program", "your program's", "en")
_PLACEHOLDER = re.compile(r"\{(text|textfile|wav)\}")


def open_voice(setting: str) -> EngineVoice:
    """``setting`` is the command. Raises ``VoiceError`` when its program is not there, or it names no ``{wav}``."""
    try:
        words = [os.path.expanduser(word) for word in shlex.split(setting)]  # noqa: PTH111 - not all are paths
    except ValueError as error:
        raise UnknownVoiceError(f"the command {setting!r} cannot be read: {error}") from error
    if not any("{wav}" in word for word in words[1:]):
        cause = "the voice 'cmd' needs a command with {wav}, where its sound goes"
        raise UnknownVoiceError(cause, Remedy.COMMAND)
    program = shutil.which(words[0])
    if program is None:
        raise VoiceError(f"the voice 'cmd' needs the program {words[0]!r}, which is not installed")
    files = [Path(program), *(Path(word) for word in words[1:] if len(word) < 1_000 and Path(word).is_file())]
    try:  # a file among the arguments, such as a model, shapes the sound
        digests = ", ".join(map(model_digest, files))
    except OSError as error:
        raise VoiceError(f"{error.filename} cannot be read: {error.strerror}") from error
    fingerprint = f"command {RECIPE}, {words}, {digests}"
    return EngineVoice(f"cmd:{setting}", "en", fingerprint, lambda text: _sound(text, [program, *words[1:]]))


def _sound(text: str, words: list[str]) -> Pcm:
    def filled(text_file: Path, wav_file: Path) -> list[str]:
        """All placeholders are filled in at once, so what the text holds is never taken for one."""
        values = {"text": as_argument(text), "textfile": str(text_file), "wav": str(wav_file)}
        return [_PLACEHOLDER.sub(lambda found: values[found[1]], word) for word in words]

    return spoken(text, filled)
