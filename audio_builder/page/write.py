"""Write the page of a folder of sessions from its catalog.

First the files with a digest in their names, then the page that names them, last the service worker that names the
page: a visitor in between gets the old page or the new one, complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from audio_builder.page.session_script import session_script
from audio_builder.page.shell import ICONS, PageWords, icon_file, index_html, manifest, worker
from audio_builder.session.audio_links import DIGITS, address_of
from audio_builder.session.catalog import routine_ms_of
from audio_builder.session.playlist import one_of_each

if TYPE_CHECKING:
    from audio_builder.page.drawings import Draw, PageFigures
    from audio_builder.session.catalog import CatalogEntry, CatalogFacts
    from content.output import OutputFolder

FOLDER = "player"
SHELL = ("index.html", "manifest.webmanifest", "sw.js")
"""The files of the page that every folder has."""
COPIED = ("routine", "title", "summary", "language", "voice", "bytes", "sha256", "captions", "transcript", "file")
LISTS = ("equipment", "areas", "needs", "positions", "safety")


def write_player(
    out: OutputFolder, entries: Sequence[CatalogEntry], words: PageWords, figures: PageFigures | None = None
) -> None:
    """Write the page for ``entries``, the catalog of ``out``; without ``figures`` it shows none.

    Raises ``WriteError``.
    """
    files = one_of_each(entry.facts["file"] for entry in entries)
    rows = _write_sessions(out, [entry for entry in entries if entry.facts["file"] in files], figures)
    for side in ICONS:
        out.write_whole(f"{FOLDER}/icon-{side}.png", icon_file(side).read_bytes())
    shell = {
        "index.html": index_html(words, rows),
        "manifest.webmanifest": manifest(words),
        f"{FOLDER}/icon-{ICONS[0]}.png": icon_file(ICONS[0]).read_bytes(),
    }
    for path, content in reversed(shell.items()):
        out.write_whole(path, content)
    out.write_whole("sw.js", worker(shell))


def _write_sessions(
    out: OutputFolder, entries: Iterable[CatalogEntry], figures: PageFigures | None
) -> list[dict[str, object]]:
    """Write the cues and figures of each session; returns the rows of the page, in the order of their names."""
    rows = []
    for entry in entries:
        head = entry.facts
        draw: Draw = figures.of(head) if figures else lambda _: None
        script, exercises = session_script(_name(head), entry.chapters, draw)
        path = f"{FOLDER}/{_name(head)}.{sha256(script).hexdigest()[:DIGITS]}.js"
        out.write_whole(path, script)
        rows.append(_row(head, path, exercises))
    return sorted(rows, key=lambda row: str(row["name"]))


def _row(session: CatalogFacts, data: str, exercises: list[dict[str, object]]) -> dict[str, object]:
    """``session`` in the list of the page (``Row`` in ``src/types.ts``); ``data`` is the path of its script."""
    fields: dict[str, object] = {**session}
    return {
        "name": _name(session),
        **{name: fields[name] for name in COPIED},
        "ms": session["duration_ms"],
        "routine_ms": routine_ms_of(session),
        "introduces": session.get("introduces", False),
        "audio": address_of(session["file"], session["sha256"]),
        "data": data,
        **{name: fields[name] for name in LISTS},
        "frequency": session["frequency"],
        "exercises": exercises,
    }


def _name(session: CatalogFacts) -> str:
    """The name that the files of one session share: ``bridge--hold-20.mp3`` -> ``bridge--hold-20``."""
    return PurePosixPath(session["file"]).stem
