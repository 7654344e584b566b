"""An answer -> a document of APL for Audio, whose holds are exact.

A hold is a ``Mixer``: a ``Silence`` of its length, and for each mark a ``Sequencer`` of a ``Silence`` (until it begins)
and a ``Speech``. Only the silence determines the length: the marks have the duration ``trimToParent``, so that a slow
voice loses the end of its last word rather than lengthen the hold. By the estimate no mark comes within 200 ms of that.
Movement and rests are built alike but without trimming: there a whole sentence matters more than half a second. The
silence between sounds has a fixed length, too; only speech is as long as the voice makes it.

``Silence.duration`` is a number of milliseconds, ``duration`` of any other component a word. Nothing in a document is
an expression, no component has a filter. The question is inside: an outputSpeech would be heard before all of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from content.timeline.cues import Cue, Sound, Tone
from skill.speech.ssml import readable
from skill.speech.timing import PAUSE_MS, TURNS_REMEMBERED, placed_turn

if TYPE_CHECKING:
    from content.timeline.place import Placed
    from skill.coach.state import Answer

Component = dict[str, object]

VERSION = "0.91"
CHIMES = {
    "open": "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01",
    "close": "soundbank://soundlibrary/musical/amzn_sfx_bell_med_chime_02",
}
"""Tones of the content, from the Alexa Skills Kit Sound Library. ``wake`` is missing: no answer has it."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a document: components that follow each other, and the compositions that they name."""

    items: list[Component] = field(default_factory=list)
    compositions: dict[str, Component] = field(default_factory=dict)


def document(answer: Answer) -> Component:
    """The whole document."""
    turn = fragment(answer.cues)
    items = [each for sentence in answer.before for each in (_speech(sentence), _silence(PAUSE_MS))]
    items += turn.items
    if answer.question:
        pause_ms = placed_turn(answer.cues).pause_ms
        items += [*([_silence(pause_ms)] if pause_ms else []), _speech(answer.question)]
    found: Component = {
        "type": "APLA",
        "version": VERSION,
        "mainTemplate": {"parameters": ["payload"], "items": [_sequencer(items)]},
    }
    return {**found, "compositions": turn.compositions} if turn.compositions else found


@lru_cache(maxsize=TURNS_REMEMBERED)
def fragment(cues: tuple[Cue, ...]) -> Fragment:
    """The components of a turn."""
    turn = placed_turn(cues)
    return _folded(_runs(turn.rows, turn.length_ms))


@dataclass(slots=True)
class _Run:
    """Components that belong together: a hold with the sounds around it, a movement, a sentence, a silence."""

    items: tuple[Component, ...]
    name: str = ""
    """Of its composition, where it recurs; empty for what is too small for one."""


def _runs(rows: Iterable[Placed], length_ms: int) -> list[_Run]:
    """The rows as runs, with the silence between them."""
    spans: list[tuple[Placed, list[Placed]]] = []
    for row in rows:
        if row.kind == "mark":  # of the span before it
            spans[-1][1].append(row)
        else:
            spans.append((row, []))
    runs: list[_Run] = []
    now_ms = 0
    for row, marks in spans:
        if row.sound is None and not marks and row.kind != "hold":
            continue  # silence: what lies between the others
        if row.start_ms > now_ms:
            runs.append(_Run((_silence(row.start_ms - now_ms),)))
        runs.append(_run(row, marks))
        now_ms = max(row.end_ms, *(mark.end_ms for mark in marks if row.kind != "hold"), 0)
    return _held([*runs, _Run((_silence(length_ms - now_ms),))] if length_ms > now_ms else runs)


def _run(row: Placed, marks: list[Placed]) -> _Run:
    if row.sound is not None:
        return _Run((_sound(row.sound),))
    span_ms, is_hold = row.end_ms - row.start_ms, row.kind == "hold"
    if not marks:
        return _Run((_silence(span_ms),), "Hold" if is_hold else "")
    mixed = [_mark(mark.sound, mark.start_ms - row.start_ms, is_hold) for mark in marks if mark.sound]
    return _Run(({"type": "Mixer", "items": [_silence(span_ms), *mixed]},), row.kind.capitalize())


def _held(runs: list[_Run]) -> list[_Run]:
    """The sounds that start and release a hold become part of its run."""
    found: list[_Run] = []
    rest = iter(runs)
    for run in rest:
        if run.name == "Hold":
            found.append(_Run((*found.pop().items, *run.items, *next(rest).items), run.name))
        else:
            found.append(run)
    return found


def _folded(runs: list[_Run]) -> Fragment:
    """What recurs becomes a composition without parameters: a document of a third of the size, and no expressions."""
    keys = [json.dumps(run.items) if run.name else "" for run in runs]
    times, folded, names = Counter(keys), Fragment(), dict[str, str]()
    for run, key in zip(runs, keys, strict=True):
        if not key or times[key] == 1:
            folded.items.extend(run.items)
            continue
        if key not in names:
            names[key] = f"{run.name}{len(names) + 1}"
            one = run.items if len(run.items) == 1 else (_sequencer(run.items),)
            folded.compositions[names[key]] = {"items": [*one]}
        folded.items.append({"type": names[key]})
    return folded


def _mark(sound: Sound, offset_ms: int, is_trimmed: bool) -> Component:
    items = [*([_silence(offset_ms)] if offset_ms else []), _sound(sound)]
    if is_trimmed:
        return {"type": "Sequencer", "duration": "trimToParent", "items": items}
    return _sequencer(items)


def _sequencer(items: Iterable[Component]) -> Component:
    return {"type": "Sequencer", "items": list(items)}


def _silence(span_ms: int) -> Component:
    return {"type": "Silence", "duration": span_ms}


def _sound(sound: Sound) -> Component:
    if isinstance(sound, Tone):
        return {"type": "Audio", "source": CHIMES[sound.name]}
    return _speech(sound.text)


def _speech(text: str) -> Component:
    return {"type": "Speech", "content": readable(text).replace("${", "$ {")}  # which would begin an expression
