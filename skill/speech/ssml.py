"""An answer -> SSML, for devices that refuse APL for Audio, and for plain talk.

Everything is one sequence of speech and breaks, so a sound inside a hold lengthens it by as much as the voice is slower
than the estimate. There only the countdown is kept, and what paces breaths. Chimes are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from content.timeline.cues import Chime, Cue, Hold, Phrase, Rank
from skill.alexa.limits import BREAK_MS
from skill.speech.timing import PAUSE_MS, TURNS_REMEMBERED, PlacedTurn, placed_turn

if TYPE_CHECKING:
    from skill.coach.state import Answer

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEPT = (Rank.COUNTDOWN, Rank.PACE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # html.escape takes 2 ms to import


def ssml(answer: Answer) -> str:
    """All of ``answer``, its question included."""
    if not answer.cues:
        return speak((*answer.before, answer.question))
    turn, written = _turn(answer.cues)
    before = "".join(f"{_escaped(sentence)}{_break(PAUSE_MS)}" for sentence in answer.before)
    question = f"{_break(turn.pause_ms)}{_escaped(answer.question)}" if answer.question else ""
    return f"<speak>{before}{written}{question}</speak>"


def speak(sentences: Iterable[str]) -> str:
    """Plain talk: ``sentences`` one after the other, without empty ones."""
    return f"<speak>{' '.join(_escaped(sentence) for sentence in sentences if sentence)}</speak>"


@lru_cache(maxsize=TURNS_REMEMBERED)
def _turn(cues: tuple[Cue, ...]) -> tuple[PlacedTurn, str]:
    turn = placed_turn(tuple(_plain(cues)))
    return turn, "".join(_spoken(turn))


def _plain(cues: Iterable[Cue]) -> Iterator[Cue]:
    """``cues`` without chimes, and in holds nothing but the countdown and what paces breaths."""
    for cue in cues:
        if isinstance(cue, Hold):
            yield replace(cue, marks=tuple(mark for mark in cue.marks if mark.rank in _KEPT))
        elif not isinstance(cue, Chime):
            yield cue


def _spoken(turn: PlacedTurn) -> Iterator[str]:
    now_ms = 0
    for row in turn.rows:
        if isinstance(row.sound, Phrase):
            yield _break(row.start_ms - now_ms)
            yield _escaped(row.sound.text)
            now_ms = row.end_ms
    yield _break(turn.length_ms - now_ms)


def _break(span_ms: int) -> str:
    """Silence of ``span_ms``: as many breaks as it takes."""
    whole, rest_ms = divmod(span_ms, BREAK_MS)
    return _tag(BREAK_MS) * whole + (_tag(rest_ms) if rest_ms else "")


def _tag(span_ms: int) -> str:
    return f'<break time="{span_ms // 1_000}s"/>' if span_ms % 1_000 == 0 else f'<break time="{span_ms}ms"/>'


def readable(text: str) -> str:
    """``text`` without characters that XML forbids or JSON cannot hold (control characters, lone surrogates).

    The content is clean, but an answer may quote what a person said, and that can be anything.
    """
    return _NOT_IN_XML.sub(" ", text)


def _escaped(text: str) -> str:
    return readable(text).translate(_ENTITIES)
