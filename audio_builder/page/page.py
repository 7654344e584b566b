"""``index.html``: one response with style, script, words and the list of sessions in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUILT = Path(__file__).with_name("built")
"""What ``make player`` made of ``web``."""
_PLACE = re.compile(r"\{\{(language|name|motto|noscript|links|data)\}\}")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The page's own words, and the language that they are in: not always that of the sessions."""

    language: str
    lines: Mapping[str, str]


def index_html(words: PageWords, rows: Sequence[Mapping[str, object]]) -> bytes:
    """The page for ``rows``."""
    data = {"language": words.language, "words": dict(words.lines), "sessions": rows}
    values = {
        **{name: escape(words.lines[name]) for name in ("name", "motto", "noscript")},
        "language": escape(words.language),
        "links": "".join(_link(row) for row in rows),
        "data": _in_a_script(data),
    }
    template = (BUILT / "page.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda place: values[place[1]], template).encode()


def _link(row: Mapping[str, object]) -> str:
    return f'<li><a href="{escape(str(row["audio"]))}">{escape(str(row["title"]))}</a></li>'


def _in_a_script(value: object) -> str:
    """JSON that no reader of HTML takes for an end of its script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
