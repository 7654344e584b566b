"""What would be heard of an answer: sounds with their times, and the same as text for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Literal

from content.clock_text import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

SoundKind = Literal["speech", "silence", "chime"]

WIDTH = 96
PAUSE_LEAST_MS = 950
"""A shorter silence is not shown: it is the end of a sentence."""


@dataclass(frozen=True, slots=True)
class PlayedSound:
    kind: SoundKind
    text: str
    """The words; of a chime its address; empty for silence."""
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class HeardAnswer:
    """The sounds of an answer without the silence between them, in order of their start."""

    sounds: tuple[PlayedSound, ...]
    length_ms: int

    def with_silence(self) -> list[PlayedSound]:
        """The sounds, and every silence in which nothing else is heard."""
        found: list[PlayedSound] = []
        now_ms = 0
        for sound in self.sounds:
            if sound.start_ms > now_ms:
                found.append(PlayedSound("silence", "", now_ms, sound.start_ms))
            found.append(sound)
            now_ms = max(now_ms, sound.end_ms)
        if self.length_ms > now_ms:
            found.append(PlayedSound("silence", "", now_ms, self.length_ms))
        return found


def text_of(sounds: Sequence[PlayedSound]) -> str:
    """Speech with its pauses, ``... 8 s ...``, in one wrapped paragraph."""
    words = " ".join(filter(None, map(_word, sounds)))
    wrapped = fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return wrapped.replace("\xa0", " ")


def _word(sound: PlayedSound) -> str:
    match sound.kind:
        case "speech":
            return sound.text if sound.text[-1:] in ".?!" else f"{sound.text}."
        case "chime":
            return "(chime)"
        case "silence":
            return f"...\xa0{round(sound.length_ms / 1_000)}\xa0s\xa0..." if sound.length_ms >= PAUSE_LEAST_MS else ""


def length_text(sounds: Sequence[PlayedSound]) -> str:
    """The length of all ``sounds``, such as "02:45"."""
    return clock(sounds[-1].end_ms if sounds else 0)
