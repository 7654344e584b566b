"""The frames of ID3v2.3, byte by byte. Numbers are big-endian; sizes are plain, except that of the whole tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATIN_1, _UTF_16 = b"\0", b"\1"
_UNUSED_OFFSET = b"\xff" * 4
_TOP_LEVEL_ORDERED = b"\3"
_FRONT_COVER = b"\3"


def tag(frames: bytes) -> bytes:
    """``frames`` behind the header of a tag, whose size has 7 bits a byte so that it looks like no MP3 frame."""
    size = len(frames)
    return b"ID3\3\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frames


def frame(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "big") + b"\0\0" + body


def text_frame(name: bytes, text: str) -> bytes:
    """A frame of one line of text: white space is folded, since most of these frames forbid line breaks."""
    encoding, (encoded,) = _encode(" ".join(text.split()))
    return frame(name, encoding + encoded)


def language_text(language: str, text: str) -> bytes:
    """The body of a USLT frame, its description empty; ``text`` may have many lines."""
    encoding, (description, encoded) = _encode("", text)
    return encoding + language.encode() + description + _end(encoding) + encoded


def picture(mime: str, data: bytes) -> bytes:
    """The body of an APIC frame: the front cover, its description empty."""
    return _LATIN_1 + mime.encode() + b"\0" + _FRONT_COVER + b"\0" + data


def contents(names: Sequence[bytes]) -> bytes:
    """The body of a CTOC frame: the one table of contents, in order, with at most 255 entries."""
    return b"toc\0" + _TOP_LEVEL_ORDERED + bytes([len(names)]) + b"".join(name + b"\0" for name in names)


def chapter(name: bytes, start_ms: int, end_ms: int, frames: bytes) -> bytes:
    """The body of a CHAP frame: from ``start_ms`` to ``end_ms``, no byte offsets, ``frames`` that tell of it."""
    times = start_ms.to_bytes(4, "big") + end_ms.to_bytes(4, "big")
    return name + b"\0" + times + _UNUSED_OFFSET * 2 + frames


def _encode(*texts: str) -> tuple[bytes, list[bytes]]:
    """The encoding byte, and ``texts`` all in that encoding: Latin-1 if they fit, else UTF-16 with its byte order mark.

    A NUL would end a text early, and half a surrogate pair has no encoding: both are replaced.
    """
    clean = [text.replace("\0", " ") for text in texts]
    try:
        return _LATIN_1, [text.encode("latin-1") for text in clean]
    except UnicodeEncodeError:
        return _UTF_16, [b"\xff\xfe" + text.encode("utf-16-le", "replace") for text in clean]


def _end(encoding: bytes) -> bytes:
    return b"\0" if encoding == _LATIN_1 else b"\0\0"
