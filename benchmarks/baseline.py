"""The script that people write today to make a spoken session with pauses.

Every phrase becomes an MP3 file, is decoded by pydub, and joined to the session with ``+=``, after a piece of
``AudioSegment.silent``; at the end the session is exported. It has our voice and our encoder's settings, where others
wait for an online service, and it decodes with ``codec="mp3"``, which saves it ffprobe, a third of its time.
That its holds are late by the padding of each MP3, and that it has no chapters, does not count here.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from audio_builder.sound.libraries import AudioSegment
from benchmarks.plain_mp3 import spoken_mp3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from content.timeline.cues import Sound
    from content.timeline.place import Placement

RATE_HZ = 24_000
"""The default of ``AudioSegment.silent`` is 11,025 Hz; every join would then resample the session."""


@dataclass(frozen=True, slots=True)
class Part:
    """A silence, and the sound after it."""

    silence_ms: int
    sound: Sound


def parts_of(placement: Placement) -> list[Part]:
    """The sounds of a session in order, with the silences that we make between them."""
    parts, quiet_ms = [], 0
    for start_ms, end_ms, sound in placement.sounds:
        parts.append(Part(start_ms - quiet_ms, sound))
        quiet_ms = end_ms
    return parts


def make_session(
    parts: Sequence[Part], mp3_file: Callable[[Sound], Path], target: Path, tags: Mapping[str, str]
) -> None:
    session = AudioSegment.empty()
    for part in parts:
        session += AudioSegment.silent(duration=part.silence_ms, frame_rate=RATE_HZ)
        session += AudioSegment.from_file(BytesIO(mp3_file(part.sound).read_bytes()), format="mp3", codec="mp3")
    session.export(target, format="mp3", bitrate="64k", tags=dict(tags)).close()


def speak_each_time(folder: Path) -> Callable[[Sound], Path]:
    """Speaks every sound each time that it occurs, into the same file."""

    def mp3_file(sound: Sound) -> Path:
        path = folder / "phrase.mp3"
        path.write_bytes(spoken_mp3(sound))
        return path

    return mp3_file


def speak_ahead(parts: Sequence[Part], folder: Path) -> Callable[[Sound], Path]:
    """Speaks every sound once, now, into a file."""
    files: dict[Sound, Path] = {}
    for sound in dict.fromkeys(part.sound for part in parts):
        files[sound] = folder / f"{len(files)}.mp3"
        files[sound].write_bytes(spoken_mp3(sound))
    return files.__getitem__
