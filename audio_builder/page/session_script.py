"""The cues of one session as a classic script: compact, and loadable from a disk as well as from a server.

``src/data.ts`` reads it. A cue is a row: its kind, its start after the start of the cue before, its length, its words
(or its tone, after ``~``), and the index of its entry in ``wheres``. All times are in milliseconds. The figures of the
exercises follow, where there are any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from audio_builder.page.drawings import Draw, Drawing
    from audio_builder.session.catalog import CatalogChapter

KINDS = ("say", "count", "chime", "hold", "move", "rest", "mark")
"""In the order of ``src/data.ts``."""
TONE = "~"
ADVICE = ("aim", "easier", "avoid", "amber")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

CueContext: TypeAlias = tuple[str, str, int, int]
"""What the screen shows, the side, the repetition, of how many."""


def session_script(name: str, chapters: Iterable[CatalogChapter], draw: Draw) -> tuple[bytes, list[dict[str, object]]]:
    """A call of ``gentleBack`` with the name of a session and its ``chapters``, which are read one at a time.

    With it comes the list of its exercises (``Row.exercises`` in ``src/types.ts``).
    """
    wheres: dict[CueContext, int] = {}
    figures: dict[str, Drawing] = {}
    exercises: list[dict[str, object]] = []
    script = bytearray(f'gentleBack({_encode(name)},{{"chapters":['.encode())
    for number, chapter in enumerate(chapters):
        script += b"," * (number > 0) + _encode(_chapter(chapter, wheres)).encode()
        if drawing := draw(chapter["exercise"]):
            figures[chapter["exercise"]] = drawing
        if chapter["exercise"]:
            length_ms, is_drawn = chapter["end_ms"] - chapter["start_ms"], drawing is not None
            care = " ".join(filter(None, (chapter.get("avoid"), chapter.get("caution"))))
            about = {"title": chapter["title"], "ms": length_ms, "aim": chapter.get("aim", ""), "care": care}
            exercises.append({**about, "drawn": is_drawn})
    script += f'],"wheres":{_encode(list(wheres))}'.encode()
    script += (f',"figures":{_encode(figures)}' if figures else "").encode() + b"});\n"
    return bytes(script), exercises


def _chapter(chapter: CatalogChapter, wheres: dict[CueContext, int]) -> dict[str, object]:
    advice = {name: chapter.get(name, "") for name in ADVICE}
    advice["amber"] = advice["amber"] or chapter.get("stop", "")
    rows = []
    before_ms = 0
    for cue in chapter["cues"]:
        context = (cue.get("screen", ""), cue.get("side", ""), cue.get("repetition", 0), cue.get("of", 0))
        sound = f"{TONE}{cue['tone']}" if "tone" in cue else cue.get("text", "")
        start_ms, where = cue["start_ms"], wheres.setdefault(context, len(wheres))
        rows.append((KINDS.index(cue["kind"]), start_ms - before_ms, cue["end_ms"] - start_ms, sound, where))
        before_ms = start_ms
    head = {"title": chapter["title"], "exercise": chapter["exercise"]}
    return {**head, "start": chapter["start_ms"], "end": chapter["end_ms"], **advice, "cues": rows}
