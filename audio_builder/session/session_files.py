"""The files of one session: the track with its tags, the captions, the transcript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.pictures.kept import CoverWish, Figures, cover_png
from audio_builder.session.audio_links import address_of, placed_at
from audio_builder.session.captions import webvtt
from audio_builder.session.session import ALBUM, GENRE, LICENCE_URLS, AudioSession
from audio_builder.session.tags import TagChapter, Tags, render
from audio_builder.session.track import Track
from audio_builder.session.transcript import lyrics, transcript
from content.files import WrittenFile, encoded, fill, unchanged

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.mixing.write import MixProgress
    from content.model.types import Routine, Step
    from content.model.words import Words
    from content.output import OutputFolder, Prepared

_SALT = b"485"
"""Found by trial: with it the covers of our routines show different movements, except for the walks."""


@dataclass(frozen=True, slots=True)
class SessionFiles:
    """The files of a session, complete: the track at its address, the texts not yet in their places."""

    file: str
    track: WrittenFile
    texts: tuple[Prepared, ...]

    @property
    def changed(self) -> bool:
        """False when every one of them was right already."""
        return bool(self.replaced)

    @property
    def address(self) -> str:
        """Of the track."""
        return address_of(self.file, self.track.sha256)

    @property
    def replaced(self) -> list[str]:
        """What takes the place of an earlier file."""
        return [self.file] * self.track.changed + [text.name for text in self.texts if text.draft]

    def publish(self, out: OutputFolder) -> None:
        """Let them take their places. Raises ``ForeignFileError``, ``WriteError``."""
        if self.track.changed:
            out.link(self.file, self.address, self.track.sha256)
        for text in self.texts:
            out.publish(text)


def make_session(
    session: AudioSession, measure: ClipMeasure, out: OutputFolder, tags: Tags, progress: MixProgress
) -> SessionFiles:
    """Make the files of ``session`` in ``out``; those that are right already are not touched. Raises ``BuildError``.

    They are the track, joined from clips if that is enough and else mixed, the captions and the transcript.
    ``progress`` is called while a mix is encoded.
    """
    title, licence, placed = session.title, session.routine.licence, session.placement
    if session.output.is_mixed:
        from audio_builder.mixing.write import Mix, write_mixed

        track = write_mixed(out, session.file, Mix(placed, measure, session.output, tags), progress)
    else:
        track = _write_joined(out, session.file, Track(render(tags), placed, measure))
    lines = session.words.phrases.lines
    captions = out.prepare(f"{session.name}.vtt", lambda: encoded(webvtt(placed, title, licence)))
    text = out.prepare(f"{session.name}.txt", lambda: encoded(transcript(placed, title, licence, lines)))
    return SessionFiles(session.file, track, (captions, text))


def _write_joined(out: OutputFolder, file: str, track: Track) -> WrittenFile:
    if same := unchanged(out.root / file, track.chunks, track.size):
        return same
    written = out.make(file, lambda draft: fill(draft, track.chunks), placed_at(out, file))
    return replace(written, changed=True)  # where an earlier build was stopped, its address may be right already


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
