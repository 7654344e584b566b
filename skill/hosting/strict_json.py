"""JSON as the standard has it, and a little stricter."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any, NoReturn

from skill.errors import RefusedError

MAX_DEPTH = 20

_NO_TEXT = re.compile("[\\0\\ud800-\\udfff]")


def parse(body: bytes) -> Any:
    """The value of ``body``. Raises ``RefusedError``; what ``body`` says is never part of the reason."""
    try:
        return json.loads(
            body.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_object
        )
    except (ValueError, RecursionError):
        raise RefusedError("the body is not JSON") from None


def check_free_form(value: Any) -> None:
    """Refuse what a store or an answer could not hold: deep nesting, and text that is no text."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return
    raise RefusedError("the body is nested too deeply")


def is_text(value: str) -> bool:
    """Whether UTF-8 and every store can hold ``value``: no half of a surrogate pair, no NUL."""
    return _NO_TEXT.search(value) is None


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, list):
        return value
    if isinstance(value, str) and not is_text(value):
        raise RefusedError("the body holds text that is not text")
    return []


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are each there once; no ``__name__``: the SDK sets unknown keys as attributes."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RefusedError("the body has a key twice")
    if any(key.startswith("__") for key in found):
        raise RefusedError("the body has a key that nobody sends")
    return found


def _no_constant(_name: str) -> NoReturn:
    raise RefusedError("the body is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise RefusedError("the body holds a number out of range")
    return value
