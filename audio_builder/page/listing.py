"""A session as a row in the list of the page (``Row`` in ``src/types.ts``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from audio_builder.page.choice import name_of
from audio_builder.session.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.session.catalog_types import CatalogChapter, CatalogSession

COPIED = ("routine", "title", "summary", "language", "voice", "bytes", "sha256", "captions", "transcript", "file")
LISTS = ("equipment", "areas", "needs", "positions", "safety")
"""Missing in a catalog that was written before it had them."""


class Exercise(TypedDict):
    title: str
    ms: int
    aim: str
    drawn: bool
    """Whether its figure comes with the cues."""


def row_of(session: CatalogSession, data: str, exercises: Sequence[Exercise]) -> dict[str, object]:
    """The row of ``session``, whose cues are in the script at the address ``data``."""
    fields: dict[str, object] = {**session}
    return {
        "name": name_of(session["file"]),
        **{name: fields[name] for name in COPIED},
        "ms": session["duration_ms"],
        "audio": address_of(session["file"], session["sha256"]),
        "data": data,
        **{name: fields.get(name, []) for name in LISTS},
        "frequency": fields.get("frequency", ""),
        "exercises": list(exercises),
    }


def exercise_of(chapter: CatalogChapter, is_drawn: bool) -> Exercise:
    length_ms = chapter["end_ms"] - chapter["start_ms"]
    return {"title": chapter["title"], "ms": length_ms, "aim": chapter.get("aim", ""), "drawn": is_drawn}
