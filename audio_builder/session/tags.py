"""The ID3v2.3 tag in front of a session: what it is called, its cover, its lyrics, its chapters and their pictures.

Sources: https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0. Written here because mutagen sorts frames by
size, which orders chapters by the length of their titles, and some players show them in the order of the file.
No padding, no unsynchronisation (readers go by the size of the tag; pictures contain 0xFF bytes and do no harm).
Numbers are big-endian; sizes are plain, except that of the whole tag.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audio_builder.errors import BuildError

MOST_CHAPTERS = 255
"""A table of contents counts its entries in one byte."""
MOST_MS = 2**32 - 1
"""Times have four bytes."""
_LATIN_1, _UTF_16 = b"\0", b"\1"


@dataclass(frozen=True, slots=True)
class TagChapter:
    title: str
    start_ms: int
    end_ms: int
    picture: bytes = b""
    """PNG; shown in the place of the cover while the chapter lasts."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tag holds; empty fields, and numbers of 0, are omitted."""

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
    """The whole tag; the same ``tags`` give the same bytes. Raises ``BuildError`` for what a tag cannot hold."""
    about = f"the tags of '{tags.title}'"
    if len(tags.chapters) > MOST_CHAPTERS:
        raise BuildError(
            f"{about}: {len(tags.chapters)} chapters, and a tag holds {MOST_CHAPTERS}; make fewer, longer ones"
        )
    if not (len(tags.language) == 3 and tags.language.isascii() and tags.language.isalpha()):
        raise BuildError(f"{about}: language '{tags.language}' is not three letters of ISO 639-2, such as 'eng'")
    if not 0 < tags.year <= 9999:
        raise BuildError(f"{about}: year {tags.year} is not one of four digits")
    if not tags.licence_url.isascii():
        raise BuildError(f"{about}: the licence address '{tags.licence_url}' is not plain ASCII")
    if max((chapter.end_ms for chapter in tags.chapters), default=0) > MOST_MS:
        raise BuildError(f"{about}: more than {MOST_MS // 3_600_000} hours, which no tag can count; make it shorter")
    frames = b"".join(_frames(tags))
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))  # 7 bits a byte: unlike any MP3 frame
    return b"ID3\3\0\0" + size + frames


def _frames(tags: Tags) -> Iterator[bytes]:
    for name, text in _texts(tags):
        if text:
            yield _text_frame(name, text)
    if tags.licence_url:
        yield _frame(b"WCOP", tags.licence_url.encode())
    yield from _chapters(tags.chapters)
    if tags.lyrics:  # behind an empty description
        encoding, (description, lyrics) = _encode("", tags.lyrics)
        end = b"\0" if encoding == _LATIN_1 else b"\0\0"
        yield _frame(b"USLT", encoding + tags.language.encode() + description + end + lyrics)
    if tags.cover:
        yield _frame(b"APIC", _picture(tags.cover_mime, tags.cover))


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
    names = [f"ch{number}\0".encode() for number in range(1, len(chapters) + 1)]
    if names:
        yield _frame(b"CTOC", b"toc\0\3" + bytes([len(names)]) + b"".join(names))  # 3: top level, ordered
    for name, each in zip(names, sorted(chapters, key=lambda each: each.start_ms), strict=True):
        times = each.start_ms.to_bytes(4, "big") + each.end_ms.to_bytes(4, "big")
        picture = _frame(b"APIC", _picture("image/png", each.picture)) if each.picture else b""
        inner = _text_frame(b"TIT2", each.title) + picture
        yield _frame(b"CHAP", name + times + b"\xff" * 8 + inner)  # without byte offsets


def _frame(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "big") + b"\0\0" + body


def _text_frame(name: bytes, text: str) -> bytes:
    """A frame of one line of text: white space is folded, since most of these frames forbid line breaks."""
    encoding, (encoded,) = _encode(" ".join(text.split()))
    return _frame(name, encoding + encoded)


def _picture(mime: str, data: bytes) -> bytes:
    """The body of an APIC frame: the front cover (3), its description empty."""
    return _LATIN_1 + mime.encode() + b"\0\3\0" + data


def _encode(*texts: str) -> tuple[bytes, list[bytes]]:
    """The encoding byte, and ``texts`` all in that encoding: Latin-1 if they fit, else UTF-16 with its byte order mark.

    A NUL would end a text early, and a lone surrogate cannot be encoded: both are replaced.
    """
    clean = [text.replace("\0", " ") for text in texts]
    try:
        return _LATIN_1, [text.encode("latin-1") for text in clean]
    except UnicodeEncodeError:
        return _UTF_16, [b"\xff\xfe" + text.encode("utf-16-le", "replace") for text in clean]
