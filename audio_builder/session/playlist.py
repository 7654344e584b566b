"""``sessions.m3u8``: the sessions in order, in extended M3U, which is UTF-8 and has no standard but common use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from audio_builder.session.session import FORMATS


@dataclass(frozen=True, slots=True)
class Entry:
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


def each_once(entries: Sequence[Entry]) -> list[Entry]:
    """Each session once, in the order of ``entries``."""
    chosen = one_of_each(entry.file for entry in entries)
    return [entry for entry in entries if entry.file in chosen]


def m3u8(name: str, entries: Iterable[Entry]) -> Iterator[str]:
    """A playlist called ``name``, line by line; lengths are whole seconds, rounded half up."""
    yield f"#EXTM3U\n#PLAYLIST:{_one_line(name)}\n"
    for entry in entries:
        yield f"#EXTINF:{(entry.length_ms + 500) // 1000},{_one_line(entry.title)}\n{_address(entry.file)}\n"


def _address(file: str) -> str:
    """``file`` on its line, so that no reader takes it for a comment."""
    line = file.replace("\r", " ").replace("\n", " ")
    return f"./{line}" if line.startswith(("#", " ")) else line


def _one_line(text: str) -> str:
    return " ".join(text.split())
