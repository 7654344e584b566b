"""Any program that can speak into a WAV file: ``--voice 'cmd:flite -voice slt -t {text} -o {wav}'``.

No shell is involved: the words are split as a shell would, and then ``{text}``, ``{textfile}`` (a file with the text in
UTF-8) and ``{wav}`` are filled in. The text comes on standard input as well. The program has to say the same text the
same way every time; it is taken to speak English.
"""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices.contract import nothing_to_say
from audio_builder.voices.kept import digest_of
from audio_builder.voices.level import gain_of

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

EXAMPLE = "--voice 'cmd:flite -voice slt -t {text} -o {wav}'"
RECIPE = 1
"""Goes up when the same command begins to sound otherwise here."""
_PLACES = re.compile(r"\{(text|textfile|wav)\}")


@dataclass(frozen=True, slots=True)
class CommandVoice:
    name: str
    words: tuple[str, ...]
    """The program's whole path, and its arguments with the places to fill in."""
    fingerprint: str
    language: str = "en"

    @property
    def gain_db(self) -> float:
        """Measured when it is first asked for."""
        return gain_of(self.fingerprint, self.speak)

    def speak(self, text: str) -> Pcm:
        from audio_builder.voices.command_run import spoken

        if not any(character.isalnum() for character in text):
            raise nothing_to_say(text)
        return spoken(text, lambda said, sound: [_filled(word, text, said, sound) for word in self.words])


def open_voice(setting: str) -> CommandVoice:
    """``setting`` is the command. Raises ``VoiceError`` when its program is not there, or it names no ``{wav}``."""
    try:
        words = shlex.split(setting)
    except ValueError as error:
        raise UnknownVoiceError(f"the command {setting!r} cannot be read: {error}") from error
    if not any("{wav}" in word for word in words[1:]):
        raise UnknownVoiceError(f"the voice 'cmd' needs a command with {{wav}}, where its sound goes: {EXAMPLE}")
    program = shutil.which(words[0])
    if program is None:
        raise VoiceError(f"the voice 'cmd' needs the program {words[0]!r}, which is not installed")
    return CommandVoice(
        f"cmd:{setting}", (program, *words[1:]), f"command {RECIPE}, {words}, {_digests(program, words)}"
    )


def _digests(program: str, words: list[str]) -> str:
    """Of the program and of every file among its arguments, such as a model."""
    files = [Path(program), *(Path(word) for word in words[1:] if len(word) < 1_000 and Path(word).is_file())]
    try:
        return ", ".join(digest_of(file) for file in files)
    except OSError as error:
        raise VoiceError(f"{error.filename} cannot be read: {error.strerror}") from error


def _filled(word: str, text: str, said: Path, sound: Path) -> str:
    """``word`` with its places filled in, in one go: what the text holds is never filled in again."""
    from audio_builder.voices.command_run import as_argument

    values = {"text": as_argument(text), "textfile": str(said), "wav": str(sound)}
    return _PLACES.sub(lambda place: values[place[1]], word)
