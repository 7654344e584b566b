"""A session's chapters as Podcasting 2.0 readers take them: JSON chapters, version 1.2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.catalog import CatalogSession


def chapters_json(session: CatalogSession) -> str:
    """Times in seconds, exact to the millisecond."""
    chapters = [
        {"startTime": each["start_ms"] / 1000, "endTime": each["end_ms"] / 1000, "title": each["title"]}
        for each in session["chapters"]
    ]
    whole = {"version": "1.2.0", "title": session["title"], "chapters": chapters}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
