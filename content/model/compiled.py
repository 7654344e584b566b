"""Checked content as one file that is read in a moment: no YAML, no checks, none of the code that reads and checks.

The wheel has it beside the YAML, the user's cache keeps one for each folder, and a folder for AWS Lambda has it in
place of the YAML. It is JSON: ``[key, classes, content]``. The key is that of all that shaped the content. An object
in the content is a list: the number of its class, then the values of its fields.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from content.model.types import Content, Exercise, Step

OURS = Path(__file__).resolve().parent.parent
"""The folder of our own content."""
COMPILED = OURS / "compiled.json"
"""Ours, compiled, in a wheel and in a folder for AWS Lambda."""
MODULES = ("content.model.types", "content.model.words", "content.poses.types")
"""Where the classes are."""
TUPLE, MAPPING, EXERCISE, GRAMMAR = -1, -2, -3, -4
"""Instead of a class: items; keys and values in turn; an exercise by its id, in a step; a grammar by its language."""


def compiled(content: Content, key: str = "") -> bytes:
    """``content`` as bytes, from which ``read_compiled`` makes an equal one."""
    classes: dict[type[Any], int] = {}
    value = _encoded(content, classes)
    names = [f"{each.__module__}.{each.__name__}" for each in classes]
    return json.dumps([key, names, value], ensure_ascii=False, separators=(",", ":")).encode()


def read_compiled(data: bytes, key: str | None = None) -> Content | None:
    """The content that was compiled; None when that was under another key than ``key``, where one is given."""
    found, names, value = json.loads(data)
    if key not in (None, found):
        return None
    content: Content = _decoded(value, [_class(name) for name in names], {})
    return content


def _encoded(value: Any, classes: dict[type[Any], int]) -> Any:
    if isinstance(value, tuple):
        return [TUPLE, *(_encoded(each, classes) for each in value)]
    if isinstance(value, dict):
        return [MAPPING, *(_encoded(each, classes) for pair in value.items() for each in pair)]
    if isinstance(value, ModuleType):
        return [GRAMMAR, value.__name__.split(".")[-2]]
    if value is None or isinstance(value, str | int | float):
        return value
    number = classes.setdefault(type(value), len(classes))
    fields = {name: getattr(value, name) for name in type(value).__match_args__}
    encoded = {
        name: [EXERCISE, each.id] if isinstance(value, Step) and name == "exercise" else _encoded(each, classes)
        for name, each in fields.items()
    }
    return [number, *encoded.values()]


def _class(name: str) -> Any:
    module, _, own = name.rpartition(".")
    if module not in MODULES:
        raise ValueError(f"'{name}' is no class of the content")
    return getattr(import_module(module), own)


def _decoded(encoded: Any, classes: list[Any], exercises: dict[str, Exercise]) -> Any:
    """``exercises`` are those decoded so far: they come before routines, whose steps name them."""
    if type(encoded) is not list:
        return encoded
    kind = encoded[0]
    if kind == EXERCISE:
        return exercises[encoded[1]]
    if kind == GRAMMAR:
        return import_module(f"content.words.{encoded[1]}.grammar")
    values = [each if type(each) is not list else _decoded(each, classes, exercises) for each in encoded[1:]]
    if kind == TUPLE:
        return tuple(values)
    if kind == MAPPING:
        return dict(zip(values[::2], values[1::2], strict=True))
    made = classes[kind](*values)
    if type(made) is Exercise:
        exercises[made.id] = made
    return made
