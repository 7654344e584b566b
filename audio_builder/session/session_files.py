"""The files of one session: the track with its tags, the captions, the transcript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.files import WrittenFile, encoded, write_if_changed
from audio_builder.pictures.kept import CoverWish, Figures, cover_png
from audio_builder.session.captions import webvtt
from audio_builder.session.session import ALBUM, GENRE, LICENCE_URLS, AudioSession
from audio_builder.session.tags import TagChapter, Tags, render
from audio_builder.session.track import Track
from audio_builder.session.transcript import lyrics, transcript

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.mixing.write import MixProgress
    from content.model.types import Routine, Step
    from content.model.words import Words

_SALT = b"485"
"""Found by trial: with it the covers of our routines show different movements, except for the walks."""


@dataclass(frozen=True, slots=True)
class SessionFiles:
    track: WrittenFile
    changed: bool
    """Whether any of the session's files had to be written."""


def write_session(
    session: AudioSession, measure: ClipMeasure, out: Path, tags: Tags, progress: MixProgress
) -> SessionFiles:
    """Write the files of ``session`` into ``out``; those that are right already are not touched. Raises ``BuildError``.

    ``progress`` is called while a mix is encoded.
    """
    title, licence, lines = session.title, session.routine.licence, session.words.phrases.lines
    written = [
        _write_track(session, measure, out / session.file, tags, progress),
        write_if_changed(out / f"{session.name}.vtt", lambda: encoded(webvtt(session.placement, title, licence))),
        write_if_changed(
            out / f"{session.name}.txt", lambda: encoded(transcript(session.placement, title, licence, lines))
        ),
    ]
    return SessionFiles(written[0], any(each.changed for each in written))


def _write_track(
    session: AudioSession, measure: ClipMeasure, path: Path, tags: Tags, progress: MixProgress
) -> WrittenFile:
    """The file that is listened to: joined from clips if that is enough, else mixed."""
    if not session.output.is_mixed:
        track = Track(render(tags), session.placement, measure)
        return write_if_changed(path, track.chunks, track.size)
    from audio_builder.mixing.write import Mix, write_mixed

    return write_mixed(path, Mix(session.placement, measure, session.output, tags), progress)


def cover_of(words: Words, routine: Routine, figures: Figures) -> bytes:
    """The cover, as PNG, of every session of ``routine``, which is the complete one, whatever the options."""
    step = cover_step(routine)
    wish = CoverWish(words.routines[routine.id].name, ALBUM, routine.id, figures.svg(step.exercise, step.way))
    return cover_png(figures.store, wish)


def cover_step(routine: Routine) -> Step:
    """The movement that is shown for the routine."""
    return routine.steps[sha256(_SALT + routine.id.encode()).digest()[0] % len(routine.steps)]


def tags_of(session: AudioSession, routines: Mapping[str, Routine], figures: Figures) -> Tags:
    """The tags of the file of ``session``; ``routines`` are all of them, in order, as they are without options."""
    routine = session.routine
    return Tags(
        title=session.title,
        year=routine.year,
        album=ALBUM,
        artist=ALBUM,
        track=list(routines).index(routine.id) + 1,
        tracks=len(routines),
        genre=GENRE,
        language=session.words.grammar.ISO_639_2,
        licence=f"{ALBUM}, {routine.licence}",
        licence_url=LICENCE_URLS.get(routine.licence, ""),
        cover=cover_of(session.words, routines[routine.id], figures),
        lyrics=lyrics(session.placement),
        chapters=tuple(_chapters(session, figures)),
    )


def _chapters(session: AudioSession, figures: Figures) -> Iterator[TagChapter]:
    """Each with the picture of its exercise, in MP3 only: the other formats have no place for it."""
    shown = {step.exercise.id: step for step in session.routine.steps} if session.output.format == "mp3" else {}
    for chapter in session.placement.chapters:
        step = shown.get(chapter.exercise)
        picture = figures.png(step.exercise, step.way) if step else b""
        yield TagChapter(chapter.title, chapter.start_ms, chapter.end_ms, picture)
