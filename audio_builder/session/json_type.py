"""Whether a value that was read from JSON is what a ``TypedDict`` says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

LARGEST = 10**12
"""Of a whole number: as milliseconds, thirty years."""
LONGEST = 10_000
"""Characters of a text: ours have some hundred."""
Check = Callable[[Any], bool]


@cache
def checks(kind: Any) -> Check:
    """The function that says whether a value is a ``kind``: a ``TypedDict``, a list, a literal or a plain type.

    Keys that a ``TypedDict`` does not name are ignored. A whole number is from 0 to ``LARGEST``, and a
    text has at most ``LONGEST`` characters.
    """
    if is_typeddict(kind):
        return _fields_check(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is list:
        item = checks(arguments[0])
        return lambda value: type(value) is list and all(map(item, value))
    if origin is Literal:
        return lambda value: type(value) is str and value in arguments
    if kind is int:
        return lambda value: type(value) is int and 0 <= value <= LARGEST
    if kind is str:
        return lambda value: type(value) is str and len(value) <= LONGEST
    plain = origin or kind
    return lambda value: type(value) is plain


def _fields_check(kind: type) -> Check:
    hints = get_type_hints(kind, include_extras=True)
    optional = {name for name, hint in hints.items() if get_origin(hint) is NotRequired}
    fields = {name: checks(get_args(hint)[0] if name in optional else hint) for name, hint in hints.items()}
    required = fields.keys() - optional

    def check(value: Any) -> bool:
        return (
            type(value) is dict
            and required <= value.keys()
            and all(fields[name](each) for name, each in value.items() if name in fields)
        )

    return check
