"""``words/LANGUAGE/grammar.py``: a module of functions, which are tried out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

import content.words
from content.model.faults import Fault
from content.model.speakable import trouble_saying

if TYPE_CHECKING:
    from content.model.words import Grammar

LANGUAGES = Path(content.words.__path__[0])
"""Where every language has its folder: a grammar is code, so it is ours and never a user's."""
FUNCTIONS = ("number", "count", "inside", "listing", "choice")
NOUNS = ("breath", "exercise", "hold", "minute", "second", "time")
"""What is counted."""
WRITTEN = ("Hold.", "Stop, and rest.")
"""What a grammar's ``spoken`` is tried with."""
NUMBERS = (1, 2, 3, 5, 8, 10, 11, 12, 20, 21, 45, 60, 99, 100, 101, 120, 180)


def read_grammar(language: str, near: Path) -> Grammar | Fault:
    """The grammar of ``language``; a fault when there is none (then at ``near``), or when it is wrong."""
    file = LANGUAGES / language / "grammar.py"
    name = f"content.words.{language}"
    try:
        if find_spec(name) is None or find_spec(f"{name}.grammar") is None:
            return Fault(near, 1, "", f"'{language}' has no grammar; write {file}, or choose a language that has one")
        grammar = cast("Grammar", import_module(f"{name}.grammar"))
        trouble = next(troubles_of(grammar), "")
    except Exception as error:  # noqa: BLE001 - a translator's code may raise anything
        line = getattr(error, "lineno", None) or 1
        return Fault(file, line, "", f"raises {type(error).__name__}: {error}; correct it")
    return Fault(file, 1, "", trouble) if trouble else grammar


def troubles_of(grammar: Grammar) -> Iterator[str]:
    """What is missing, or returns text that no voice can say. Raises what the grammar raises."""
    missing = [name for name in FUNCTIONS if not callable(getattr(grammar, name, None))]
    if missing:
        yield f"has no function '{missing[0]}'; write it as in words/en/grammar.py"
        return
    spoken = getattr(grammar, "spoken", str)
    if not callable(spoken):
        yield "has a 'spoken' that is no function; write it as in words/en/grammar.py, or remove it"
        return
    code = getattr(grammar, "ISO_639_2", "")
    if not (isinstance(code, str) and len(code) == 3 and code.isascii() and code.islower()):
        yield "must have ISO_639_2, the language in three letters, such as 'eng'"
    said = {f"number({value})": grammar.number(value) for value in NUMBERS}
    said |= {f"count({value}, '{noun}')": grammar.count(value, noun) for noun in NOUNS for value in NUMBERS}
    said["inside('A name')"] = grammar.inside("A name")
    for items in (("one",), ("one", "two"), ("one", "two", "three")):
        said[f"listing({items})"] = grammar.listing(items)
        said[f"choice({items})"] = grammar.choice(items)
    said |= {f"spoken({text!r})": spoken(text) for text in WRITTEN}
    for call, text in said.items():
        if not isinstance(text, str) or trouble_saying(text):
            yield f"{call} gives {text!r}, which no voice can say; correct it"
