"""What a voice is. Ours and a stranger's are added in the same way:

1. Write a class with the members of ``Voice``. Import what is heavy inside ``speak`` (or in a module that ``speak``
   imports): a session whose clips are all there asks only for the fingerprint.
2. ``speak`` returns the same bytes for the same text, whatever was spoken before it and in whichever process; when it
   cannot, it raises ``VoiceError``. It is called in worker processes, never twice at once in one of them.
3. Put all that shapes the sound into ``fingerprint``: engine, its version, voice, rate. Clips are kept under it.
4. Give ``gain_db``: ``level.gain_of(self.fingerprint, self.speak)`` measures it once and keeps it.
5. If it asks a service on the network, set ``is_online = True``: then one worker process speaks, whatever ``--jobs``.
6. Write a function ``open_voice(setting: str) -> Voice``. ``setting`` is what follows the colon in
   ``--voice NAME:SETTING``, empty when nothing does. It raises ``VoiceError`` for a setting that it cannot serve.
7. Name that function in your package's metadata, and install the package::

       [project.entry-points."gentleback.voices"]
       NAME = "your_package.your_module:open_voice"

8. Let it pass the contract: ``GENTLEBACK_VOICE=NAME pytest --pyargs audio_builder.voices.voice_contract``.

A worked example stands in ``docs/your-voice.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from audio_builder.errors import VoiceError

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm

GROUP = "gentleback.voices"
"""The entry points that name the engines."""


class Voice(Protocol):
    """One voice of one engine. Cheap to make: everything but ``speak`` is known without loading the engine."""

    @property
    def name(self) -> str:
        """As it is asked for: ``espeak``, ``espeak:de``."""

    @property
    def language(self) -> str:
        """What it speaks, as a BCP 47 tag in lower case: ``en``, ``en-us``."""

    @property
    def fingerprint(self) -> str:
        """All that shapes its sound, but the text and the gain."""

    @property
    def gain_db(self) -> float:
        """Brings a session spoken by it to -18 LUFS; the peaks are then limited, so it may be large."""

    def speak(self, text: str) -> Pcm:
        """The sound of ``text``, a function of nothing else. Raises ``VoiceError`` when nothing in it can be said."""


def asks_a_service(voice: Voice) -> bool:
    """Whether ``voice`` says with ``is_online = True`` that it asks a service: then one process asks, not several."""
    return bool(getattr(voice, "is_online", False))


def nothing_to_say(text: str) -> VoiceError:
    """The error for a text without anything that can be spoken."""
    return VoiceError(f"there is nothing to say in {text!r}")
