"""A session's chapters as Podcasting 2.0 readers take them: JSON chapters, version 1.2, with their pictures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audio_builder.session.catalog_types import CatalogChapter, CatalogSession


def chapters_json(session: CatalogSession, pictures: Mapping[str, str]) -> str:
    """Times in seconds, exact to the millisecond; ``pictures`` are the addresses of those of exercises."""
    chapters = [_chapter(each, pictures.get(each["exercise"])) for each in session["chapters"]]
    whole = {"version": "1.2.0", "title": session["title"], "chapters": chapters}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _chapter(chapter: CatalogChapter, picture: str | None) -> dict[str, object]:
    told = {"startTime": chapter["start_ms"] / 1000, "endTime": chapter["end_ms"] / 1000, "title": chapter["title"]}
    return told | ({"img": picture} if picture else {})
