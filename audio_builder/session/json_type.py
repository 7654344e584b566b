"""Whether a value that was read from JSON is what a ``TypedDict`` says."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

LARGEST = 10**12
"""Of a whole number: as milliseconds, thirty years."""


def has_type(value: object, kind: Any) -> bool:
    """Whether ``value`` is a ``kind``: a ``TypedDict``, ``list``, ``dict``, ``Literal``, or a plain type.

    Keys that the ``TypedDict`` does not name are ignored. A whole number is from 0 to ``LARGEST``.
    """
    if is_typeddict(kind):
        return isinstance(value, dict) and all(
            has_type(value[name], inner) if name in value else not is_required
            for name, (inner, is_required) in _fields(kind).items()
        )
    match get_origin(kind), get_args(kind):
        case (origin, (inner,)) if origin is list:
            return isinstance(value, list) and all(has_type(each, inner) for each in value)
        case (origin, _) if origin is dict:
            return isinstance(value, dict)
        case (origin, allowed) if origin is Literal:
            return value in allowed
    if kind is int:
        return type(value) is int and 0 <= value <= LARGEST
    return isinstance(value, kind)


@cache
def _fields(kind: type) -> dict[str, tuple[Any, bool]]:
    """The type of each field, and whether it has to be there."""
    hints = get_type_hints(kind, include_extras=True)
    optional = {name: get_origin(hint) is NotRequired for name, hint in hints.items()}
    return {name: (get_args(hint)[0] if optional[name] else hint, not optional[name]) for name, hint in hints.items()}
