"""``catalog.json``: one session on each line, so that it is written, and read again, a session at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, assert_never

from audio_builder.files import Written, encoded, write_if_changed
from audio_builder.session import ALBUM, catalog_options
from content.catalog import FILE_NAME, SCHEMA_VERSION
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audio_builder.session import Session
    from content.catalog import CatalogCue
    from content.timeline.place import Placed, Placement

_HEAD = f'{{"schema_version":{SCHEMA_VERSION},"title":"{ALBUM}","sessions":['
_FIRST = '{"file":'
_CHAPTERS = ',"chapters":['
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def session_line(session: Session, voice: str, track: Written) -> str:
    """The session as one line of JSON; its file comes first, so that the line can be told by its beginning."""
    head = {
        "file": f"{session.name}.mp3",
        "bytes": track.bytes,
        "sha256": track.sha256,
        "duration_ms": session.placement.length_ms,
        "routine": session.routine.id,
        "title": session.title,
        "summary": session.summary,
        "language": session.words.language,
        "licence": session.routine.licence,
        "year": session.routine.year,
        "voice": voice,
        "options": catalog_options(session.options),
        "captions": f"{session.name}.vtt",
        "transcript": f"{session.name}.txt",
    }
    return f"{_dump(head)[:-1]}{_CHAPTERS}{','.join(_chapters(session.placement))}]}}"


def _chapters(placement: Placement) -> Iterator[str]:
    for chapter in placement.chapters:
        head = {
            "title": chapter.title,
            "exercise": chapter.exercise,
            "start_ms": chapter.start_ms,
            "end_ms": chapter.end_ms,
        }
        yield f'{_dump(head)[:-1]},"cues":[{",".join(_dump(_row(cue)) for cue in chapter.cues)}]}}'


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


def write_catalog(out: Path, lines: dict[str, str]) -> list[tuple[str, str, int]]:
    """Write the catalog of ``out``: ``lines`` (by file) and the sessions made earlier whose files are still there.

    Returns file, title and length in milliseconds of each session in it, in order. Raises ``WriteError``.
    """
    merged = {file: line for file, line in _earlier(out) if file not in lines and (out / file).is_file()} | lines
    ordered = [merged[file] for file in sorted(merged)]
    write_if_changed(out / FILE_NAME, lambda: encoded(_text(ordered)))
    heads = [json.loads(f"{line.split(_CHAPTERS, 1)[0]}}}") for line in ordered]
    return [(head["file"], head["title"], head["duration_ms"]) for head in heads]


def _text(lines: list[str]) -> Iterator[str]:
    yield f"{_HEAD}\n"
    for index, line in enumerate(lines):
        yield line
        yield ",\n" if index < len(lines) - 1 else "\n"
    yield "]}\n"


def _earlier(out: Path) -> Iterator[tuple[str, str]]:
    """The sessions of the catalog that is there, with their files; none when it is damaged or of another schema."""
    try:
        with (out / FILE_NAME).open(encoding="utf-8") as catalog:
            if next(catalog, "").rstrip("\n") != _HEAD:
                return
            for line in catalog:
                if line.startswith(_FIRST):
                    file, _ = json.JSONDecoder().raw_decode(line, len(_FIRST))
                    yield str(file), line.rstrip("\n").removesuffix(",")
    except (OSError, ValueError):
        return
