"""``dataclass``, made quickly: what stands beside it in the standard library takes half of a cold start.

A frozen class with slots costs 0.3 to 0.5 ms there, most of it for compiling six methods out of text; the skill has
eighty. Here ``__init__`` alone is compiled, and the class is made in a fifth of the time. It is the same to the type
checker and to its users: ``replace``, ``fields``, ``asdict`` and ``match`` work as ever. Other classes than frozen ones
with slots are the standard library's, as are fields that it has to treat in a way of its own.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

standard: Any = dataclasses.dataclass

if TYPE_CHECKING:
    from dataclasses import dataclass

    __all__ = ["dataclass"]
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False):
        """As in the standard library, with three of its options."""

        def make(plain):
            if frozen and slots and not order and plain.__bases__ == (object,):
                return _made(plain)
            return standard(frozen=frozen, slots=slots, order=order)(plain)

        return make if cls is None else make(cls)


def _made(plain: Any) -> type[Any]:
    names = tuple(plain.__dict__.get("__annotations__", ()))  # noqa: RUF063 - inspect is slow to come
    space = {name: value for name, value in plain.__dict__.items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: space.pop(name) for name in names if name in space}
    space |= {"__slots__": names, "__match_args__": names, "__init__": _init(names, defaults, "__post_init__" in space)}
    space |= _methods(names, plain.__qualname__)
    space["__dataclass_fields__"] = _LazyFields(defaults)
    made: type[Any] = type(plain)(plain.__name__, (), space)
    made.__qualname__ = plain.__qualname__
    return made


def _init(names: tuple[str, ...], defaults: dict[str, Any], has_more: bool) -> Any:
    """The one method that is compiled: assignments in a row."""
    known: dict[str, Any] = {"assign": object.__setattr__, "nothing": MISSING}
    heads, lines = [], []
    for name in names:
        default = defaults.get(name, MISSING)
        if isinstance(default, Field) and default.default_factory is not MISSING:
            known[f"default_{name}"] = default.default_factory
            heads.append(f"{name}=nothing")
            lines.append(f"assign(self, {name!r}, default_{name}() if {name} is nothing else {name})")
            continue
        if default is not MISSING:
            known[f"default_{name}"] = default.default if isinstance(default, Field) else default
        heads.append(name if default is MISSING else f"{name}=default_{name}")
        lines.append(f"assign(self, {name!r}, {name})")
    lines += ["self.__post_init__()"] if has_more else []
    exec(f"def __init__(self, {', '.join(heads)}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102 - as there
    return known["__init__"]


def _methods(names: tuple[str, ...], title: str) -> dict[str, Any]:
    values: Any = attrgetter(*names) if len(names) > 1 else _few(names)

    def equal(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def text(self: Any) -> str:
        return f"{title}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return {
        "__eq__": equal,
        "__hash__": lambda self: hash(values(self)),
        "__repr__": text,
        "__reduce__": lambda self: (type(self), values(self)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _few(names: tuple[str, ...]) -> Any:
    """The value of the one field, in a tuple; of none, an empty one."""
    if not names:
        return lambda _self: ()
    value = attrgetter(*names)
    return lambda self: (value(self),)


def _refuse(_self: object, name: str, _value: object = None) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


class _LazyFields:
    """The fields as the standard library wants to see them, made when somebody asks."""

    def __init__(self, defaults: dict[str, Any]) -> None:
        self.defaults = defaults

    def __get__(self, _instance: object, owner: Any) -> Any:
        space = {"__doc__": "Else a signature is made up for it.", "__annotations__": owner.__annotations__}
        shape = type(owner.__name__, (), space | self.defaults)
        made: Any = standard(init=False, repr=False, eq=False)(shape)
        owner.__dataclass_fields__ = made.__dataclass_fields__  # from now on without us
        return owner.__dataclass_fields__
