"""YAML -> plain values and the line of each: a small, safe part of the language.

Anchors, aliases and tags are refused (no small file can expand to a huge value), and so are duplicate keys and
characters that are not text. Only ``true``, ``false``, ``null`` and whole numbers are anything but text: "no" stays a
word and a date stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from content.model.faults import Fault, Route, dotted
from content.model.files import MAX_BYTES

MAX_DEPTH = 12
_DEEP = f"is nested more than {MAX_DEPTH} deep; make it flat"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_NO_TEXT = re.compile(r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Control characters, byte order marks, lone surrogates, and line ends that only some programs see."""
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}


Value = str | int | bool | list["Value"] | dict[str, "Value"] | None


@dataclass(frozen=True, slots=True)
class Tree:
    """One file."""

    file: Path
    value: Value
    lines: dict[Route, int] = field(default_factory=dict)
    """The line of each value (of its name, where it has one), counted from 1."""
    is_readable: bool = True
    """False when the file could not be read, which is a fault: nothing is known of its content."""


class _UnreadableError(Exception):
    def __init__(self, line: int, route: Route, advice: str) -> None:
        super().__init__(advice)
        self.line, self.route, self.advice = line, route, advice


def read_tree(file: Path, data: bytes) -> Tree | Fault:
    """Read ``data``, the bytes of ``file``; a file that cannot be read is one fault."""
    try:
        lines: dict[Route, int] = {}
        value = _document(iter(yaml.parse(_text(data), Loader=_LOADER)), lines)
    except _UnreadableError as trouble:
        return Fault(file, trouble.line, dotted(trouble.route), trouble.advice)
    except UnicodeDecodeError as error:
        return Fault(file, error.object.count(b"\n", 0, error.start) + 1, "", "is not UTF-8 text; save it as UTF-8")
    except yaml.MarkedYAMLError as error:
        line = min(_broken_line(error), len(data.splitlines()))
        what = error.problem or error.context or ""
        return Fault(file, line, "", _DEEP if "nesting" in what else f"is not YAML: {what}; correct this line")
    except (yaml.YAMLError, ValueError):
        return Fault(file, 1, "", "is not YAML; write it again")
    return Tree(file, value, lines)


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _UnreadableError(1, (), f"is larger than {MAX_BYTES:,} bytes; split it")
    text = data.decode("utf-8-sig")
    if found := _NO_TEXT.search(text):
        raise _UnreadableError(text.count("\n", 0, found.start()) + 1, (), _no_text(found[0]))
    return text


def _no_text(character: str) -> str:
    return f"contains the character U+{ord(character):04X}, which is not text; remove it, or save the file as UTF-8"


def _broken_line(error: yaml.MarkedYAMLError) -> int:
    """The line to correct: that of the problem, or where something that is never closed was opened."""
    is_open = error.context is not None and ("flow" in error.context or "quoted" in error.context)
    mark = error.context_mark if is_open else error.problem_mark
    return mark.line + 1 if mark else 1


def _document(events: Iterator[yaml.Event], lines: dict[Route, int]) -> Value:
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        raise _UnreadableError(1, (), "is empty; fill it in or remove it")
    value = _value(next(events), events, (), lines)
    if value is None:
        raise _UnreadableError(1, (), "is empty; fill it in or remove it")
    next(events)  # the document ends
    following = next(events)
    if not isinstance(following, yaml.StreamEndEvent):
        raise _UnreadableError(_line(following), (), "contains a second document; keep one")
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], route: Route, lines: dict[Route, int]) -> Value:
    lines[route] = _line(event)
    _refuse_extras(event, route)
    if len(route) > MAX_DEPTH:
        raise _UnreadableError(_line(event), route[:3], _DEEP)
    if isinstance(event, yaml.ScalarEvent):
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        return int(text) if _WHOLE.fullmatch(text) else text
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Value] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_value(item, events, (*route, len(items)), lines))
        return items
    return _mapping(events, route, lines)


def _refuse_extras(event: yaml.Event, route: Route) -> None:
    if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) or event.anchor is not None:
        raise _UnreadableError(_line(event), route, "uses an anchor or alias; write the value out")
    if event.tag is not None:
        raise _UnreadableError(_line(event), route, "uses a tag; write a plain value")
    if isinstance(event, yaml.ScalarEvent) and (found := _NO_TEXT.search(event.value)):
        raise _UnreadableError(_line(event), route, _no_text(found[0]))


def _line(event: yaml.Event) -> int:
    """Counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _mapping(events: Iterator[yaml.Event], route: Route, lines: dict[Route, int]) -> dict[str, Value]:
    items: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent) or not event.value.strip():
            raise _UnreadableError(_line(event), route, "has a key that is not text; name the field")
        key = str(event.value)
        _refuse_extras(event, (*route, key))
        if key in items:
            raise _UnreadableError(_line(event), (*route, key), "is defined twice; keep one")
        items[key] = _value(next(events), events, (*route, key), lines)
        lines[*route, key] = _line(event)  # of its name, which may be above it
    return items
