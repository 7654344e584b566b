"""What a person would hear, one sound after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["speech", "silence", "chime"]


@dataclass(frozen=True, slots=True)
class Sounded:
    kind: Kind
    text: str
    """The words; of a chime its address; empty for silence."""
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Heard:
    """The sounds of an answer without the silence between them, in order of their start."""

    sounds: tuple[Sounded, ...]
    length_ms: int


def with_silence(heard: Heard) -> list[Sounded]:
    """The sounds, and every silence in which nothing else is heard."""
    return list(_filled(heard.sounds, heard.length_ms))


def _filled(sounds: Iterable[Sounded], length_ms: int) -> Iterator[Sounded]:
    now_ms = 0
    for sound in sounds:
        if sound.start_ms > now_ms:
            yield Sounded("silence", "", now_ms, sound.start_ms)
        yield sound
        now_ms = max(now_ms, sound.end_ms)
    if length_ms > now_ms:
        yield Sounded("silence", "", now_ms, length_ms)
