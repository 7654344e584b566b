"""Two decoders that share no code: ffmpeg's, and dr_mp3 in miniaudio. Both give blocks, so memory stays small."""

from __future__ import annotations

import subprocess
from array import array
from typing import TYPE_CHECKING

import miniaudio  # type: ignore[import-untyped, unused-ignore]

from audio_builder.clips.clip import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BLOCK_SAMPLES = 16_384


def by_ffmpeg(path: Path) -> Iterator[array[int]]:
    """The samples of ``path``, mono and at ``RATE_HZ``. Raises ``RuntimeError`` when ffmpeg fails."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(RATE_HZ), "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while data := process.stdout.read(BLOCK_SAMPLES * 2):
            yield array("h", data)
    if process.returncode:
        raise RuntimeError(f"ffmpeg could not decode {path.name}")


def by_miniaudio(path: Path) -> Iterator[array[int]]:
    """The samples of ``path``, mono and at ``RATE_HZ``."""
    yield from miniaudio.stream_file(str(path), nchannels=1, sample_rate=RATE_HZ, frames_to_read=BLOCK_SAMPLES)


DECODERS: dict[str, Callable[[Path], Iterator[array[int]]]] = {"ffmpeg": by_ffmpeg, "miniaudio": by_miniaudio}
