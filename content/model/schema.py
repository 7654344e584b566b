"""The engine that reads a tree by a table. Each schema reports what is wrong with a value, and reading goes on.

The tables are in ``facts_schema``, ``figure_schema`` and ``words_schema``: records of fields, each with its schema. A
faulty value is read as a blank one of its type, so that everything else can still be read and checked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from content.errors import nearest
from content.model.faults import FaultReport, Route, short
from content.model.speakable import MAX_CHARACTERS, trouble_saying

if TYPE_CHECKING:
    from content.model.files import FileId, FileKind
    from content.model.yaml_tree import Tree, Value

T = TypeVar("T")
Trouble = Callable[[str], str | None]
"""What is wrong with a text, and what to do; None when nothing is."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file, and where its faults are reported."""

    tree: Tree
    report: FaultReport
    route: Route
    value: Value

    def fault(self, advice: str, *route: str | int) -> None:
        """Report a fault of this value, or of the one at ``route`` inside it."""
        self.report.add(self.tree, (*self.route, *route), advice)

    def is_sound(self, *names: str) -> bool:
        """Whether none of these fields has had a fault so far."""
        return all(self.report.is_sound(self.tree, (*self.route, name)) for name in names)

    @property
    def fields(self) -> dict[str, Value]:
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Value]:
        return self.value if isinstance(self.value, list) else []

    def field(self, name: str) -> Node:
        return replace(self, route=(*self.route, name), value=self.fields.get(name))

    def item(self, index: int) -> Node:
        return replace(self, route=(*self.route, index), value=self.items[index])

    def as_mapping(self) -> Node:
        """This value, which must be a mapping; otherwise an empty one whose faults nobody sees."""
        if isinstance(self.value, dict):
            return self
        self.fault("is missing" if self.value is None else "must be fields, each 'name: value'")
        return replace(self, report=FaultReport(), value={})


Schema = Callable[[Node], T]
"""Reads what a value may be, and reports what is wrong with it."""


# Values ---------------------------------------------------------------------------------------------------------------


def matching(pattern: Any, advice: str) -> Trouble:
    """What is wrong with a text that the whole of a regular expression does not match."""
    return lambda text: None if pattern.fullmatch(text) else advice.format(short(text))


def one_of(known: Sequence[str]) -> Trouble:
    return lambda text: None if text in known else f"'{short(text)}' is unknown; {nearest(text, known)}"


def text(trouble: Trouble | None = None, is_optional: bool = False, is_folded: bool = True) -> Schema[str]:
    """Text, brought onto one line if it ``is_folded``; an optional one may be missing or empty."""

    def read(at: Node) -> str:
        value = str(at.value) if isinstance(at.value, int) and not isinstance(at.value, bool) else at.value
        if is_optional and value in (None, ""):
            return ""
        if not isinstance(value, str) or not (is_optional or value.strip()):
            at.fault("is missing; write some text" if value in (None, "") else "must be text")
            return ""
        found = " ".join(value.split()) if is_folded else value
        if found and trouble and (advice := trouble(found)):
            at.fault(advice)
        return found

    return read


def texts(least: int = 0, trouble: Trouble | None = None) -> Schema[tuple[str, ...]]:
    """A list of different texts, at least so many; what is not text is read as an empty one."""

    def read(at: Node) -> tuple[str, ...]:
        items = _items(at, least)
        found = tuple(item if isinstance(item, str) and item.strip() else "" for item in items)
        seen: set[str] = set()
        for index, each in enumerate(found):
            if not each:
                at.fault("must be text", index)
            elif each in seen:
                at.fault("is listed twice; keep one", index)
            elif trouble and (advice := trouble(each)):
                at.fault(advice, index)
            seen.add(each)
        return found

    return read


def spoken(placeholders: Iterable[str] = (), most: int = MAX_CHARACTERS, is_optional: bool = False) -> Schema[str]:
    """Text that a voice says, in at most so many characters; ``placeholders`` may be in its braces."""
    trouble = partial(trouble_saying, placeholders=frozenset(placeholders), most=most)
    return text(trouble, is_optional, is_folded=False)


def sentences(placeholders: Iterable[str] = (), least: int = 0, most: int = MAX_CHARACTERS) -> Schema[tuple[str, ...]]:
    """A list of texts that a voice says."""
    return texts(least, partial(trouble_saying, placeholders=frozenset(placeholders), most=most))


def integer(least: int, most: int, default: int | None = None) -> Schema[int]:
    """A whole number within limits; without a default it must be there."""

    def read(at: Node) -> int:
        if at.value is None and default is not None:
            return default
        if isinstance(at.value, int) and not isinstance(at.value, bool) and least <= at.value <= most:
            return at.value
        at.fault(f"must be a whole number from {least} to {most}")
        return least if default is None else default

    return read


def yes_or_no(at: Node) -> bool:
    """``true`` or ``false``; false where it is missing."""
    if at.value not in (None, True, False) or (isinstance(at.value, int) and not isinstance(at.value, bool)):
        at.fault("must be true or false")
        return False
    return bool(at.value)


def choice(known: Sequence[str]) -> Schema[str]:
    """One of the known names."""
    read_name = text(one_of(known))

    def read(at: Node) -> str:
        name = read_name(at)
        return name if name in known else known[0]

    return read


# What holds values ----------------------------------------------------------------------------------------------------


def maybe(schema: Schema[T], default: Any = None) -> Schema[T | Any]:
    """What may be missing, and is then read as the default."""
    return lambda at: default if at.value is None else schema(at)


def list_of(schema: Schema[T], least: int = 0, most: int = sys.maxsize) -> Schema[tuple[T, ...]]:
    """A list of values of one schema, so many of them."""

    def read(at: Node) -> tuple[T, ...]:
        count = len(_items(at, least))
        if count > most:
            at.fault(f"must have at most {most}")
        return tuple(schema(at.item(index)) for index in range(min(count, most)))

    return read


def map_of(
    schema: Schema[T], trouble: Trouble | None = None, needed: Collection[str] = (), least: int = 0
) -> Schema[dict[str, T]]:
    """A mapping from names that the writer chooses to values of one schema; some names must be there.

    ``trouble`` is what is wrong with a name.
    """

    def read(at: Node) -> dict[str, T]:
        at = at.as_mapping()
        if len(at.fields) < least:
            at.fault(f"must have at least {least}")
        for name in at.fields:
            if trouble and (advice := trouble(name)):
                at.fault(advice, name)
        return {name: schema(at.field(name)) for name in dict.fromkeys((*needed, *at.fields))}

    return read


def record(make: Callable[..., T], fields: Mapping[str, Schema[Any]], *rules: Callable[[T, Node], None]) -> Schema[T]:
    """A mapping with known fields, of which ``make`` makes a value; rules check the value as a whole."""

    def read(at: Node) -> T:
        at = at.as_mapping()
        for name in (each for each in at.fields if each not in fields):
            at.fault(f"unknown field; {nearest(name, sorted(fields), 'known fields')}", name)
        made = make(**{name: schema(at.field(name)) for name, schema in fields.items()})
        for rule in rules:
            rule(made, at)
        return made

    return read


def then(schema: Schema[Any], make: Callable[[Any, Node], T]) -> Schema[T]:
    """What one schema reads, of which a function makes another value; it may report faults."""
    return lambda at: make(schema(at), at)


def checked(schema: Schema[T], rule: Callable[[T, Node], None]) -> Schema[T]:
    """What a schema reads, after a rule has checked it."""

    def read(at: Node) -> T:
        found = schema(at)
        rule(found, at)
        return found

    return read


def _items(at: Node, least: int) -> list[Value]:
    if at.value is not None and not isinstance(at.value, list):
        at.fault("must be a list")
    elif len(at.items) < least:
        at.fault(f"{'is missing; it ' if at.value is None else ''}must have at least {least}")
    return at.items


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the content by what they are for, and the report of their faults."""

    trees: Mapping[FileId, Tree]
    report: FaultReport

    def of(self, kind: FileKind, language: str = "") -> Iterator[tuple[str, Node]]:
        """The id and the content of each file of a kind that could be read."""
        for file, tree in self.trees.items():
            if file.kind == kind and file.language == language and tree.is_readable:
                yield file.name, Node(tree, self.report, (), tree.value)

    def only(self, kind: FileKind, language: str, schema: Schema[T]) -> T | None:
        """The one file of a kind, read by its table; None when there is none, or it could not be read."""
        return next((schema(at) for _, at in self.of(kind, language)), None)

    def are_sound(self, file: FileId) -> bool:
        """Whether that file has no fault so far."""
        return self.report.is_sound(self.trees[file])

    def fault(self, file: FileId, advice: str, *route: str | int) -> None:
        """Report a fault at ``route`` of a file, if there is such a file."""
        if file in self.trees:
            self.report.add(self.trees[file], route, advice)
