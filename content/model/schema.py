"""The engine that reads a tree by a table. Each schema reports what is wrong with a value, and reading goes on.

The tables are in ``facts_schema``, ``figure_schema`` and ``words_schema``: records of fields, each with its schema. A
faulty value is read as a blank one of its type, so that everything else can still be read and checked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from content.model.faults import FaultReport, nearest, short
from content.model.speakable import MAX_CHARACTERS, trouble_saying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from content.model.faults import Route
    from content.model.files import FileId, FileKind
    from content.model.yaml_tree import Tree, Value

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
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

    def is_given(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def as_mapping(self) -> Node:
        """This value, which must be a mapping; otherwise an empty one whose faults nobody sees."""
        if isinstance(self.value, dict):
            return self
        self.fault("is missing" if self.value is None else "must be fields, each 'name: value'")
        return replace(self, report=FaultReport(), value={})


class Schema(Protocol[T_co]):
    """What a value may be, and what it is read as."""

    def read(self, at: Node) -> T_co: ...


# Values ---------------------------------------------------------------------------------------------------------------


def matching(pattern: Any, advice: str) -> Trouble:
    """What is wrong with a text that the whole of a regular expression does not match."""
    return lambda text: None if pattern.fullmatch(text) else advice.format(short(text))


def one_of(known: Sequence[str]) -> Trouble:
    return lambda text: None if text in known else f"'{short(text)}' is unknown; {nearest(text, known)}"


def no_trouble(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """Text; an optional one may be missing or empty."""

    trouble: Trouble = no_trouble
    is_optional: bool = False
    is_folded: bool = True
    """Whether it is brought onto one line."""

    def read(self, at: Node) -> str:
        value = str(at.value) if isinstance(at.value, int) and not isinstance(at.value, bool) else at.value
        if self.is_optional and value in (None, ""):
            return ""
        if not isinstance(value, str) or not (self.is_optional or value.strip()):
            at.fault("is missing; write some text" if value in (None, "") else "must be text")
            return ""
        text = " ".join(value.split()) if self.is_folded else value
        if text and (trouble := self.trouble(text)):
            at.fault(trouble)
        return text


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of different texts, at least so many; what is not text is read as an empty one."""

    least: int = 0
    trouble: Trouble = no_trouble

    def read(self, at: Node) -> tuple[str, ...]:
        items = _items(at, self.least)
        texts = tuple(item if isinstance(item, str) and item.strip() else "" for item in items)
        for index, text in enumerate(texts):
            if not text:
                at.fault("must be text", index)
            elif text in texts[:index]:
                at.fault("is listed twice; keep one", index)
            elif trouble := self.trouble(text):
                at.fault(trouble, index)
        return texts


def spoken(placeholders: Iterable[str] = (), most: int = MAX_CHARACTERS, is_optional: bool = False) -> Text:
    """Text that a voice says, in at most so many characters; ``placeholders`` may be in its braces."""
    trouble = partial(trouble_saying, placeholders=frozenset(placeholders), most=most)
    return Text(trouble, is_optional, is_folded=False)


def sentences(placeholders: Iterable[str] = (), least: int = 0, most: int = MAX_CHARACTERS) -> Texts:
    """A list of texts that a voice says."""
    return Texts(least, partial(trouble_saying, placeholders=frozenset(placeholders), most=most))


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number within limits; without a default it must be there."""

    least: int
    most: int
    default: int | None = None

    def read(self, at: Node) -> int:
        blank = self.least if self.default is None else self.default
        if at.value is None and self.default is not None:
            return blank
        if isinstance(at.value, int) and not isinstance(at.value, bool) and self.least <= at.value <= self.most:
            return at.value
        at.fault(f"must be a whole number from {self.least} to {self.most}")
        return blank


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the known names."""

    known: Sequence[str]

    def read(self, at: Node) -> str:
        name = Text(one_of(self.known)).read(at)
        return name if name in self.known else self.known[0]


# What holds values ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Maybe(Generic[T]):
    """What may be missing, and is then read as the default."""

    schema: Schema[T]
    default: Any = None

    def read(self, at: Node) -> T | Any:
        return self.default if at.value is None else self.schema.read(at)


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of values of one schema, so many of them."""

    schema: Schema[T]
    least: int = 0
    most: int = sys.maxsize

    def read(self, at: Node) -> tuple[T, ...]:
        count = len(_items(at, self.least))
        if count > self.most:
            at.fault(f"must have at most {self.most}")
        return tuple(self.schema.read(at.item(index)) for index in range(min(count, self.most)))


@dataclass(frozen=True, slots=True)
class MapOf(Generic[T]):
    """A mapping from names that the writer chooses to values of one schema; some names must be there."""

    schema: Schema[T]
    trouble: Trouble = no_trouble
    """What is wrong with a name."""
    needed: Collection[str] = ()
    least: int = 0

    def read(self, at: Node) -> dict[str, T]:
        at = at.as_mapping()
        if len(at.fields) < self.least:
            at.fault(f"must have at least {self.least}")
        for name in at.fields:
            if trouble := self.trouble(name):
                at.fault(trouble, name)
        return {name: self.schema.read(at.field(name)) for name in dict.fromkeys((*self.needed, *at.fields))}


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A mapping with known fields, of which ``make`` makes a value; rules check the value as a whole."""

    make: Callable[..., T]
    fields: Mapping[str, Schema[Any]]
    rules: tuple[Callable[[T, Node], None], ...] = field(default=())

    def read(self, at: Node) -> T:
        at = at.as_mapping()
        for name in at.fields.keys() - self.fields.keys():
            at.fault(f"unknown field; {nearest(name, sorted(self.fields), 'known fields')}", name)
        made = self.make(**{name: schema.read(at.field(name)) for name, schema in self.fields.items()})
        for rule in self.rules:
            rule(made, at)
        return made


@dataclass(frozen=True, slots=True)
class Then(Generic[T]):
    """What one schema reads, of which a function makes another value; it may report faults."""

    schema: Schema[Any]
    make: Callable[[Any, Node], T]

    def read(self, at: Node) -> T:
        return self.make(self.schema.read(at), at)


def _items(at: Node, least: int) -> list[Value]:
    if at.value is not None and not isinstance(at.value, list):
        at.fault("must be a list")
    elif len(at.items) < least:
        at.fault(f"must have at least {least}")
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
        return next((schema.read(at) for _, at in self.of(kind, language)), None)

    def are_sound(self, file: FileId) -> bool:
        """Whether that file has no fault so far."""
        return self.report.is_sound(self.trees[file])

    def fault(self, file: FileId, advice: str, *route: str | int) -> None:
        """Report a fault at ``route`` of a file, if there is such a file."""
        if file in self.trees:
            self.report.add(self.trees[file], route, advice)
