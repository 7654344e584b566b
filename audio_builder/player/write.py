"""Write the page of a folder of sessions, from its catalog: everything it needs, and nothing left of an earlier one.

First what has an address of its own content, then the page that names it, last the worker that names the page: who
looks in between finds the old page or the new one, whole.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.addresses import DIGITS, link_audio
from audio_builder.catalog_file import read_heads, read_sessions
from audio_builder.files import write_if_changed
from audio_builder.player.choice import name_of, played
from audio_builder.player.compact import session_script
from audio_builder.player.listing import row_of
from audio_builder.player.page import index_html
from audio_builder.player.shell import ICONS, icon, manifest, worker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from audio_builder.player.figures import Figures

FOLDER = "player"
_SCRIPT = re.compile(rf".+\.[0-9a-f]{{{DIGITS}}}\.js")


def write_player(out: Path, language: str, words: Mapping[str, str], figures: Figures) -> None:
    """Write the page for the sessions that the catalog of ``out`` lists, with the page's ``words`` and ``figures``.

    Raises ``WriteError``.
    """
    heads = read_heads(out)
    link_audio(out, {head["file"]: head["sha256"] for head in heads})
    rows = _write_sessions(out, {head["file"] for head in played(heads)}, figures)
    for side in ICONS:
        _write(out / FOLDER / f"icon-{side}.png", icon(side))
    shell = {
        "index.html": index_html(language, words, rows),
        "manifest.webmanifest": manifest(language, words),
        f"{FOLDER}/icon-{ICONS[0]}.png": icon(ICONS[0]),
    }
    for address, content in reversed(shell.items()):
        _write(out / address, content)
    _write(out / "sw.js", worker(shell))
    _remove_others(out / FOLDER, {str(row["data"]).rpartition("/")[2] for row in rows})


def _write_sessions(out: Path, files: set[str], figures: Figures) -> list[dict[str, object]]:
    """Write the cues and figures of each session; returns the rows of the page, in the order of their names."""
    rows = []
    for session in read_sessions(out, files):
        drawn = figures.of(session)
        script = session_script(session, drawn)
        address = f"{FOLDER}/{name_of(session['file'])}.{sha256(script).hexdigest()[:DIGITS]}.js"
        _write(out / address, script)
        rows.append(row_of(session, address, bool(drawn)))
    return sorted(rows, key=lambda row: str(row["name"]))


def _write(path: Path, content: bytes) -> None:
    write_if_changed(path, lambda: [content], len(content))


def _remove_others(folder: Path, wanted: set[str]) -> None:
    for file in folder.glob("*.js"):
        if _SCRIPT.fullmatch(file.name) and file.name not in wanted:
            file.unlink(missing_ok=True)
