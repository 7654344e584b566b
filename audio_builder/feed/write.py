"""The files of the feed, out of the catalog that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.feed.chapters import chapters_json
from audio_builder.feed.episode import episodes
from audio_builder.feed.names import ARTWORK, CHAPTERS, FEED, chapters_file
from audio_builder.feed.pictures import remove_others, write_pictures
from audio_builder.feed.rss import Show, rss
from audio_builder.files import encoded, write_if_changed
from audio_builder.pictures.covers.cover_store import Covers, CoverWish
from audio_builder.session.addresses import link_audio
from audio_builder.session.catalog_file import read_sessions
from audio_builder.session.session import ALBUM, LICENCE_URLS
from audio_builder.session.session_files import cover_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from audio_builder.feed.episode import Episode
    from audio_builder.pictures.figure_store import Figures
    from audio_builder.session.catalog_types import CatalogSession
    from content.model.types import Routine
    from content.model.words import Words

PLAYED_EVERYWHERE = ".mp3"


def write_feed(out: Path, site: str, routines: Mapping[str, Routine], figures: Figures) -> str:
    """Write the feed of ``out`` for ``site``, in the language of ``figures``; returns its address.

    ``routines`` are all of them in order, by id. Raises ``BuildError``.
    """
    words = figures.words
    sessions = list(read_sessions(out))
    chosen = [each for each in sessions if each["file"].endswith(PLAYED_EVERYWHERE)]
    found = list(episodes((each for each in chosen if each["language"] == words.language), list(routines)))
    if not found:
        raise BuildError(f"there is no MP3 in {out} for a feed: 'gentleback build --out {out}' makes them")
    link_audio(out, {each["file"]: each["sha256"] for each in sessions})
    show = _show(site, words, chosen)
    shown = {each.session["routine"] for each in found} & set(routines)
    _write_chapters(out, show, found, {each: write_pictures(out, routines[each], figures) for each in sorted(shown)})
    artwork = _artwork(next(iter(routines.values())), figures)
    write_if_changed(out / ARTWORK, lambda: [artwork])
    text = rss(show, found)
    write_if_changed(out / FEED, lambda: [text])
    return show.url(FEED)


def _artwork(first: Routine, figures: Figures) -> bytes:
    step, motto = cover_step(first), figures.words.phrases.lines["feed_motto"]
    wish = CoverWish(ALBUM, motto, ALBUM, figures.svg(step.exercise, step.way), is_large=True)
    return Covers(figures.store, []).get(wish)


def _show(site: str, words: Words, sessions: Sequence[CatalogSession]) -> Show:
    lines, safety = words.phrases.lines, words.phrases.safety
    description = (lines["feed_about"], *safety["doctor-first"], *safety["stop-if-it-hurts"])
    licences = {each["licence"] for each in sessions}
    licence = licences.pop() if len(licences) == 1 else ""
    return Show(site, ALBUM, " ".join(description), words.language, licence, LICENCE_URLS.get(licence, ""))


def _write_chapters(out: Path, show: Show, found: Sequence[Episode], pictures: Mapping[str, Mapping[str, str]]) -> None:
    """Write the chapters of each, and take away those of sessions that are gone.

    ``pictures`` are the files of their pictures, by routine and exercise.
    """
    wanted = {}
    for each in found:
        files = pictures.get(each.session["routine"], {})
        addresses = {exercise: show.url(file) for exercise, file in files.items()}
        wanted[out / chapters_file(each.name)] = chapters_json(each.session, addresses)
    for file, text in wanted.items():
        write_if_changed(file, lambda text=text: encoded([text]))  # type: ignore[misc]
    for left in (out / ARTWORK).parent.glob(f"*{CHAPTERS}"):
        if left not in wanted:
            left.unlink(missing_ok=True)
    remove_others(out, {file for files in pictures.values() for file in files.values()})
