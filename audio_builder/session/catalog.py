"""``catalog.json``: its type, its reader and its writer. Its fields are described in ``docs/catalog.md``.

The facts of a session are on one line and each of its chapters on another, so that a session of hours, which has
thousands of cues, is read and written a chapter at a time.

All times are whole milliseconds of the sound itself, from the start of the file: a spoken cue lasts from its first to
its last audible sample, and a hold from the end of the sound that starts it to the beginning of the one that ends it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from audio_builder.errors import BuildError
from audio_builder.session.json_type import checks
from audio_builder.session.session import ALBUM, FORMATS
from content.files import open_regular

if TYPE_CHECKING:
    from content.output import OutputFolder

SCHEMA_VERSION = 1
FILE_NAME = "catalog.json"
MOST_BYTES = 100_000_000
"""Some thousand sessions."""


class CatalogError(BuildError):
    """``file`` is no catalog that can be used."""

    def __init__(self, file: Path, what: str) -> None:
        self.file = file
        super().__init__(f"{file} {what}; move it away, and build again: what is built then is listed in a new one")


class CatalogCue(TypedDict):
    """A cue, or a sound inside one. Fields that would be empty or 0 are omitted."""

    kind: Literal["say", "count", "chime", "hold", "move", "rest", "mark"]
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
    """Empty in what is around the exercises."""
    start_ms: int
    end_ms: int
    cues: list[CatalogCue]
    position: NotRequired[str]
    """This and what follows is said about the exercise. Missing if there is none, or if it names a side."""
    aim: NotRequired[str]
    easier: NotRequired[str]
    avoid: NotRequired[str]
    caution: NotRequired[str]
    """For whom it is not, or not so."""
    amber: NotRequired[str]
    """What to do when it is too much."""
    stop: NotRequired[str]
    """What ``amber`` was called in earlier versions."""


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
    routine_ms: NotRequired[int]
    """Without getting down and coming up. Missing in what was made before those had chapters of their own."""
    introduces: NotRequired[bool]
    """Whether it explains how sessions go: it is the one for the first time."""
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


def routine_ms_of(facts: CatalogFacts) -> int:
    """A session's own minutes, in milliseconds: without getting down and coming up, where it says them."""
    return facts.get("routine_ms", facts["duration_ms"])


def as_json(value: object) -> bytes:
    return _encode(value).encode()


def read_catalog(out: Path) -> Iterator[CatalogEntry]:
    """The sessions of the catalog in ``out``, in order; there are none without a catalog. Damaged ones are omitted.

    A catalog in another layout, such as one that an editor has indented, is read whole. Raises ``CatalogError``.
    """
    file = out / FILE_NAME
    try:
        with open_regular(file) as catalog:
            if os.fstat(catalog.fileno()).st_size > MOST_BYTES:
                raise CatalogError(file, f"is larger than {MOST_BYTES:,} bytes")
            lines = BufferedReader(catalog)
            if next(lines, b"") == _HEAD:
                yield from filter(None, _entries(lines))
            else:
                lines.seek(0)
                yield from filter(None, _in_another_layout(file, lines.read()))
    except FileNotFoundError:
        return
    except OSError as error:
        raise CatalogError(file, f"cannot be read ({error.strerror})") from error


def read_session(out: Path, file: str) -> CatalogSession:
    """The session of ``file`` in the catalog of ``out``. Raises ``BuildError`` if it is not there."""
    for entry in read_catalog(out):
        if entry.facts["file"] == file:
            return entry.session
    raise BuildError(f"{out / FILE_NAME} does not have {file}; build it again")


def write_catalog(out: OutputFolder, entries: Iterable[CatalogEntry]) -> None:
    """Write the catalog of ``out``: ``entries``, in the order of their files. Raises ``WriteError``."""
    ordered = sorted(entries, key=lambda entry: entry.facts["file"])
    out.write(FILE_NAME, lambda: _text(ordered))


def _text(entries: Sequence[CatalogEntry]) -> Iterator[bytes]:
    yield _HEAD
    for number, entry in enumerate(entries):
        yield (b",\n" if number else b"") + as_json(entry.facts)[:-1] + _CHAPTERS
        for index, line in enumerate(entry.lines):
            yield b",\n" + line if index else line
        yield b"\n]}"
    yield b"\n]}\n"


def _entries(lines: Iterator[bytes]) -> Iterator[CatalogEntry | None]:
    """None for a damaged session, which ends where the next one begins."""
    for line in lines:
        if line.endswith(_CHAPTERS):
            chapters = [each.rstrip(b",\n") for each in takewhile(lambda each: each[:1] != b"]", lines)]
            yield _entry(line.removesuffix(_CHAPTERS) + b"}", chapters)


def _in_another_layout(file: Path, text: bytes) -> Iterator[CatalogEntry | None]:
    try:
        catalog = json.loads(text)
    except (ValueError, RecursionError):
        raise CatalogError(file, "is damaged") from None
    match catalog:
        case {"schema_version": int(version), "title": str(), "sessions": [*sessions]} if version == SCHEMA_VERSION:
            for session in sessions:
                match session:
                    case {"chapters": [*chapters], **facts}:
                        with suppress(UnicodeEncodeError):
                            yield _entry(as_json(facts), list(map(as_json, chapters)))
        case _:
            raise CatalogError(file, f"is not a catalog of gentleback's, or of another version than {SCHEMA_VERSION}")


def _entry(facts: bytes, chapters: list[bytes]) -> CatalogEntry | None:
    """None if anything that a reader relies on is not there, or not of its type."""
    try:
        found = _loaded(facts)
        is_right = _are_facts(found) and all(_is_chapter(_loaded(each)) for each in chapters)
    except (ValueError, RecursionError):
        return None
    return CatalogEntry(found, chapters) if is_right and _names_files_of_ours(found) else None


def _loaded(line: bytes) -> Any:
    """Raises ``ValueError``, also for a lone surrogate, which no file can be written with."""
    value = json.loads(line)
    if b"\\u" in line or not line.isascii():
        as_json(value)
    return value


def _names_files_of_ours(facts: CatalogFacts) -> bool:
    names = (facts["file"], facts["captions"], facts["transcript"], facts["routine"], facts["language"])
    is_known = PurePosixPath(facts["file"]).suffix[1:] in FORMATS
    return is_known and all(map(_NAME.fullmatch, names)) and bool(_DIGEST.fullmatch(facts["sha256"]))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_are_facts, _is_chapter = checks(CatalogFacts), checks(CatalogChapter)
_NAME = re.compile(r'[^.\x00-\x1f\x7f/\\:*?"<>|][^\x00-\x1f\x7f/\\:*?"<>|]{0,199}')
"""Of a file in the folder itself."""
_DIGEST = re.compile("[0-9a-f]{64}")
_HEAD = f'{{"schema_version":{SCHEMA_VERSION},"title":"{ALBUM}","sessions":[\n'.encode()
_CHAPTERS = b',"chapters":[\n'
