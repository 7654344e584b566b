"""Keeping what we know of a request: a shape names the parts that are used, and what each is."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from skill.errors import RefusedError
from skill.hosting.strict_json import check_free_form, is_text

MAX_ID = 1024
MAX_TEXT = 8192

Kind = Callable[[Any, str], Any]
"""From a value and where it stands, to what is kept of it: ``None`` for nothing. Raises ``RefusedError``."""
Shape = Mapping[str, "Kind | Shape"]
"""The names of the parts that are kept. All others fall away, so what Alexa may add one day fails nothing."""


def keep(value: Any, shape: Shape, where: str) -> dict[str, Any]:
    """What ``shape`` knows of ``value``. ``where`` is for the reason of a refusal."""
    if not isinstance(value, dict):
        raise RefusedError(f"{where} is not an object")
    kept = {}
    for name, part in shape.items():
        found = value.get(name)
        if found is None:
            continue
        inside = f"{where}.{name}"
        found = part(found, inside) if callable(part) else keep(found, part, inside)
        if found is not None:
            kept[name] = found
    return kept


def text(value: Any, where: str) -> str:
    """Words, such as what was said."""
    return _string(value, where, MAX_TEXT)


def identity(value: Any, where: str) -> str:
    """A name that serves as a key."""
    return _string(value, where, MAX_ID)


def flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise RefusedError(f"{where} is not true or false")
    return value


def free_form(value: Any, where: str) -> dict[str, Any]:
    """An object of anything, not too deep."""
    if not isinstance(value, dict):
        raise RefusedError(f"{where} is not an object")
    check_free_form(value)
    return value


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of ``choices``. What they do not know falls away: the SDK's models would fail on it."""

    choices: Container[str]

    def __call__(self, value: Any, _where: str) -> str | None:
        return value if isinstance(value, str) and value in self.choices else None


@dataclass(frozen=True, slots=True)
class Each:
    """A list of things of one shape. Those that lack the part ``needs`` fall away."""

    shape: Shape
    needs: str | None = None

    def __call__(self, value: Any, where: str) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            raise RefusedError(f"{where} is not a list")
        kept = [keep(each, self.shape, where) for each in value]
        return [each for each in kept if self.needs is None or self.needs in each]


@dataclass(frozen=True, slots=True)
class Named:
    """An object of things of one shape, each under a name of its own."""

    shape: Shape

    def __call__(self, value: Any, where: str) -> dict[str, dict[str, Any]]:
        if not isinstance(value, dict):
            raise RefusedError(f"{where} is not an object")
        return {identity(name, where): keep(each, self.shape, where) for name, each in value.items()}


@dataclass(frozen=True, slots=True)
class Presence:
    """An object of which only matters which of ``names`` it has."""

    names: frozenset[str]

    def __call__(self, value: Any, where: str) -> dict[str, dict[str, Any]]:
        if not isinstance(value, dict):
            raise RefusedError(f"{where} is not an object")
        return {name: {} for name in value if name in self.names}


def _string(value: Any, where: str, most: int) -> str:
    if not isinstance(value, str):
        raise RefusedError(f"{where} is not text")
    if len(value) > most:
        raise RefusedError(f"{where} is too long")
    if not is_text(value):
        raise RefusedError(f"{where} is not text")
    return value
