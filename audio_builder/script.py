"""Any text with pauses in it, as placed sounds: ``Breathe in. [pause 4 s] And out.``

A sentence is a phrase, and so a clip and a caption. A pause runs from the end of the sound before it to the beginning
of the sound after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.clips.clip import AFTER_MS, BEFORE_MS
from content.cli import UsageError
from content.timeline.cues import Phrase, Where
from content.timeline.place import Placed, PlacedChapter, Placement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.timeline.measure import Measure

SENTENCE_MS, PARAGRAPH_MS = 400, 900
"""Between sentences, and between paragraphs, where no pause is asked for."""
SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS = BEFORE_MS + AFTER_MS, 3_600_000
"""Clips need 120 ms between their sounds."""
UNITS_MS = {"ms": 1, "s": 1_000, "": 1_000, "min": 60_000}
_PAUSE = re.compile(r"\[\s*pause\b([^\]\n]*)(\]|$)", re.IGNORECASE | re.MULTILINE)
"""One that is not closed, too: it is a mistake, not a text to be read aloud."""
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|min)?\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])[\"')\u201d\u2019]*\s+(?=\S)")
_NO_END = re.compile(r"(?:^|\W)(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e|No|approx)\.$")
"""Ends with a full stop that ends no sentence."""


@dataclass(frozen=True, slots=True)
class Pause:
    pause_ms: int


Item = Phrase | Pause


def read_script(text: str) -> list[Item]:
    """The phrases and pauses of ``text``, in order. Raises ``UsageError`` for a pause that is none."""
    items: list[Item] = []
    end = 0
    for match in _PAUSE.finditer(text):
        items += [*_phrases(text[end : match.start()]), Pause(_length_ms(match, text))]
        end = match.end()
    items += _phrases(text[end:])
    if not any(isinstance(item, Phrase) for item in items):
        raise UsageError("there is nothing to say; write some words")
    return items


def _length_ms(pause: re.Match[str], text: str) -> int:
    length = _LENGTH.fullmatch(pause[1]) if pause[2] else None
    length_ms = round(float(length[1]) * UNITS_MS[(length[2] or "").lower()]) if length else -1
    if not SHORTEST_PAUSE_MS <= length_ms <= LONGEST_PAUSE_MS:
        line = text.count("\n", 0, pause.start()) + 1
        forms = f"[pause 4 s], [pause 500 ms] or [pause 2 min], from {SHORTEST_PAUSE_MS} ms to an hour"
        raise UsageError(f"line {line}: '{pause[0]}' is no pause; write {forms}")
    return length_ms


def _phrases(text: str) -> Iterator[Item]:
    """Sentences, with a short pause between two of them."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield Pause(PARAGRAPH_MS)
        for place, sentence in enumerate(_sentences(" ".join(paragraph.split()))):
            if place:
                yield Pause(SENTENCE_MS)
            yield Phrase(sentence)


def _sentences(text: str) -> list[str]:
    sentences, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _NO_END.search(text[: match.start()]):
            sentences.append(text[begin : match.end()].strip())
            begin = match.end()
    return [sentence for sentence in (*sentences, text[begin:]) if any(map(str.isalnum, sentence))]


def placed(items: Sequence[Item], measure: Measure, title: str) -> Placement:
    """The times of ``items``: each pause is right to half a frame, and no error adds up."""
    spacing = measure.spacing
    end_ms, pause_ms, cues = 0, spacing.lead_in_ms, list[Placed]()
    for item in items:
        if isinstance(item, Pause):
            pause_ms += item.pause_ms
            continue
        start_ms = _on_grid(end_ms + pause_ms, spacing.grid_ms)
        end_ms = start_ms + measure.length_ms(item)
        pause_ms = 0
        cues.append(Placed("say", start_ms, end_ms, Where(), item))
    length_ms = -(-(end_ms + max(pause_ms, spacing.tail_ms)) // spacing.grid_ms) * spacing.grid_ms
    return Placement((PlacedChapter(title, "", 0, length_ms, tuple(cues)),), length_ms)


def _on_grid(time_ms: int, grid_ms: int) -> int:
    return (time_ms + grid_ms // 2) // grid_ms * grid_ms
