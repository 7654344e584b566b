"""Write the page of a folder of sessions, from its catalog: everything it needs, and nothing left of an earlier one.

First what has an address of its own content, then the page that names it, last the worker that names the page: who
looks in between finds the old page or the new one, whole.
"""

from __future__ import annotations

import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.files import write_if_changed
from audio_builder.page.choice import name_of, played
from audio_builder.page.compact import session_script
from audio_builder.page.listing import exercise_of, row_of
from audio_builder.page.page import index_html
from audio_builder.page.shell import ICONS, icon, manifest, worker
from audio_builder.session.addresses import DIGITS, link_audio
from audio_builder.session.catalog_file import read_chapters, read_heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from audio_builder.page.figures import Draw, PageFigures
    from audio_builder.page.listing import Exercise
    from audio_builder.page.page import PageWords
    from audio_builder.session.catalog_types import CatalogChapter

FOLDER = "player"
_SCRIPT = re.compile(rf".+\.[0-9a-f]{{{DIGITS}}}\.js")


def write_player(out: Path, words: PageWords, figures: PageFigures | None = None) -> None:
    """Write the page for the sessions that the catalog of ``out`` lists; without ``figures`` it shows none.

    Raises ``WriteError``.
    """
    heads = read_heads(out)
    link_audio(out, {head["file"]: head["sha256"] for head in heads})
    rows = _write_sessions(out, {head["file"] for head in played(heads)}, figures)
    for side in ICONS:
        _write(out / FOLDER / f"icon-{side}.png", icon(side))
    shell = {
        "index.html": index_html(words, rows),
        "manifest.webmanifest": manifest(words),
        f"{FOLDER}/icon-{ICONS[0]}.png": icon(ICONS[0]),
    }
    for address, content in reversed(shell.items()):
        _write(out / address, content)
    _write(out / "sw.js", worker(shell))
    _remove_others(out / FOLDER, {str(row["data"]).rpartition("/")[2] for row in rows})


def _write_sessions(out: Path, files: set[str], figures: PageFigures | None) -> list[dict[str, object]]:
    """Write the cues and figures of each session; returns the rows of the page, in the order of their names."""
    rows = []
    for head, chapters in read_chapters(out, files):
        exercises: list[Exercise] = []
        with suppress(ValueError, LookupError, TypeError):  # a damaged line: that session is not on the page
            draw: Draw = figures.of(head) if figures else lambda _: None
            script = session_script(head["file"], _noting(chapters, exercises, draw), draw)
            address = f"{FOLDER}/{name_of(head['file'])}.{sha256(script).hexdigest()[:DIGITS]}.js"
            row = row_of(head, address, exercises)
            _write(out / address, script)
            rows.append(row)
    return sorted(rows, key=lambda row: str(row["name"]))


def _noting(chapters: Iterable[CatalogChapter], exercises: list[Exercise], draw: Draw) -> Iterator[CatalogChapter]:
    """``chapters`` as they are; what of them is an exercise goes into ``exercises``, too."""
    for chapter in chapters:
        if chapter["exercise"]:
            exercises.append(exercise_of(chapter, draw(chapter["exercise"]) is not None))
        yield chapter


def _write(path: Path, content: bytes) -> None:
    write_if_changed(path, lambda: [content], len(content))


def _remove_others(folder: Path, wanted: set[str]) -> None:
    for file in folder.glob("*.js"):
        if _SCRIPT.fullmatch(file.name) and file.name not in wanted:
            file.unlink(missing_ok=True)
