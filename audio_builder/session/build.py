"""A build: routines -> sessions on disk, in stages: fit, clips, place, write, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from audio_builder.clips.make import ClipProgress, make_clips
from audio_builder.clips.measure import ClipMeasure, EstimatingMeasure
from audio_builder.page.drawings import PageFigures
from audio_builder.page.shell import PageWords
from audio_builder.page.write import SHELL, write_player
from audio_builder.pictures.kept import Figures
from audio_builder.session.audio_links import address_of, is_intact, link_audio
from audio_builder.session.catalog import FILE_NAME, CatalogEntry, CatalogFacts, read_catalog, write_catalog
from audio_builder.session.catalog_entry import entry_of
from audio_builder.session.playlist import PLAYLIST, Entry, m3u8, one_of_each
from audio_builder.session.session import ALBUM, FORMATS, AudioSession, OutputFormat, session_name
from audio_builder.session.session_files import SessionFiles, cover_of, make_session, tags_of
from content.files import encoded
from content.output import PRIVATE, ForeignFileError
from content.timeline.compile import compile_timeline
from content.timeline.fit import DoesNotFitError, fit
from content.timeline.place import place
from content.timeline.timed import minutes_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from content.model.types import Content, Limited, Routine
    from content.model.words import Words
    from content.output import OutputFolder
    from content.timeline.cues import Sound
    from content.timeline.frame import Minutes
    from content.timeline.options import Options

ARTIST_S = 10.0
"""How long what is being drawn may take to its end."""
FIXED = (*SHELL, PLAYLIST)
"""Files that every build writes."""
FOLDERS = ("audio", "player", "sheets", "feed")
"""Folders that it may write into."""


class BuildProgress(ClipProgress, Protocol):
    """What a build reports while it works."""

    def mixing(self, file: str, done_s: int, total_s: int) -> None:
        """``done_s`` of ``total_s`` seconds of ``file`` are mixed and encoded."""

    def omitted(self, error: DoesNotFitError) -> None:
        """A routine does not fit into the minutes asked for."""

    def unlisted(self, files: Sequence[str]) -> None:
        """Sessions made earlier are not in the catalog: it was damaged, or they were changed since."""


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """A routine, and how the listener wants it."""

    routine: Routine
    options: Options


@dataclass(frozen=True)
class BuildSetup:
    """What all sessions of a build have in common."""

    content: Content
    language: str
    voice_spec: str
    """The voice as workers open it."""
    measure: ClipMeasure
    jobs: int
    """At most so many workers."""
    out: OutputFolder
    output: OutputFormat

    @property
    def words(self) -> Words:
        return self.content.words[self.language]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.measure.store.folder, self.words)

    @cached_property
    def page_figures(self) -> PageFigures:
        return PageFigures(self.content, self.measure.store.folder)


@dataclass(frozen=True, slots=True)
class BuiltSession:
    """A session whose files are on disk."""

    session: str
    """The name of its files, without ending."""
    file: str
    """What is listened to."""
    title: str
    duration_ms: int
    routine_ms: int
    """Without getting down and coming up."""
    bytes: int
    changed: bool
    """False when every one of its files was right already."""
    left_out: tuple[str, ...] = ()
    """Exercises that were omitted to fit into the minutes asked for."""
    limited: tuple[Limited, ...] = ()
    """Options that the safe range of an exercise limited."""


def make_sessions(
    requests: Sequence[SessionRequest],
    setup: BuildSetup,
    progress: BuildProgress,
    *,
    may_omit: bool = False,
    others: Iterable[str] = (),
) -> Iterator[BuiltSession]:
    """Make a session of each request. Yields each when its files are complete; all take their places at the end.

    First audio, then the texts beside it, the catalog, the playlist and the page: nothing names what is not there, and
    what is interrupted changes nothing. What nothing names any more is left for ``remove_unused``.
    A routine that does not fit into the minutes is reported and omitted if ``may_omit``, unless none fits. Nothing is
    begun where files of others are in the way, also of the ``others``, which are to be written afterwards.
    Raises ``BuildError``, ``KeyedStoreError``, ``ForeignFileError``, or whatever ``fit`` raises.
    """
    names = [session_name(each.routine.id, each.options, setup.output) for each in requests]
    files_of_each = [f"{name}.{end}" for name in names for end in (setup.output.format, "vtt", "txt")]
    earlier = _earlier(setup.out, [*files_of_each, *others])
    fitted: list[SessionRequest] = []
    for number, request in enumerate(requests, start=1):
        try:
            fitted.append(replace(request, routine=_fitted(request, setup, progress)))
        except DoesNotFitError as error:
            if not may_omit or (number == len(requests) and not fitted):
                raise
            progress.omitted(error)
    minutes = _made_minutes(fitted, setup, progress)
    entries: dict[str, CatalogEntry] = {}
    files: list[SessionFiles] = []
    for request, told in zip(fitted, minutes, strict=True):
        built, made, entry = _place_and_make(request, told, setup, progress)
        entries[built.file] = entry
        files.append(made)
        yield built
    _publish(files, earlier, setup.out)
    for entry in earlier:
        if entry.facts["file"] not in entries and _is_whole(setup.out, entry.facts):
            entries[entry.facts["file"]] = entry
    _write_lists([entries[file] for file in sorted(entries)], setup)
    if unlisted := sorted(_sessions_in(setup.out) - entries.keys()):
        progress.unlisted(unlisted)


def _publish(files: Sequence[SessionFiles], earlier: Sequence[CatalogEntry], out: OutputFolder) -> None:
    """Let all take their places, or none. Raises ``ForeignFileError``, ``WriteError``."""
    try:
        out.refuse_foreign(name for each in files for name in each.replaced)
    except ForeignFileError:
        listed = {address_of(entry.facts["file"], entry.facts["sha256"]) for entry in earlier}
        for each in files:
            if each.address not in listed:
                out.remove(each.address)
        raise
    for each in files:
        each.publish(out)


def _is_whole(out: OutputFolder, facts: CatalogFacts) -> bool:
    """Whether the files of a session made earlier are there, the sound with the bytes that the catalog names."""
    has_texts = all((out.root / name).is_file() for name in (facts["captions"], facts["transcript"]))
    return is_intact(out, facts["file"], facts["sha256"]) and has_texts


def remove_unused(out: OutputFolder, *, has_feed: bool) -> None:
    """Remove the files of earlier builds that no list names any more, after all of them were written."""
    for folder in ("feed", "player", "audio") if has_feed else ("player", "audio"):
        out.remove_others(folder)


def _earlier(out: OutputFolder, files: Iterable[str]) -> list[CatalogEntry]:
    """The sessions that the catalog has.

    Raises ``CatalogError``, and ``ForeignFileError`` where another file is in the place of one of ``files`` or ours.
    """
    blocked = [each for each in FOLDERS if (out.root / each).is_symlink() or not _may_be_folder(out.root / each)]
    try:
        out.refuse_foreign([*FIXED, *blocked])
        out.refuse_unlisted(files)
    except ForeignFileError:
        if out.made or not list(read_catalog(out.root)):
            raise
        raise ForeignFileError(out.root, f"is a copy of sessions without the '{PRIVATE}' beside them") from None
    found = list(read_catalog(out.root))
    if (out.root / FILE_NAME).exists():
        out.adopt(FILE_NAME)  # it was read, whoever has laid it out
    out.refuse_foreign([FILE_NAME])  # a link
    return found


def _may_be_folder(path: Path) -> bool:
    return path.is_dir() or not path.exists()


def _sessions_in(out: OutputFolder) -> set[str]:
    """The files of sessions that we made and that are there."""
    names = (name for name in out.made if "/" not in name and PurePosixPath(name).suffix[1:] in FORMATS)
    return {name for name in names if (out.root / name).exists()}


def _fitted(request: SessionRequest, setup: BuildSetup, progress: BuildProgress) -> Routine:
    """The routine fitted by true lengths: clips whose lengths were estimated are made, until none was."""
    while True:
        measure = EstimatingMeasure(setup.measure)
        try:
            fitted = fit(request.routine, setup.words, request.options, measure)
        except DoesNotFitError:
            if not measure.estimated:
                raise
        else:
            if not measure.estimated or request.options.minutes is None:
                return fitted
        make_clips(setup.voice_spec, setup.measure, list(measure.estimated), setup.jobs, progress)


def _made_minutes(fitted: Sequence[SessionRequest], setup: BuildSetup, progress: BuildProgress) -> list[Minutes]:
    """Make every clip that is missing; returns the minutes that the opening of each session says.

    They follow from true lengths, whatever was there before: as long as one was estimated, its clip is made.
    """
    while True:
        measure = EstimatingMeasure(setup.measure)
        minutes = [minutes_of(each.routine, setup.words, each.options, measure) for each in fitted]
        sounds = dict.fromkeys(measure.estimated)
        for each, told in zip(fitted, minutes, strict=True):
            sounds |= dict.fromkeys(compile_timeline(each.routine, setup.words, each.options, told).sounds)
        if _make_clips(list(sounds), fitted, setup, progress) == 0:
            return minutes


def _make_clips(
    sounds: Sequence[Sound], fitted: Sequence[SessionRequest], setup: BuildSetup, progress: BuildProgress
) -> int:
    """Let workers speak what is missing; meanwhile a thread draws into the store what tags and page need.

    What there is no time for is drawn when it is needed, and what cannot be drawn is reported then. Returns how many
    clips were missing.
    """
    make = partial(make_clips, setup.voice_spec, setup.measure, sounds, setup.jobs, progress)
    if not setup.measure.missing(sounds):
        return make()
    from concurrent.futures import ThreadPoolExecutor, wait  # most sessions are built without a worker

    artist = ThreadPoolExecutor(max_workers=1)
    drawn: list[Future[object]] = []
    try:
        for routine in (setup.content.routines[each.routine.id] for each in fitted):
            drawn.append(artist.submit(cover_of, setup.words, routine, setup.figures))
            for step in routine.steps:
                drawn.append(artist.submit(setup.figures.png, step.exercise, step.way))
                drawing = (step.exercise.id, step.way, setup.language)
                drawn.append(artist.submit(setup.page_figures.drawing, *drawing))
        return make()
    finally:
        artist.shutdown(wait=False, cancel_futures=True)
        wait([each for each in drawn if not each.cancelled()], ARTIST_S)


def _place_and_make(
    fitted: SessionRequest, minutes: Minutes, setup: BuildSetup, progress: BuildProgress
) -> tuple[BuiltSession, SessionFiles, CatalogEntry]:
    routine, options, measure = fitted.routine, fitted.options, setup.measure
    placement = place(compile_timeline(routine, setup.words, options, minutes), measure)
    session = AudioSession(routine, setup.words, options, placement, setup.output)
    tags = tags_of(session, setup.content.routines, setup.figures)
    files = make_session(session, measure, setup.out, tags, progress.mixing)
    measure.let_go()  # the entry of a session of hours takes as much memory as the clips
    about = (session.name, session.file, session.title, placement.length_ms, placement.routine_ms)
    built = BuiltSession(*about, files.track.bytes, files.changed, routine.left_out, routine.limited)
    return built, files, entry_of(session, measure.voice, files.track)


def _write_lists(entries: Sequence[CatalogEntry], setup: BuildSetup) -> None:
    """The catalog, the playlist and the listening page, in English where the language has no words for the page."""
    facts = [each.facts for each in entries]
    link_audio(setup.out, {each["file"]: each["sha256"] for each in facts})
    write_catalog(setup.out, entries)
    files = one_of_each(each["file"] for each in facts)
    rows = [Entry(each["file"], each["title"], each["duration_ms"]) for each in facts if each["file"] in files]
    setup.out.write(PLAYLIST, lambda: encoded(m3u8(ALBUM, rows)))
    for words in (setup.words, setup.content.words["en"]):
        if words.page is not None:
            write_player(setup.out, entries, PageWords(words.language, words.page), setup.page_figures)
            break
