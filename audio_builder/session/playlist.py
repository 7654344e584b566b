"""``sessions.m3u8``: the sessions in order, in extended M3U, which is UTF-8 and has no standard but common use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from audio_builder.session.medium import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Entry:
    file: str
    """Relative to the playlist, with forward slashes."""
    title: str
    length_ms: int


def each_once(entries: Iterable[Entry]) -> list[Entry]:
    """Of a session that stands there in several formats the first one, in the order of ``FORMATS``."""
    best: dict[str, Entry] = {}
    for entry in entries:
        name, rank = _split(entry)
        if name not in best or rank < _split(best[name])[1]:
            best[name] = entry
    return list(best.values())


def _split(entry: Entry) -> tuple[str, int]:
    """The session's name, and where its format stands."""
    path = PurePosixPath(entry.file)
    ending = path.suffix[1:]
    return path.stem, FORMATS.index(ending) if ending in FORMATS else len(FORMATS)


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
