"""The ID3v2.3 tag in front of a session: what it is called, its cover, its lyrics, its chapters and their pictures.

Sources: https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0. Written here because mutagen sorts frames by
size, which puts chapters into the file in order of the length of their titles, and some players show them so.
No padding, no unsynchronisation (readers go by the size of the tag; pictures contain 0xFF bytes and do no harm).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.session.id3 import chapter, contents, frame, language_text, picture, tag, text_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHAPTERS = 255
"""A table of contents counts its entries in one byte."""


@dataclass(frozen=True, slots=True)
class TagChapter:
    title: str
    start_ms: int
    end_ms: int
    picture: bytes = b""
    """PNG; shown in the place of the cover while the chapter lasts."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tag says; what is empty, and a number of 0, is left out."""

    title: str
    year: int
    """Of the content, never of the day."""
    album: str = ""
    artist: str = ""
    track: int = 0
    """Counted from 1."""
    tracks: int = 0
    genre: str = ""
    language: str = "eng"
    """ISO 639-2, three letters."""
    licence: str = ""
    """Shown after the year, as the copyright message."""
    licence_url: str = ""
    """Plain ASCII, as addresses are."""
    cover: bytes = b""
    cover_mime: str = "image/png"
    lyrics: str = ""
    chapters: tuple[TagChapter, ...] = ()


def render(tags: Tags) -> bytes:
    """The whole tag; the same ``tags`` give the same bytes. Raises ``BuildError`` for what a tag cannot say."""
    _check(tags)
    return tag(b"".join(_frames(tags)))


def _check(tags: Tags) -> None:
    about = f"the tags of '{tags.title}'"
    if len(tags.chapters) > MOST_CHAPTERS:
        raise BuildError(
            f"{about}: {len(tags.chapters)} chapters, and a tag holds {MOST_CHAPTERS}; make fewer, longer ones"
        )
    if not (len(tags.language) == 3 and tags.language.isascii() and tags.language.isalpha()):
        raise BuildError(f"{about}: language '{tags.language}' is not three letters of ISO 639-2, such as 'eng'")
    if not 0 < tags.year <= 9999:
        raise BuildError(f"{about}: year {tags.year} is none of four digits")
    if not tags.licence_url.isascii():
        raise BuildError(f"{about}: the licence address '{tags.licence_url}' is not plain ASCII")


def _frames(tags: Tags) -> Iterator[bytes]:
    for name, text in _texts(tags):
        if text:
            yield text_frame(name, text)
    if tags.licence_url:
        yield frame(b"WCOP", tags.licence_url.encode())
    yield from _chapters(tags.chapters)
    if tags.lyrics:
        yield frame(b"USLT", language_text(tags.language, tags.lyrics))
    if tags.cover:
        yield frame(b"APIC", picture(tags.cover_mime, tags.cover))


def _texts(tags: Tags) -> Iterator[tuple[bytes, str]]:
    yield b"TIT2", tags.title
    yield b"TPE1", tags.artist
    yield b"TALB", tags.album
    yield b"TRCK", f"{tags.track}/{tags.tracks}" if tags.tracks else str(tags.track or "")
    yield b"TCON", tags.genre
    yield b"TYER", f"{tags.year:04}"
    yield b"TLAN", tags.language
    yield b"TCOP", f"{tags.year:04} {tags.licence}" if tags.licence else ""


def _chapters(chapters: tuple[TagChapter, ...]) -> Iterator[bytes]:
    """The table of contents, then its chapters in order of time."""
    in_time = sorted(chapters, key=lambda each: each.start_ms)
    names = [f"ch{number}".encode() for number in range(1, len(in_time) + 1)]
    if names:
        yield frame(b"CTOC", contents(names))
    for name, each in zip(names, in_time, strict=True):
        yield frame(b"CHAP", chapter(name, each.start_ms, each.end_ms, b"".join(_told(each))))


def _told(chapter: TagChapter) -> Iterator[bytes]:
    """The frames inside that of a chapter."""
    yield text_frame(b"TIT2", chapter.title)
    if chapter.picture:
        yield frame(b"APIC", picture("image/png", chapter.picture))
