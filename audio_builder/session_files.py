"""The files of one session: the track with its tags, the captions, the transcript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.captions import webvtt
from audio_builder.cover_store import Covers, CoverWish
from audio_builder.files import Written, encoded, write_if_changed
from audio_builder.session import ALBUM, GENRE, LICENCE_URLS
from audio_builder.tags import TagChapter, Tags, render
from audio_builder.track import Track
from audio_builder.transcript import Directions, lyrics, transcript

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audio_builder.measure import ClipMeasure
    from audio_builder.mixing.write import Progress
    from audio_builder.session import Session
    from content.model.types import Routine
    from content.model.words import Words


@dataclass(frozen=True, slots=True)
class WrittenSession:
    track: Written
    changed: bool
    """Whether any of its files had to be written."""


def write_session(session: Session, measure: ClipMeasure, out: Path, tags: Tags, progress: Progress) -> WrittenSession:
    """Write the files of ``session`` into ``out``; those that are right already are left alone.

    ``progress`` is told of what takes long. Raises ``BuildError``.
    """
    title, licence, directions = session.title, session.routine.licence, _directions(session.words)
    written = [
        _sound(session, measure, out / session.file, tags, progress),
        write_if_changed(out / f"{session.name}.vtt", lambda: encoded(webvtt(session.placement, title, licence))),
        write_if_changed(
            out / f"{session.name}.txt", lambda: encoded(transcript(session.placement, title, licence, directions))
        ),
    ]
    return WrittenSession(written[0], any(each.changed for each in written))


def _sound(session: Session, measure: ClipMeasure, path: Path, tags: Tags, progress: Progress) -> Written:
    """The file that is listened to: joined if that will do, else mixed."""
    if not session.medium.is_mixed:
        track = Track(render(tags), session.placement, measure)
        return write_if_changed(path, track.chunks, track.size)
    from audio_builder.mixing.write import Mix, write_mixed

    return write_mixed(path, Mix(session.placement, measure, session.medium, tags), progress)


def cover_wish(words: Words, routine: Routine) -> CoverWish:
    """The cover of every session of ``routine``, whatever its options."""
    return CoverWish(words.routines[routine.id].name, ALBUM, routine.id)


def tags_of(session: Session, covers: Covers, tracks: Sequence[str]) -> Tags:
    """What its file says of itself. ``tracks`` are the ids of all routines in order."""
    routine = session.routine
    return Tags(
        title=session.title,
        year=routine.year,
        album=ALBUM,
        artist=ALBUM,
        track=tracks.index(routine.id) + 1,
        tracks=len(tracks),
        genre=GENRE,
        language=session.words.grammar.ISO_639_2,
        licence=f"{ALBUM}, {routine.licence}",
        licence_url=LICENCE_URLS.get(routine.licence, ""),
        cover=covers.get(cover_wish(session.words, routine)),
        lyrics=lyrics(session.placement),
        chapters=tuple(TagChapter(each.title, each.start_ms, each.end_ms) for each in session.placement.chapters),
    )


def _directions(words: Words) -> Directions:
    """The words of a transcript that nobody speaks, in the language of the session."""
    lines = words.phrases.lines
    names = ("length", "licence", "hold", "move", "rest", "breathe", "chime")
    return Directions(**{name: lines[f"read_{name}"] for name in names})
