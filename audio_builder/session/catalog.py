"""``catalog.json``: its type, its reader and its writer. Its fields are described in ``docs/catalog.md``.

The facts of a session are on one line and each of its chapters on another, so that a session of hours, which has
thousands of cues, is read and written a chapter at a time.

All times are whole milliseconds of the sound itself, from the start of the file: a spoken cue lasts from its first to
its last audible sample, and a hold from the end of the sound that starts it to the beginning of the one that ends it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal, NotRequired, TypedDict, cast

from audio_builder.errors import BuildError
from audio_builder.files import write_if_changed
from audio_builder.session.session import ALBUM

SCHEMA_VERSION = 1
FILE_NAME = "catalog.json"


class CatalogCue(TypedDict):
    """A cue, or a sound inside one. Fields that would be empty or 0 are omitted."""

    kind: Literal["say", "count", "chime", "hold", "move", "rest", "breathe", "mark"]
    start_ms: int
    end_ms: int
    text: NotRequired[str]
    """What is said."""
    tone: NotRequired[str]
    """Which tone sounds."""
    screen: NotRequired[str]
    exercise: NotRequired[str]
    side: NotRequired[str]
    repetition: NotRequired[int]
    of: NotRequired[int]
    set: NotRequired[int]
    hold_ms: NotRequired[int]
    """How long a hold is meant to be."""
    span_ms: NotRequired[int]
    """How long any other span is meant to be."""


class CatalogChapter(TypedDict):
    title: str
    exercise: str
    """Empty in the opening and the ending."""
    start_ms: int
    end_ms: int
    cues: list[CatalogCue]
    position: NotRequired[str]
    """This and what follows is said about the exercise. Missing if there is none, or if it names a side."""
    aim: NotRequired[str]
    easier: NotRequired[str]
    avoid: NotRequired[str]
    stop: NotRequired[str]


class CatalogFacts(TypedDict):
    """A session without its chapters."""

    routine: str
    title: str
    summary: str
    language: str
    licence: str
    year: int
    voice: str
    made_with: NotRequired[str]
    """Engine, versions, model, settings, encoder and kind of processor: if all are the same, so are the bytes."""
    format: str
    """``mp3``, ``m4b`` or ``opus``."""
    bed: bool
    """Whether there is a soft bed under the speech."""
    options: dict[str, object]
    """Those of the listener, by the names of the fields of ``content.timeline.options.Options``."""
    file: str
    bytes: int
    sha256: str
    duration_ms: int
    captions: str
    transcript: str
    needs: list[str]
    areas: list[str]
    equipment: list[str]
    positions: list[str]
    safety: list[str]
    frequency: str


class CatalogSession(CatalogFacts):
    chapters: list[CatalogChapter]


class Catalog(TypedDict):
    schema_version: int
    title: str
    sessions: list[CatalogSession]


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A session of the catalog. Its chapters are JSON until they are asked for."""

    facts: CatalogFacts
    lines: Sequence[bytes]
    """A chapter each."""

    @property
    def chapters(self) -> Iterator[CatalogChapter]:
        """Raises ``ValueError`` at a damaged line."""
        return map(json.loads, self.lines)

    @property
    def session(self) -> CatalogSession:
        """All of it. Raises ``ValueError`` for a damaged line."""
        return {**self.facts, "chapters": list(self.chapters)}


def as_json(value: object) -> bytes:
    return _encode(value).encode()


def read_catalog(out: Path) -> Iterator[CatalogEntry]:
    """The sessions of the catalog in ``out``, in order. Those whose facts are damaged are omitted.

    There are none without a catalog, or with one of another schema. A catalog in another layout, such as one that an
    editor has indented, is read whole.
    """
    with suppress(OSError), (out / FILE_NAME).open("rb") as catalog:
        if next(catalog, b"") != _HEAD:
            catalog.seek(0)
            yield from _in_another_layout(catalog.read())
            return
        for line in catalog:
            if line.endswith(_CHAPTERS):
                chapters = [each.rstrip(b",\n") for each in takewhile(lambda each: each[:1] != b"]", catalog)]
                with suppress(ValueError, RecursionError):
                    yield CatalogEntry(_checked(json.loads(line.removesuffix(_CHAPTERS) + b"}")), chapters)


def read_session(out: Path, file: str) -> CatalogSession:
    """The session of ``file`` in the catalog of ``out``. Raises ``BuildError`` if it is not there."""
    for entry in read_catalog(out):
        if entry.facts["file"] == file:
            return entry.session
    raise BuildError(f"{out / FILE_NAME} does not have {file}; build it again")


def write_catalog(out: Path, entries: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """Write the catalog of ``out``: ``entries``, and the sessions made earlier whose files are still there.

    Returns all of them in the order of their files. Raises ``WriteError``.
    """
    merged = {entry.facts["file"]: entry for entry in entries}
    for entry in read_catalog(out):
        if (out / entry.facts["file"]).is_file():
            merged.setdefault(entry.facts["file"], entry)
    ordered = [merged[file] for file in sorted(merged)]
    write_if_changed(out / FILE_NAME, lambda: _text(ordered))
    return ordered


def _text(entries: Sequence[CatalogEntry]) -> Iterator[bytes]:
    yield _HEAD
    for number, entry in enumerate(entries):
        yield (b",\n" if number else b"") + as_json(entry.facts)[:-1] + _CHAPTERS
        for index, line in enumerate(entry.lines):
            yield b",\n" + line if index else line
        yield b"\n]}"
    yield b"\n]}\n"


def _in_another_layout(text: bytes) -> Iterator[CatalogEntry]:
    try:
        catalog = json.loads(text)
    except (ValueError, RecursionError):
        return
    match catalog:
        case {"schema_version": int(version), "sessions": [*sessions]} if version == SCHEMA_VERSION:
            for session in sessions:
                match session:
                    case {"chapters": [*chapters], **facts}:
                        with suppress(ValueError):
                            yield CatalogEntry(_checked(cast("CatalogFacts", facts)), list(map(as_json, chapters)))


def _checked(facts: CatalogFacts) -> CatalogFacts:
    """``facts``, if what every reader needs of them is there. Raises ``ValueError``."""
    needed = {"file": str, "title": str, "sha256": str, "duration_ms": int, "bytes": int}
    if not all(isinstance(facts.get(name), kind) for name, kind in needed.items()):
        raise ValueError(facts)
    return facts


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HEAD = f'{{"schema_version":{SCHEMA_VERSION},"title":"{ALBUM}","sessions":[\n'.encode()
_CHAPTERS = b',"chapters":[\n'
