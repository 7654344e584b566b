"""What a voice is. Ours and third-party voices are added in the same way:

1. Write a function ``open_voice(setting: str) -> Voice``. ``setting`` is what follows the colon in
   ``--voice NAME:SETTING``, empty when nothing does. It raises ``VoiceError`` for a setting that it cannot serve.
2. It returns an ``EngineVoice``, or any object with the members of ``Voice``. Import what is heavy when a text is
   spoken: a session whose clips are all there needs only the fingerprint.
3. ``speak`` returns the same bytes for the same text, whatever was spoken before it and in whichever process; when it
   cannot, it raises ``VoiceError``. It is called in worker processes, never twice at once in one of them.
4. Put all that shapes the sound into ``fingerprint``: engine, its version, voice, rate. Clips are kept under it.
5. If it asks a service on the network, set ``is_online``: then one worker process speaks, whatever ``--jobs`` says.
6. Tell ``gentleback voices`` about the engine, if you like: ``ABOUT``, an ``About``, and ``settings()``, the settings
   that there are, in the same module.
7. Name the function in your package's metadata, and install the package::

       [project.entry-points."gentleback.voices"]
       NAME = "your_package.your_module:open_voice"

8. Let it pass the contract: ``GENTLEBACK_VOICE=NAME pytest --pyargs audio_builder.voices.voice_contract``.

``docs/your-voice.md`` has a worked example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from audio_builder.errors import VoiceError
from audio_builder.installed import version
from audio_builder.voices.level import gain_of

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

GROUP = "gentleback.voices"
"""The entry points that name the engines."""


class Voice(Protocol):
    """One voice of one engine. Cheap to make: everything but ``speak`` is known without loading the engine."""

    @property
    def name(self) -> str:
        """As ``--voice`` takes it: ``espeak``, ``espeak:de``."""

    @property
    def language(self) -> str:
        """What it speaks, as a BCP 47 tag in lower case: ``en``, ``en-us``."""

    @property
    def fingerprint(self) -> str:
        """All that shapes its sound, except the text and the gain."""

    @property
    def gain_db(self) -> float:
        """Brings a session spoken by it to -18 LUFS; the peaks are then limited, so it may be large."""

    def speak(self, text: str) -> Pcm:
        """The sound of ``text``, a function of nothing else. Raises ``VoiceError`` when nothing in it can be said."""


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """A voice whose sound is ``sound_of(text)``; every engine of ours returns one."""

    name: str
    language: str
    fingerprint: str
    sound_of: Callable[[str], Pcm]
    known_gain_db: float | None = None
    """Measured on whole sessions; None to have it measured on first use, and kept."""
    is_online: bool = False
    """Whether it asks a service on the network."""
    reads_symbols: bool = False
    """Whether it speaks a text without any letter or digit, such as a percent sign."""

    @property
    def gain_db(self) -> float:
        return gain_of(self.fingerprint, self.speak) if self.known_gain_db is None else self.known_gain_db

    def speak(self, text: str) -> Pcm:
        if not (self.reads_symbols or any(character.isalnum() for character in text)):
            raise nothing_to_say(text)
        return self.sound_of(text)


@dataclass(frozen=True, slots=True)
class About:
    """What the list of voices shows of an engine, and the engine itself cannot say."""

    quality: str = ""
    licence: str = ""
    languages: str = ""
    """For an engine with many: shown in place of the voice's own."""


def nothing_to_say(text: str) -> VoiceError:
    """The error for a text without anything that can be spoken."""
    return VoiceError(f"there is nothing to say in {text!r}")


def spec_of(engine: str, setting: str) -> str:
    """The name of a voice, as ``--voice`` takes it."""
    return f"{engine}:{setting}" if setting else engine


def versions_of(engine: str, packages: Iterable[str], how_to_get: str) -> str:
    """The versions of ``packages``, for a fingerprint. Raises ``VoiceError`` when one is not installed."""
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except ModuleNotFoundError as error:
            raise VoiceError(f"the voice '{engine}' needs the package {package}: {how_to_get}") from error
    return ", ".join(found)
