"""A clip as the bytes of a file: a magic word, the length of its sound in samples, a checksum, the frames."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING
from zlib import crc32

from audio_builder.clips.clip import Clip

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"GBCLIP1\n"
_HEAD = struct.Struct(f"<{len(MAGIC)}sII")


def packed(key: str, clip: Clip) -> bytes:
    return _HEAD.pack(MAGIC, clip.length_samples, _checksum(key, clip.length_samples, clip.frames)) + clip.frames


def unpacked(key: str, data: bytes) -> Clip | None:
    """The clip in ``data``; None when that is damaged, cut short, another key's, or no clip at all."""
    if len(data) < _HEAD.size:
        return None
    magic, length_samples, checksum = _HEAD.unpack_from(data)
    frames = data[_HEAD.size :]
    if magic != MAGIC or checksum != _checksum(key, length_samples, frames):
        return None
    return Clip(frames, length_samples)


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it: nobody ever sees a part. Raises ``OSError`` and leaves nothing."""
    part = path.with_name(f"{path.name}.{os.getpid()}{os.urandom(4).hex()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _checksum(key: str, length_samples: int, frames: bytes) -> int:
    return crc32(frames, crc32(f"{key} {length_samples} ".encode()))
