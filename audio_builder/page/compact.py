"""The cues of one session as a classic script: small, and loaded from a disk as well as from a server.

``src/data.ts`` reads it. A cue is a row: its kind, how long after the start of the cue before it begins, how long it
lasts, its words (or its tone, with ``~`` before), and which of ``wheres`` it belongs to. All times in milliseconds.
With the cues come the figures of the exercises, where there are any.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from audio_builder.page.choice import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio_builder.page.figures import Draw, Drawing
    from audio_builder.session.catalog_types import CatalogChapter, CatalogCue

KINDS = ("say", "count", "chime", "hold", "move", "rest", "breathe", "mark")
"""In the order that ``src/data.ts`` has them."""
TONE = "~"
TOLD = ("aim", "easier", "avoid", "stop")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Where: TypeAlias = tuple[str, str, int, int]
"""What the screen shows, the side, the repetition, of how many."""
Row: TypeAlias = tuple[int, int, int, str, int]


def session_script(file: str, chapters: Iterable[CatalogChapter], draw: Draw) -> bytes:
    """A call of ``gentleBack`` with the name of the session in ``file``, and its ``chapters``: one at a time."""
    wheres: dict[Where, int] = {}
    figures: dict[str, Drawing] = {}
    script = bytearray(f'gentleBack({_encode(name_of(file))},{{"chapters":['.encode())
    for number, chapter in enumerate(chapters):
        script += b"," * (number > 0) + _encode(_chapter(chapter, wheres)).encode()
        if drawing := draw(chapter["exercise"]):
            figures[chapter["exercise"]] = drawing
    script += f'],"wheres":{_encode(list(wheres))}'.encode()
    script += (f',"figures":{_encode(figures)}' if figures else "").encode() + b"});\n"
    return bytes(script)


def _chapter(chapter: CatalogChapter, wheres: dict[Where, int]) -> dict[str, object]:
    told = {name: chapter.get(name, "") for name in TOLD}
    rows: list[Row] = []
    before_ms = 0
    for cue in chapter["cues"]:
        rows.append(_row(cue, before_ms, wheres))
        before_ms = cue["start_ms"]
    head = {"title": chapter["title"], "exercise": chapter["exercise"]}
    return {**head, "start": chapter["start_ms"], "end": chapter["end_ms"], **told, "cues": rows}


def _row(cue: CatalogCue, before_ms: int, wheres: dict[Where, int]) -> Row:
    where = (cue.get("screen", ""), cue.get("side", ""), cue.get("repetition", 0), cue.get("of", 0))
    sound = f"{TONE}{cue['tone']}" if "tone" in cue else cue.get("text", "")
    start_ms = cue["start_ms"]
    length_ms = cue["end_ms"] - start_ms
    return KINDS.index(cue["kind"]), start_ms - before_ms, length_ms, sound, wheres.setdefault(where, len(wheres))
