"""Any text with pauses in it, as placed sounds: ``Breathe in. [pause 4 s] And out.``

A sentence, or a part of a long one, is a phrase: one clip and one caption. A pause runs from the end of the sound
before it to the beginning of the sound after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.sound.clip import AFTER_MS, BEFORE_MS
from audio_builder.voices.text import text_parts
from content.errors import GentleBackError
from content.timeline.cues import Phrase, Where
from content.timeline.place import Placed, PlacedChapter, Placement

if TYPE_CHECKING:
    from content.timeline.measure import Measure

SENTENCE_MS, PARAGRAPH_MS = 400, 900
"""Between sentences, and between paragraphs, where no pause is asked for."""
LONGEST_PHRASE = 240
"""Characters. A phrase is spoken in one go, shown as one caption, and one step of the progress."""
SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS = BEFORE_MS + AFTER_MS, 3_600_000
"""Clips need 120 ms between their sounds."""
_PAUSE = re.compile(
    r"""\[\s*pause\b(?P<length>[^\]\n]*)(?P<end>\]|$)|<\s*break\s+time\s*=\s*["'](?P<ssml>[^"'>\n]*)["']\s*/?>""",
    re.IGNORECASE | re.MULTILINE,
)
"""Also matches one that is not closed: it is a mistake, not a text to be read aloud. SSML's form is accepted, too."""
_MISSPELT = re.compile(r"\[[^\]\n]*\d\s*(?:ms|s|secs?|seconds?|mins?|minutes?)\s*\]", re.IGNORECASE)
_LENGTH = re.compile(
    r"\s*(\d+(?:[.,]\d+)?)\s*(?:(ms|milliseconds?)|(m|mins?|minutes?)|(?:s|secs?|seconds?)?)\s*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])[\"')\u201d\u2019]*\s+(?=\S)")
_NO_END = re.compile(r"(?:^|\W)(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Fig|Ch|Vol|pp?|vs|e\.g|i\.e|No|approx)\.$")
"""Ends with a full stop that does not end a sentence."""
_NO_END_BEFORE_SMALL = re.compile(r"(?:^|\W)(?:a\.m|p\.m|in|min|sec|max|etc|ca)\.$", re.IGNORECASE)
"""The same, where a small letter follows."""
_STRAY = re.compile(r"\A(?:[,;:!? ]|[.-](?!\.?\d))+")
"""Punctuation at the beginning of a sentence; a sign or a point before a number is not punctuation."""


@dataclass(frozen=True, slots=True)
class Pause:
    pause_ms: int


ScriptItem = Phrase | Pause


class ScriptError(GentleBackError):
    """A text that cannot be spoken."""

    exit_code = 2


def read_script(text: str) -> list[ScriptItem]:
    """The phrases and pauses of ``text``, in order. Raises ``ScriptError``."""
    items: list[ScriptItem] = []
    end = 0
    for match in _PAUSE.finditer(text):
        items += [*_phrases(text[end : match.start()]), Pause(_length_ms(match, text))]
        end = match.end()
    items += _phrases(text[end:])
    if misspelt := _MISSPELT.search(_PAUSE.sub(lambda match: " " * len(match[0]), text)):
        raise _no_pause(misspelt, text)
    if not any(isinstance(item, Phrase) for item in items):
        raise ScriptError("there is nothing to say; write some words")
    return items


def _length_ms(pause: re.Match[str], text: str) -> int:
    is_whole = pause["ssml"] is not None or pause["end"]
    length = _LENGTH.fullmatch(pause["ssml"] or pause["length"] or "") if is_whole else None
    if length is None:
        raise _no_pause(pause, text)
    length_ms = round(float(length[1].replace(",", ".")) * (1 if length[2] else 60_000 if length[3] else 1_000))
    if not SHORTEST_PAUSE_MS <= length_ms <= LONGEST_PAUSE_MS:
        raise _no_pause(pause, text)
    return length_ms


def _no_pause(found: re.Match[str], text: str) -> ScriptError:
    line = text.count("\n", 0, found.start()) + 1
    forms = f"[pause 4 s], [pause 500 ms] or [pause 2 min], from {SHORTEST_PAUSE_MS} ms to an hour"
    return ScriptError(f"line {line}: '{found[0]}' is not a pause; write {forms}")


def _phrases(text: str) -> Iterator[ScriptItem]:
    """Sentences, and parts of long ones, with a short pause between two of them."""
    pause_ms = 0
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for sentence in _sentences(" ".join(paragraph.split())):
            for part in text_parts(sentence, LONGEST_PHRASE):
                if pause_ms:
                    yield Pause(pause_ms)
                yield Phrase(part.text)
                pause_ms = max(part.pause_ms, SHORTEST_PAUSE_MS)
            pause_ms = SENTENCE_MS
        pause_ms = PARAGRAPH_MS if pause_ms else 0


def _sentences(text: str) -> list[str]:
    sentences, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        before, is_small = text[max(0, match.start() - 10) : match.start()], text[match.end()].islower()
        if not (_NO_END.search(before) or (is_small and _NO_END_BEFORE_SMALL.search(before))):
            sentences.append(text[begin : match.end()])
            begin = match.end()
    begun = (_STRAY.sub("", sentence.strip()) for sentence in (*sentences, text[begin:]))
    return [sentence for sentence in begun if any(map(str.isalnum, sentence))]


def placed(items: Sequence[ScriptItem], measure: Measure, title: str) -> Placement:
    """The times of ``items``: each pause is right to half a frame, and no error adds up."""
    spacing = measure.spacing
    end_ms, pause_ms, cues = 0, spacing.lead_in_ms, list[Placed]()
    for item in items:
        if isinstance(item, Pause):
            pause_ms += item.pause_ms
            continue
        start_ms = spacing.nearest(end_ms + pause_ms)
        end_ms = start_ms + measure.length_ms(item)
        pause_ms = 0
        cues.append(Placed("say", start_ms, end_ms, Where(), item))
    length_ms = spacing.up(end_ms + max(pause_ms, spacing.tail_ms))
    return Placement((PlacedChapter(title, "", 0, length_ms, tuple(cues)),), length_ms)
