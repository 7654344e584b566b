"""Write the page of a folder of sessions from its catalog, and remove what is left of an earlier one.

First the files with a digest in their names, then the page that names them, last the service worker that names the
page: a visitor in between gets the old page or the new one, complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from audio_builder.files import write_whole
from audio_builder.page.session_script import session_script
from audio_builder.page.shell import ICONS, PageWords, icon_file, index_html, manifest, worker
from audio_builder.session.audio_links import DIGITS, address_of, link_audio
from audio_builder.session.playlist import one_of_each

if TYPE_CHECKING:
    from audio_builder.page.drawings import Draw, PageFigures
    from audio_builder.session.catalog import CatalogEntry, CatalogFacts

FOLDER = "player"
COPIED = ("routine", "title", "summary", "language", "voice", "bytes", "sha256", "captions", "transcript", "file")
LISTS = ("equipment", "areas", "needs", "positions", "safety")
"""Missing in a catalog of an earlier version."""
_SCRIPT = re.compile(rf".+\.[0-9a-f]{{{DIGITS}}}\.js")


def write_player(
    out: Path, entries: Sequence[CatalogEntry], words: PageWords, figures: PageFigures | None = None
) -> None:
    """Write the page for ``entries``, the catalog of ``out``; without ``figures`` it shows none.

    Raises ``WriteError``.
    """
    link_audio(out, {entry.facts["file"]: entry.facts["sha256"] for entry in entries})
    files = one_of_each(entry.facts["file"] for entry in entries)
    rows = _write_sessions(out, [entry for entry in entries if entry.facts["file"] in files], figures)
    for side in ICONS:
        write_whole(out / FOLDER / f"icon-{side}.png", icon_file(side).read_bytes())
    shell = {
        "index.html": index_html(words, rows),
        "manifest.webmanifest": manifest(words),
        f"{FOLDER}/icon-{ICONS[0]}.png": icon_file(ICONS[0]).read_bytes(),
    }
    for path, content in reversed(shell.items()):
        write_whole(out / path, content)
    write_whole(out / "sw.js", worker(shell))
    wanted = {str(row["data"]).rpartition("/")[2] for row in rows}
    for file in (out / FOLDER).glob("*.js"):
        if _SCRIPT.fullmatch(file.name) and file.name not in wanted:
            file.unlink(missing_ok=True)


def _write_sessions(out: Path, entries: Iterable[CatalogEntry], figures: PageFigures | None) -> list[dict[str, object]]:
    """Write the cues and figures of each session; returns the rows of the page, in the order of their names."""
    rows = []
    for entry in entries:
        head = entry.facts
        with suppress(ValueError, LookupError, TypeError):  # a damaged line: that session is not on the page
            draw: Draw = figures.of(head) if figures else lambda _: None
            script, exercises = session_script(_name(head), entry.chapters, draw)
            path = f"{FOLDER}/{_name(head)}.{sha256(script).hexdigest()[:DIGITS]}.js"
            row = _row(head, path, exercises)
            write_whole(out / path, script)
            rows.append(row)
    return sorted(rows, key=lambda row: str(row["name"]))


def _row(session: CatalogFacts, data: str, exercises: list[dict[str, object]]) -> dict[str, object]:
    """``session`` in the list of the page (``Row`` in ``src/types.ts``); ``data`` is the path of its script."""
    fields: dict[str, object] = {**session}
    return {
        "name": _name(session),
        **{name: fields[name] for name in COPIED},
        "ms": session["duration_ms"],
        "audio": address_of(session["file"], session["sha256"]),
        "data": data,
        **{name: fields.get(name, []) for name in LISTS},
        "frequency": fields.get("frequency", ""),
        "exercises": exercises,
    }


def _name(session: CatalogFacts) -> str:
    """The name that the files of one session share: ``bridge--hold-20.mp3`` -> ``bridge--hold-20``."""
    return PurePosixPath(session["file"]).stem
