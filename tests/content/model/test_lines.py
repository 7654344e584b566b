"""Lines of words: each is used somewhere, and code fills in every name that its braces may have."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from content.model.lines import COACH_LINES, CONVERSATION_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[3]
FOLDERS: dict[str, tuple[Mapping[str, Sequence[str]], tuple[str, ...]]] = {
    "phrases": (COACH_LINES, ("content/timeline", "audio_builder", "skill/coach")),
    "conversation": (CONVERSATION_LINES, ("skill",)),
}
"""Each set of lines, and the folders whose code asks for them. (Those of the page: ``test_built.py`` beside it.)"""
ASKING = {"line", "say_line"}
"""Methods that are given the name of a line and what goes into its braces."""


def trees(folders: tuple[str, ...]) -> Iterator[ast.AST]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield ast.parse(file.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def asked(folders: tuple[str, ...]) -> Iterator[tuple[str, set[str]]]:
    """The lines that calls name, one or one of two, and the names of what is filled in."""
    for tree in trees(folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
                filled = {keyword.arg for keyword in node.keywords if keyword.arg}
                if all(keyword.arg for keyword in node.keywords):
                    name = node.args[-1]
                    choices = (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,)
                    yield from ((str(each.value), filled) for each in choices if isinstance(each, ast.Constant))


@pytest.mark.parametrize("file", ["phrases", "conversation"])
def test_every_name_in_braces_is_filled_in(file: str) -> None:
    lines, folders = FOLDERS[file]
    own = [(name, filled) for name, filled in asked(folders) if name in lines]
    assert len({name for name, _ in own}) > len(lines) / 3
    assert [(name, filled) for name, filled in own if not set(lines[name]) <= filled] == []


@pytest.mark.parametrize("file", ["phrases", "conversation"])
def test_every_line_is_used(file: str) -> None:
    lines, folders = FOLDERS[file]
    used = {text for tree in trees(folders) for text in texts(tree)}
    assert sorted(lines.keys() - used) == []
