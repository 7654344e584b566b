"""Checked content as one JSON text that is read in a moment: no YAML, no checks, none of what reads and checks.

For a place where nothing can change any more, such as a function on AWS Lambda: its folder holds ``packed.json`` in
place of the YAML. A value of ours is a list that begins with a number: the place of its class in ``CLASSES``, or what
else it is.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.model import types, words
from content.model.content import Content

if TYPE_CHECKING:
    from content.model.words import Words

PACKED = Path(__file__).resolve().parent.parent / "packed.json"
"""Where a packed folder has it."""
CLASSES: tuple[type[Any], ...] = (
    types.Document,
    types.Range,
    types.Dose,
    types.Source,
    types.Tempo,
    types.Phase,
    types.Way,
    types.Exercise,
    types.Step,
    types.Routine,
    words.Manner,
    words.PhaseWords,
    words.ExerciseWords,
    words.RoutineWords,
    words.PositionWords,
    words.Phrases,
    words.Conversation,
    words.Utterances,
    words.Words,
    Content,
)
TUPLE, MAPPING, EXERCISE = -1, -2, -3
"""A row of values; keys and values in turn; an exercise by its name, in a step of a routine."""


def load_packed() -> Content | None:
    """The content of a packed folder; None anywhere else."""
    try:
        return unpack(PACKED.read_bytes())
    except FileNotFoundError:
        return None


def pack(content: Content) -> str:
    """``content`` as text, without the words of the listening page."""
    said = {language: replace(words, page=None) for language, words in content.words.items()}
    return json.dumps(_packed(replace(content, words=said, sources={})), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str | bytes) -> Content:
    """The content that ``pack`` was given, but for its sources and the words of the page."""
    content: Content = _Unpacking().value(json.loads(text))
    return content


def _packed(value: Any) -> Any:
    if isinstance(value, CLASSES):
        return [CLASSES.index(type(value)), *map(_packed, _fields(value))]
    if isinstance(value, tuple):
        return [TUPLE, *map(_packed, value)]
    if hasattr(value, "items"):
        return [MAPPING, *(_packed(each) for pair in value.items() for each in pair)]
    return value


def _fields(value: Any) -> list[Any]:
    names: tuple[str, ...] = type(value).__match_args__
    found = [getattr(value, name) if name != "figure" else None for name in names]  # nobody draws there
    if isinstance(value, types.Step):
        found[0] = [EXERCISE, value.exercise.id]
    if isinstance(value, words.Words):
        found[names.index("grammar")] = None
    return found


class _Unpacking:
    """Exercises stand before routines, whose steps name them."""

    def __init__(self) -> None:
        self.exercises: dict[str, types.Exercise] = {}

    def value(self, packed: Any) -> Any:
        if type(packed) is not list:
            return packed
        kind = packed[0]
        if kind == EXERCISE:
            return self.exercises[packed[1]]
        values = [each if type(each) is not list else self.value(each) for each in packed[1:]]
        if kind == TUPLE:
            return tuple(values)
        if kind == MAPPING:
            return dict(zip(values[::2], values[1::2], strict=True))
        return self._made(CLASSES[kind](*values))

    def _made(self, value: Any) -> Any:
        if isinstance(value, types.Exercise):
            self.exercises[value.id] = value
        return _with_grammar(value) if isinstance(value, words.Words) else value


def _with_grammar(value: Words) -> Words:
    grammar: Any = import_module(f"content.words.{value.language}.grammar")
    return replace(value, grammar=grammar)
