"""``catalog.json``: one session on each line, so that it is written, and read again, a session at a time."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from platform import machine
from typing import TYPE_CHECKING, assert_never

from audio_builder.errors import BuildError
from audio_builder.files import Written, write_if_changed
from audio_builder.session.catalog_types import FILE_NAME, SCHEMA_VERSION
from audio_builder.session.session import ALBUM, catalog_options
from audio_builder.session.session_facts import facts_of, told_of_exercises
from audio_builder.sound.clip import encoder_fingerprint
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from audio_builder.session.catalog_types import CatalogChapter, CatalogCue, CatalogSession
    from audio_builder.session.session import Session
    from audio_builder.voices.contract import Voice
    from content.timeline.place import Placed, PlacedChapter

_HEAD = f'{{"schema_version":{SCHEMA_VERSION},"title":"{ALBUM}","sessions":['.encode()
_FIRST = b'{"file":'
_CHAPTERS = b',"chapters":['
_OPENING = b'{"title":'
_BETWEEN = b"]}," + _OPENING
"""Between two chapters, and nowhere inside one: a text has no bare quotation mark."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _dump(value: object) -> bytes:
    return _encode(value).encode()


@dataclass(frozen=True, slots=True)
class SessionLine:
    """The session as one line of JSON in UTF-8; its file comes first, so that the line can be told by its beginning.

    It is made chapter by chapter, each time it is asked for: a session of hours has thousands of rows.
    """

    session: Session
    voice: Voice
    track: Written

    def __iter__(self) -> Iterator[bytes]:
        yield _dump(_facts(self.session, self.voice, self.track))[:-1] + _CHAPTERS
        told = told_of_exercises(self.session)
        for number, chapter in enumerate(self.session.placement.chapters):
            yield (b"," if number else b"") + _chapter(chapter, told.get(chapter.exercise, {}))
        yield b"]}"


def _facts(session: Session, voice: Voice, track: Written) -> dict[str, object]:
    """All of it but the chapters."""
    facts = {
        "file": session.file,
        "bytes": track.bytes,
        "sha256": track.sha256,
        "duration_ms": session.placement.length_ms,
        "routine": session.routine.id,
        "title": session.title,
        "summary": session.summary,
        "language": session.words.language,
        "licence": session.routine.licence,
        "year": session.routine.year,
        "voice": voice.name,
        "made_with": f"{voice.fingerprint}; {encoder_fingerprint()}; {machine()}",
        "format": session.medium.format,
        "bed": session.medium.bed,
        "options": catalog_options(session.options),
        "captions": f"{session.name}.vtt",
        "transcript": f"{session.name}.txt",
    }
    return facts | facts_of(session)


def _chapter(chapter: PlacedChapter, told: Mapping[str, str]) -> bytes:
    head = {
        "title": chapter.title,
        "exercise": chapter.exercise,
        "start_ms": chapter.start_ms,
        "end_ms": chapter.end_ms,
        **told,
    }
    return _dump(head)[:-1] + b',"cues":[' + b",".join([_dump(_row(cue)) for cue in chapter.cues]) + b"]}"


def _row(cue: Placed) -> CatalogCue:
    row: CatalogCue = {"kind": cue.kind, "start_ms": cue.start_ms, "end_ms": cue.end_ms}
    match cue.sound:
        case Phrase(text):
            row["text"] = text
        case Tone(name):
            row["tone"] = name
        case None if cue.kind == "hold":
            row["hold_ms"] = cue.nominal_ms
        case None:
            row["span_ms"] = cue.nominal_ms
        case _:
            assert_never(cue.sound)
    where = cue.where
    for field in ("screen", "exercise", "side", "repetition", "of", "set"):
        if value := getattr(where, field):
            row[field] = value
    return row


def write_catalog(out: Path, lines: Mapping[str, Iterable[bytes]]) -> list[tuple[str, str, int]]:
    """Write the catalog of ``out``: ``lines`` (by file) and the sessions made earlier whose files are still there.

    Returns file, title and length in milliseconds of each session in it, in order. Raises ``WriteError``.
    """
    merged = dict(lines)
    for file, line in _earlier(out):
        if file not in lines and (out / file).is_file():
            merged[file] = [_bare(line)]
    ordered = [merged[file] for file in sorted(merged)]
    write_if_changed(out / FILE_NAME, lambda: _text(ordered))
    heads = [_head(next(iter(line))) for line in ordered]
    return [(head["file"], head["title"], head["duration_ms"]) for head in heads]


def read_session(out: Path, file: str) -> CatalogSession:
    """The session of ``file`` in the catalog of ``out``, whole. Raises ``BuildError`` if it is not there."""
    first = _FIRST + _dump(file)
    with (out / FILE_NAME).open("rb") as catalog:
        for line in catalog:
            if line.startswith(first):
                session: CatalogSession = json.loads(_bare(line))
                return session
    raise BuildError(f"{out / FILE_NAME} does not have {file}; build it again")


def read_heads(out: Path) -> list[CatalogSession]:
    """The sessions of the catalog in ``out`` without their chapters, in order."""
    return [_head(line) for _, line in _earlier(out)]


def read_sessions(out: Path) -> Iterator[CatalogSession]:
    """The sessions of the catalog in ``out``, whole, in order, one at a time."""
    for _, line in _earlier(out):
        yield json.loads(_bare(line))


def read_chapters(out: Path, files: Collection[str]) -> Iterator[tuple[CatalogSession, Iterator[CatalogChapter]]]:
    """Those sessions of the catalog in ``out`` that are ``files``, one at a time: the head, and then its chapters.

    They are read one by one, since all the cues of a session of hours would take ten megabytes. The chapters of a
    damaged line raise ``ValueError``, or lack what they should have.
    """
    for file, line in _earlier(out):
        if file in files:
            yield _head(line), _chapters(line)


def _chapters(line: bytes) -> Iterator[CatalogChapter]:
    start = line.index(_CHAPTERS) + len(_CHAPTERS)
    while start > 0:
        end = line.find(_BETWEEN, start)
        last = end if end >= 0 else line.rindex(b"]}]}")
        yield json.loads(line[start : last + 2])
        start = end + len(_BETWEEN) - len(_OPENING) if end >= 0 else 0


def _head(line: bytes) -> CatalogSession:
    """The session without its chapters. Raises ``ValueError`` for a damaged line."""
    head: CatalogSession = json.loads(line[: line.index(_CHAPTERS)] + b"}")
    texts, numbers = (head.get("title"), head.get("sha256")), (head.get("duration_ms"), head.get("bytes"))
    if not (all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)):
        raise ValueError(head)
    return head


def _text(lines: list[Iterable[bytes]]) -> Iterator[bytes]:
    yield _HEAD + b"\n"
    for index, line in enumerate(lines):
        yield from line
        yield b",\n" if index < len(lines) - 1 else b"\n"
    yield b"]}\n"


def _bare(line: bytes) -> bytes:
    return line.rstrip(b"\n").removesuffix(b",")


def _earlier(out: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the catalog that is there, and their lines as they stand; what is damaged is left out.

    So is all of a catalog of another schema.
    """
    try:
        with (out / FILE_NAME).open("rb") as catalog:
            if next(catalog, b"").rstrip(b"\n") != _HEAD:
                return
            for line in catalog:
                if line.startswith(_FIRST):
                    with suppress(ValueError):
                        yield _head(line)["file"], line
    except OSError:
        return
