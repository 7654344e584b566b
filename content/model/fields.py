"""Reading one mapping of a file field by field: what is wrong is written down, and reading goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar, cast

from content.model.faults import Fault, short
from content.model.layout import ID, ID_ADVICE
from content.model.speakable import MAX_CHARACTERS, trouble_saying
from content.model.tree import Route, Tree, Value, dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Choice = TypeVar("Choice", bound=str)


@dataclass(slots=True)
class Report:
    """The faults found so far."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, tree: Tree, route: Route, advice: str) -> None:
        """Write down a fault at ``route``; its line is that of the nearest value that is there."""
        near = route
        while near and near not in tree.lines:
            near = near[:-1]
        self.faults.append(Fault(tree.file, tree.lines.get(near, 1), dotted(route), advice))


class Fields:
    """One mapping. Each reader takes a field; ``done`` reports those that nobody took."""

    def __init__(
        self, tree: Tree, report: Report, route: Route = (), value: Value = None, is_broken: bool = False
    ) -> None:
        self.tree, self.report, self.route, self.is_broken = tree, report, route, is_broken
        self.taken: set[str] = set()
        found = tree.value if not route else value
        if not isinstance(found, dict):
            self.fault("", "is missing" if found is None else "must be fields, each 'name: value'")
            self.is_broken = True
            found = {}
        self.value: dict[str, Value] = found

    def fault(self, name: str | Route, advice: str) -> None:
        """Write down a fault of the field ``name``, or of this mapping as a whole; one is enough for a broken one."""
        if self.is_broken:
            return
        more: Route = name if isinstance(name, tuple) else ((name,) if name else ())
        self.report.add(self.tree, (*self.route, *more), advice)

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def is_blank(self, name: str) -> bool:
        return self.value.get(name) in (None, "")

    def text(self, name: str, default: str | None = None) -> str:
        """Text, brought onto one line; ``default`` None: it must be there and not be empty."""
        return " ".join(self._text(name, default).split())

    def identity(self, name: str) -> str:
        """An id, to be named elsewhere."""
        value = self.text(name)
        if value and not ID.fullmatch(value):
            self.fault(name, f"'{short(value)}' {ID_ADVICE}")
        return value

    def _text(self, name: str, default: str | None) -> str:
        value = self._take(name)
        if value is None and default is not None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or (not value.strip() and default is None):
            self.fault(name, "is missing; write some text" if value in (None, "") else "must be text")
            return default or ""
        return value

    def spoken(
        self,
        name: str,
        placeholders: frozenset[str] = frozenset(),
        default: str | None = None,
        most: int = MAX_CHARACTERS,
    ) -> str:
        """Text that a voice will say, in at most so many characters."""
        text = self._text(name, default)
        if text and (trouble := trouble_saying(text, placeholders, most)):
            self.fault(name, trouble)
        return text

    def texts(
        self, name: str, least: int = 0, trouble_with: Callable[[str], str | None] = lambda _: None
    ) -> tuple[str, ...]:
        """A list of texts, each of which stands there once; what is no text leaves an empty one in its place."""
        items = self._items(name, least)
        texts = tuple(item if isinstance(item, str) and item.strip() else "" for item in items)
        seen: set[str] = set()
        for index, text in enumerate(texts):
            if not text:
                self.fault((name, index), "must be text")
            elif text in seen:
                self.fault((name, index), "stands twice; keep one")
            elif trouble := trouble_with(text):
                self.fault((name, index), trouble)
            seen.add(text)
        return texts

    def sentences(
        self,
        name: str,
        placeholders: frozenset[str] = frozenset(),
        least: int = 0,
        most: int = MAX_CHARACTERS,
    ) -> tuple[str, ...]:
        """A list of texts that a voice will say, each in at most so many characters."""
        return self.texts(name, least, lambda text: trouble_saying(text, placeholders, most))

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number from ``least`` to ``most``."""
        value = self._take(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(name, f"must be a whole number from {least} to {most}")
            return default if default is not None else least
        return value

    def choice(self, name: str, known: Sequence[Choice]) -> Choice:
        value = self.text(name)
        if value in known:
            return cast("Choice", value)
        if value:
            self.fault(name, f"'{short(value)}' is unknown; {nearest(value, known)}")
        return known[0]

    def mapping(self, name: str) -> Fields:
        """A field that holds fields of its own."""
        return Fields(self.tree, self.report, (*self.route, name), self._take(name), self.is_broken)

    def mappings(self, name: str, least: int = 0) -> Iterator[Fields]:
        """A list, each item of which holds fields."""
        for index, item in enumerate(self._items(name, least)):
            yield Fields(self.tree, self.report, (*self.route, name, index), item)

    def done(self) -> None:
        """Report every field that nobody took."""
        for name in self.value.keys() - self.taken:
            self.fault(name, f"is no field of this; {nearest(name, sorted(self.taken))}")

    def _take(self, name: str) -> Value:
        self.taken.add(name)
        return self.value.get(name)

    def _items(self, name: str, least: int) -> list[Value]:
        value = self._take(name)
        items = value if isinstance(value, list) else []
        if value is not None and not isinstance(value, list):
            self.fault(name, "must be a list")
        elif len(items) < least:
            self.fault(name, f"must have at least {least}")
        return items


def nearest(name: str, known: Sequence[str]) -> str:
    """The nearest of ``known`` as advice, or all of them."""
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known) or 'none'}"
