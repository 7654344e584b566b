"""YAML -> plain values and the line of each: a small, safe part of the language.

Anchors, aliases and tags are refused (no small file can expand to a huge value), and so are duplicate keys and
characters that are not text. Only ``true``, ``false``, ``null`` and whole numbers are anything but text: "no" stays a
word; a date and 007 stay as they were written. Text that YAML would cut, split or join is noted as a doubt.
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
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")
_NO_TEXT = re.compile(r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Control characters, byte order marks, lone surrogates, and line ends that only some programs see."""
_COMMENT = re.compile(r"\s*#(?=([^\s#]?))")
_DASH = re.compile(r"[\r\n][ \t]*-")
CUT = "is followed by a comment, which is not read; quote the text if '#' belongs to it, or move the comment above it"
SPLIT = "may be divided at a comma; quote each text of the list, or put each on a line of its own after '- '"
JOINED = "has a line that begins with '-' and is joined to the one before; align it with that one, or quote the text"

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
    doubts: dict[Route, str] = field(default_factory=dict)
    """What is probably not read as it was meant, and advice."""


class _UnreadableError(Exception):
    def __init__(self, line: int, route: Route, advice: str) -> None:
        super().__init__(advice)
        self.line, self.route, self.advice = line, route, advice


def read_tree(file: Path, data: bytes, is_prose: bool = False) -> Tree | Fault:
    """Read ``data``, the bytes of ``file``; a file that cannot be read is one fault.

    In a file that ``is_prose``, such as one of words, a text of one word is not an id, and a text may contain a comma.
    """
    try:
        text = _text(data)
        reader = _Reader(text, iter(yaml.parse(text, Loader=_LOADER)), is_prose)
        value = reader.document()
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
    return Tree(file, value, reader.lines, doubts=reader.doubts)


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


@dataclass(slots=True)
class _Reader:
    """The events of one file on their way to values."""

    text: str
    events: Iterator[yaml.Event]
    is_prose: bool
    lines: dict[Route, int] = field(default_factory=dict)
    doubts: dict[Route, str] = field(default_factory=dict)

    def document(self) -> Value:
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise _UnreadableError(1, (), "is empty; fill it in or remove it")
        value = self._value(next(self.events), (), -1)
        if value is None:
            raise _UnreadableError(1, (), "is empty; fill it in or remove it")
        next(self.events)  # the document ends
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise _UnreadableError(_line(following), (), "contains a second document; keep one")
        return value

    def _value(self, event: yaml.Event, route: Route, column: int) -> Value:
        """The value that begins with ``event``, inside a block that begins at ``column`` (-1: in brackets)."""
        self.lines[route] = _line(event)
        _refuse_extras(event, route)
        if len(route) > MAX_DEPTH:
            raise _UnreadableError(_line(event), route[:3], _DEEP)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, route, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(route, _column(event))
        return self._mapping(route, _column(event))

    def _scalar(self, event: yaml.ScalarEvent, route: Route, column: int) -> Value:
        value, is_plain = _plain_value(event.value) if event.implicit[0] else event.value, event.implicit[0]
        start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
        if is_plain and _DASH.search(self.text, start, end):
            self.doubts[route] = JOINED
        has_words = event.style not in ("'", '"') and (self.is_prose or not isinstance(value, int))
        if has_words and self._is_cut(event.value, end, column):
            self.doubts[route] = CUT
        return value

    def _is_cut(self, text: str, end: int, column: int) -> bool:
        """Whether what YAML takes for a comment behind ``text``, which ends at ``end``, may be a part of it.

        It is none in a line where the block could go on; nor, in a file of facts, "# ..." behind a text of one word.
        """
        found = _COMMENT.match(self.text, end)
        if not found:
            return False
        at = found.end() - 1
        begin = max(self.text.rfind(each, 0, at) for each in "\r\n") + 1
        return at - begin > column and (self.is_prose or bool(found[1]) or len(text.split()) > 1)

    def _sequence(self, route: Route, column: int) -> list[Value]:
        items: list[Value] = []
        is_split = False
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*route, len(items)), column))
            is_split |= isinstance(event, yaml.ScalarEvent) and event.implicit[0]
        if self.is_prose and column < 0 and is_split and len(items) > 1:
            self.doubts[route] = SPLIT
        return items

    def _mapping(self, route: Route, column: int) -> dict[str, Value]:
        items: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or not event.value.strip():
                raise _UnreadableError(_line(event), route, "has a key that is not text; name the field")
            key = str(event.value)
            _refuse_extras(event, (*route, key))
            if key in items:
                raise _UnreadableError(_line(event), (*route, key), "is defined twice; keep one")
            items[key] = self._value(next(self.events), (*route, key), column)
            self.lines[*route, key] = _line(event)  # of its name, which may be above it
        return items


def _plain_value(text: str) -> Value:
    """What an unquoted ``text`` is."""
    if _WHOLE.fullmatch(text):
        return int(text)
    return _WORDS.get(text.lower(), text)


def _refuse_extras(event: yaml.Event, route: Route) -> None:
    if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) or event.anchor is not None:
        raise _UnreadableError(_line(event), route, "uses an anchor or alias; write the value out")
    if event.tag is not None:
        raise _UnreadableError(_line(event), route, "uses a tag; write a plain value")
    if isinstance(event, yaml.ScalarEvent) and (found := _NO_TEXT.search(event.value)):
        raise _UnreadableError(_line(event), route, _no_text(found[0]))


def _column(event: yaml.Event) -> int:
    """Where the lines of a block begin, counted from 0; -1 in brackets."""
    is_block = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
    return event.start_mark.column if is_block and event.start_mark else -1


def _line(event: yaml.Event) -> int:
    """Counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1
