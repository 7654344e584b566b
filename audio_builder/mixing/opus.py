"""A mixed session as Opus in Ogg: the smallest, with chapters, cover and lyrics as Vorbis comments.

Source: https://wiki.xiph.org/VorbisComment, https://wiki.xiph.org/Chapter_Extension. The chapters are written here: the
muxer rounds their seconds up but not their milliseconds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.mixing.av_file import add_sound, av_fingerprint, clean, container, encode
from content.clock_text import caption_clock

if TYPE_CHECKING:
    from audio_builder.session.tags import Tags

BIT_RATE = 32_000
"""On average that gives some 23 kb/s for plain speech with its pauses, 48 with a bed."""
ENCODER = {"application": "audio", "vbr": "on", "frame_duration": "20"}
"""Made for speech alone ("voip"), or held to a rate under a bed, it adds 1 to 2 dB to the peaks (measured)."""
COVER_PIXELS, COVER_DEPTH = 600, 24


def fingerprint() -> str:
    return f"{av_fingerprint()}, libopus {BIT_RATE}, {ENCODER}"


def write(path: Path, blocks: Iterable[bytes], tags: Tags) -> None:
    """Write the whole file. Raises ``OSError``, ``BuildError``."""
    with container(path, "opus", {}) as file:
        file.metadata.update((name, clean(text)) for name, text in _comments(tags) if text)
        encode(file, add_sound(file, "libopus", BIT_RATE, ENCODER), blocks)


def _comments(tags: Tags) -> Iterator[tuple[str, str]]:
    yield "TITLE", tags.title
    yield "ARTIST", tags.artist
    yield "ALBUM", tags.album
    yield "GENRE", tags.genre
    yield "DATE", f"{tags.year:04}"
    yield "TRACKNUMBER", str(tags.track or "")
    yield "TRACKTOTAL", str(tags.tracks or "")
    yield "LANGUAGE", tags.language
    yield "COPYRIGHT", f"{tags.year:04} {tags.licence}" if tags.licence else ""
    yield "LICENSE", tags.licence_url
    for number, chapter in enumerate(tags.chapters, start=1):
        yield f"CHAPTER{number:03}", caption_clock(chapter.start_ms)
        yield f"CHAPTER{number:03}NAME", chapter.title
    yield "LYRICS", tags.lyrics
    yield "METADATA_BLOCK_PICTURE", b64encode(_picture(tags.cover_mime, tags.cover)).decode() if tags.cover else ""


def _picture(mime: str, data: bytes) -> bytes:
    """The picture block of FLAC, of the front cover (3): numbers of 32 bits, big-endian."""
    fields = (3, len(mime), mime.encode(), 0, COVER_PIXELS, COVER_PIXELS, COVER_DEPTH, 0, len(data), data)
    return b"".join(each.to_bytes(4, "big") if isinstance(each, int) else each for each in fields)
