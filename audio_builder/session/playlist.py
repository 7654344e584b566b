"""``sessions.m3u8``: the sessions in order, in extended M3U, which is UTF-8 and has no standard but common use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from audio_builder.session.session import FORMATS

PLAYLIST = "sessions.m3u8"
ARCHIVE = "gentle-back.zip"


class Entry(NamedTuple):
    file: str
    """Relative to the playlist, with forward slashes."""
    title: str
    length_ms: int


def one_of_each(files: Iterable[str]) -> set[str]:
    """Of the files of a session in several formats the first in the order of ``FORMATS``, which most devices play.

    Files in other formats are omitted.
    """
    known = (file for file in files if PurePosixPath(file).suffix[1:] in FORMATS)
    best: dict[str, str] = {}
    for file in sorted(known, key=lambda each: FORMATS.index(PurePosixPath(each).suffix[1:])):
        best.setdefault(PurePosixPath(file).stem, file)
    return set(best.values())


def m3u8(name: str, entries: Iterable[Entry]) -> Iterator[str]:
    """A playlist called ``name``, line by line; lengths are whole seconds, rounded half up."""
    yield f"#EXTM3U\n#PLAYLIST:{' '.join(name.split())}\n"
    for file, title, length_ms in entries:
        line = file.replace("\r", " ").replace("\n", " ")
        address = f"./{line}" if line.startswith(("#", " ")) else line  # else readers take it for a comment
        yield f"#EXTINF:{(length_ms + 500) // 1000},{' '.join(title.split())}\n{address}\n"
