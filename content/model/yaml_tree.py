"""YAML -> plain values and the line of each: a small, safe part of the language.

Anchors, aliases and tags are refused (so no file can blow itself up), and so are double keys. Only ``true``, ``false``,
``null`` and whole numbers are anything but text: "no" stays a word and a date stays as it was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from content.model.faults import Fault
from content.model.tree import Route, Tree, Value, dotted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 100_000
MAX_DEPTH = 12

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _UnreadableError(Exception):
    def __init__(self, line: int, route: Route, advice: str) -> None:
        super().__init__(advice)
        self.line, self.route, self.advice = line, route, advice


def read_tree(file: Path, data: bytes) -> Tree | Fault:
    """Read ``data``, the bytes of ``file``; a file that cannot be read is one fault."""
    try:
        if len(data) > MAX_BYTES:
            raise _UnreadableError(1, (), f"is larger than {MAX_BYTES:,} bytes; split it")
        lines: dict[Route, int] = {}
        events = iter(yaml.parse(data.decode("utf-8-sig"), Loader=_LOADER))
        value = _document(events, lines)
    except _UnreadableError as trouble:
        return Fault(file, trouble.line, dotted(trouble.route), trouble.advice)
    except UnicodeDecodeError as error:
        return Fault(file, data.count(b"\n", 0, error.start) + 1, "", "is not UTF-8 text; save it as UTF-8")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Fault(file, line, "", f"is not YAML: {error.problem or error.context}; mend this line")
    except yaml.YAMLError:
        return Fault(file, 1, "", "is not YAML: it holds characters that YAML does not allow; take them out")
    return Tree(file, value, lines)


def _document(events: Iterator[yaml.Event], lines: dict[Route, int]) -> Value:
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        raise _UnreadableError(1, (), "is empty; fill it in or take it away")
    value = _value(next(events), events, (), lines)
    next(events)  # the document ends
    following = next(events)
    if not isinstance(following, yaml.StreamEndEvent):
        raise _UnreadableError(_line(following), (), "holds a second document; keep one")
    return value


def _value(event: yaml.Event, events: Iterator[yaml.Event], route: Route, lines: dict[Route, int]) -> Value:
    line = _line(event)
    lines[route] = line
    if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) or event.anchor is not None:
        raise _UnreadableError(line, route, "uses an anchor or alias; write the value out")
    if event.tag is not None:
        raise _UnreadableError(line, route, "uses a tag; write a plain value")
    if len(route) > MAX_DEPTH:
        raise _UnreadableError(line, route[:3], f"is nested more than {MAX_DEPTH} deep; make it flat")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, route, lines)
    return _mapping(events, route, lines)


def _line(event: yaml.Event) -> int:
    """Counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return int(text) if _WHOLE.fullmatch(text) else text


def _sequence(events: Iterator[yaml.Event], route: Route, lines: dict[Route, int]) -> list[Value]:
    items: list[Value] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events, (*route, len(items)), lines))
    return items


def _mapping(events: Iterator[yaml.Event], route: Route, lines: dict[Route, int]) -> dict[str, Value]:
    items: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _UnreadableError(_line(event), route, "has a key that is no plain word; name the field")
        key = str(event.value)
        if key in items:
            raise _UnreadableError(_line(event), (*route, key), "stands twice; keep one")
        items[key] = _value(next(events), events, (*route, key), lines)
    return items
