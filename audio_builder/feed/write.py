"""Write the feed of a folder from its catalog: ``feed.xml``, and chapters, figures and artwork in ``feed``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.errors import BuildError
from audio_builder.feed.rss import Episode, Show, episodes, rss
from audio_builder.feed.site import ARTWORK, FEED, FIGURES, chapters_file
from audio_builder.pictures.kept import CoverWish, Figures, cover_png
from audio_builder.session.audio_links import DIGITS
from audio_builder.session.catalog import CatalogSession, read_catalog
from audio_builder.session.session import ALBUM, LICENCE_URLS
from audio_builder.session.session_files import cover_step
from content.model.types import DOCTOR_FIRST, PAIN_RULE

if TYPE_CHECKING:
    from content.model.types import Routine
    from content.model.words import Words
    from content.output import OutputFolder

SUFFIX = ".mp3"
"""Every podcast app plays it."""


class NoEpisodesError(BuildError):
    """The folder has no MP3 in the language of the feed."""


def write_feed(out: OutputFolder, site: str, routines: Mapping[str, Routine], figures: Figures) -> str:
    """Write the feed of ``out`` for ``site``, in the language of ``figures``; returns its URL.

    ``routines`` are all of them in order, by id. Raises ``NoEpisodesError`` and other kinds of ``BuildError``.
    """
    words = figures.words
    sessions = [entry.session for entry in read_catalog(out.root)]
    playable = [each for each in sessions if each["file"].endswith(SUFFIX)]
    found = list(episodes((each for each in playable if each["language"] == words.language), list(routines)))
    if not found:
        raise NoEpisodesError(f"there is no MP3 in {out.root} for a feed")
    show = _show(site, words, playable)
    shown = sorted({each.session["routine"] for each in found} & set(routines))
    _write_chapters(out, show, found, {routine: _write_figures(out, routines[routine], figures) for routine in shown})
    step, motto = cover_step(next(iter(routines.values()))), words.phrases.lines["feed_motto"]
    artwork = CoverWish(ALBUM, motto, ALBUM, figures.svg(step.exercise, step.way), is_large=True)
    out.write_whole(ARTWORK, cover_png(figures.store, artwork))
    out.write_whole(FEED, rss(show, found))
    return show.url(FEED)


def _show(site: str, words: Words, sessions: Sequence[CatalogSession]) -> Show:
    lines, safety = words.phrases.lines, words.phrases.safety
    description = (lines["feed_about"], *safety[DOCTOR_FIRST], *safety[PAIN_RULE])
    licences = {each["licence"] for each in sessions}
    licence = licences.pop() if len(licences) == 1 else ""
    return Show(site, ALBUM, " ".join(description), words.language, licence, LICENCE_URLS.get(licence, ""))


def _write_figures(out: OutputFolder, routine: Routine, figures: Figures) -> dict[str, str]:
    """Write the figure of each exercise of ``routine``; returns their files, relative to ``out``, by exercise.

    The digest in each name keeps apps, which never fetch a URL twice, from showing an old figure.
    """
    files = {}
    for step in routine.steps:
        png = figures.png(step.exercise, step.way)
        files[step.exercise.id] = f"{FIGURES}/{step.exercise.id}.{sha256(png).hexdigest()[:DIGITS]}.png"
        out.write_whole(files[step.exercise.id], png)
    return files


def _write_chapters(
    out: OutputFolder, show: Show, found: Sequence[Episode], figures: Mapping[str, Mapping[str, str]]
) -> None:
    """Write the chapters of each episode; ``figures`` are files by routine and exercise."""
    for each in found:
        files = figures.get(each.session["routine"], {})
        text = _chapters_json(each.session, {exercise: show.url(file) for exercise, file in files.items()})
        out.write_whole(chapters_file(each.name), text.encode(errors="replace"))


def _chapters_json(session: CatalogSession, figures: Mapping[str, str]) -> str:
    """JSON chapters 1.2 of Podcasting 2.0: times in seconds, exact to the millisecond; ``figures`` are URLs."""
    chapters = [
        {"startTime": each["start_ms"] / 1000, "endTime": each["end_ms"] / 1000, "title": each["title"]}
        | ({"img": figures[each["exercise"]]} if each["exercise"] in figures else {})
        for each in session["chapters"]
    ]
    whole = {"version": "1.2.0", "title": session["title"], "chapters": chapters}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
