"""Build: routines -> sessions on disk. Clips first, all at once; then each track is planned, and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio_builder.clips.measure import EstimatingMeasure
from audio_builder.files import encoded, write_if_changed
from audio_builder.pictures.kept import Covers, Figures
from audio_builder.session.catalog_file import SessionLine, write_catalog
from audio_builder.session.medium import Medium
from audio_builder.session.playlist import Entry, each_once, m3u8
from audio_builder.session.session import ALBUM, Session
from audio_builder.session.session_files import cover_wish, tags_of, write_session
from content.timeline.compile import compile_timeline
from content.timeline.fit import DoesNotFitError, fit
from content.timeline.place import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.page.drawings import PageFigures
    from audio_builder.page.shell import PageWords
    from audio_builder.session.session_files import WrittenSession
    from content.model.types import Limited, Routine
    from content.model.words import Words
    from content.timeline.cues import Sound, Timeline
    from content.timeline.options import Options


@dataclass(frozen=True, slots=True)
class Wish:
    """A routine, and how the listener wants it."""

    routine: Routine
    options: Options


@dataclass(frozen=True, slots=True)
class Made:
    """A session that now stands on disk."""

    session: str
    """The name of its files, without ending."""
    file: str
    """What is listened to."""
    title: str
    duration_ms: int
    bytes: int
    changed: bool
    """False when every one of its files was right already."""
    left_out: tuple[str, ...] = ()
    """Exercises that had to go to fit into the minutes asked for."""
    limited: tuple[Limited, ...] = ()
    """Wishes that the safe range of an exercise cut short."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes sessions of one language and one voice."""

    words: Words
    measure: ClipMeasure
    make: Callable[[Sequence[Sound], Iterator[object]], None]
    """Makes the clips of those sounds that the store lacks; while that takes time, it may take the given steps, too."""
    out: Path
    tracks: Sequence[str]
    """The ids of all routines in order: where one stands is its track number."""
    medium: Medium = field(default_factory=Medium)
    progress: Callable[[str, int, int], None] = lambda _file, _done, _total: None
    """Told the file that is being mixed, and how many seconds of how many are done."""
    page: PageWords | None = None
    """None: no listening page is written."""
    figures: PageFigures | None = None
    """Draws the exercises that the page shows; None: it shows none."""

    def build(
        self, wishes: Sequence[Wish], passed_over: Callable[[DoesNotFitError], None] | None = None
    ) -> Iterator[Made]:
        """Make a session of each wish. Yields each when its files are written; at last writes catalog, playlist, page.

        A routine that does not fit into the minutes is told to ``passed_over`` and left out, unless none fits.
        Raises ``BuildError``, or whatever ``fit`` raises.
        """
        fitted = self._all_fitted(wishes, passed_over)
        sounds = list(dict.fromkeys(sound for wish in fitted for sound in self._timeline(wish).sounds))
        whole = {wish.routine.id: wish.routine for wish in wishes}
        self.make(sounds, self._drawings([whole[wish.routine.id] for wish in fitted]))
        lines: dict[str, SessionLine] = {}
        try:
            store = self.measure.store.folder
            figures = Figures(store, self.words)
            wanted = [cover_wish(self.words, whole[wish.routine.id], figures) for wish in fitted]
            covers = Covers(store)
            for wish, cover in zip(fitted, wanted, strict=True):
                made, lines[made.file] = self._written(wish, covers.png(cover), figures)
                yield made
            self.measure.let_go()
        finally:
            if lines:
                self._write_lists(lines)

    def _written(self, wish: Wish, cover: bytes, figures: Figures) -> tuple[Made, SessionLine]:
        placement = place(self._timeline(wish), self.measure)
        session = Session(wish.routine, self.words, wish.options, placement, self.medium)
        tags = tags_of(session, cover, figures, self.tracks)
        written = write_session(session, self.measure, self.out, tags, self.progress)
        return _made(session, written), SessionLine(session, self.measure.voice, written.track)

    def _drawings(self, routines: Sequence[Routine]) -> Iterator[object]:
        """Draws at each step something that they need, into the store."""
        store = self.measure.store.folder
        figures, covers = Figures(store, self.words), Covers(store)
        for routine in routines:
            yield covers.png(cover_wish(self.words, routine, figures))
            for step in routine.steps:
                yield figures.png(step.exercise, step.way)
                yield self.figures and self.figures.drawing(step.exercise.id, step.way, self.words.language)

    def _write_lists(self, lines: dict[str, SessionLine]) -> None:
        entries = each_once([Entry(*entry) for entry in write_catalog(self.out, lines)])
        lines.clear()  # sessions of hours take room that the page can use
        write_if_changed(self.out / "sessions.m3u8", lambda: encoded(m3u8(ALBUM, entries)))
        if self.page is not None:
            from audio_builder.page.write import write_player

            write_player(self.out, self.page, self.figures)

    def _timeline(self, wish: Wish) -> Timeline:
        return compile_timeline(wish.routine, self.words, wish.options)

    def _all_fitted(self, wishes: Sequence[Wish], passed_over: Callable[[DoesNotFitError], None] | None) -> list[Wish]:
        fitted: list[Wish] = []
        for number, wish in enumerate(wishes, start=1):
            try:
                fitted.append(Wish(self._fitted(wish), wish.options))
            except DoesNotFitError as error:
                if passed_over is None or (number == len(wishes) and not fitted):
                    raise
                passed_over(error)
        return fitted

    def _fitted(self, wish: Wish) -> Routine:
        """The routine fitted with true lengths: guessed ones are made true, until none was needed."""
        while True:
            guess = EstimatingMeasure(self.measure)
            try:
                fitted = fit(wish.routine, self.words, wish.options, guess)
            except DoesNotFitError:
                if not guess.estimated:
                    raise
            else:
                if not guess.estimated or wish.options.minutes is None:
                    return fitted
            self.make(list(guess.estimated), iter(()))


def _made(session: Session, written: WrittenSession) -> Made:
    return Made(
        session.name,
        session.file,
        session.title,
        session.placement.length_ms,
        written.track.bytes,
        written.changed,
        session.routine.left_out,
        session.routine.limited,
    )
