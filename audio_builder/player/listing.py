"""A session as a row in the list of the page (``Row`` in ``src/types.ts``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.addresses import address_of
from audio_builder.player.choice import name_of

if TYPE_CHECKING:
    from content.catalog import CatalogChapter, CatalogSession

COPIED = ("routine", "title", "summary", "language", "voice", "bytes", "sha256", "captions", "transcript", "file")
LISTS = ("equipment", "areas", "needs", "positions", "safety")
"""Missing in a catalog that was written before it had them."""


def row_of(session: CatalogSession, data: str, is_drawn: bool) -> dict[str, object]:
    """The row of ``session``, whose cues, and figures if it ``is_drawn``, are in the script at the address ``data``."""
    fields: dict[str, object] = {**session}
    return {
        "name": name_of(session["file"]),
        **{name: fields[name] for name in COPIED},
        "ms": session["duration_ms"],
        "audio": address_of(session["file"], session["sha256"]),
        "data": data,
        "drawn": is_drawn,
        **{name: fields.get(name, []) for name in LISTS},
        "frequency": fields.get("frequency", ""),
        "exercises": [_exercise(chapter) for chapter in session["chapters"] if chapter["exercise"]],
    }


def _exercise(chapter: CatalogChapter) -> dict[str, object]:
    return {
        "title": chapter["title"],
        "ms": chapter["end_ms"] - chapter["start_ms"],
        "aim": chapter.get("aim", ""),
    }
