"""A second language needs nothing but a folder: in a copy of the content with one, all that is said is in it.

The language is English in ROT13, its grammar too. What is said in it must be the English in ROT13: an English word
anywhere else in the program would stay as it is.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from codecs import encode
from shutil import copyfile, copytree, ignore_patterns
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from content.model.compiled import OURS
from content.model.words import PLACEHOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from content.model.yaml_tree import Value

KEPT = re.compile(rf"{PLACEHOLDER.pattern}|\[[a-z ]+\]$")
"""Names in braces, and the bell in brackets behind a sentence."""
FRONT_DOOR = "import sys, gentleback; sys.exit(gentleback.main())"
SAID = """
import json, sys
from dataclasses import fields, is_dataclass
from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.options import DETAILS, Options

def texts(value):
    if isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for each in fields(value):
            inner = getattr(value, each.name)
            if each.name in ("text", "title", "screen"):
                yield inner
            else:
                yield from texts(inner)

content = load()
json.dump({
    language: [
        text
        for routine in content.routines.values()
        for detail in DETAILS
        for text in texts(compile_timeline(routine, words, Options(detail=detail, language=language)))
    ]
    for language, words in content.words.items()
}, sys.stdout)
"""
GRAMMAR = """
from codecs import encode
from content.words.en import grammar as english

ISO_639_2 = "zxx"

def number(value):
    return encode(english.number(value), "rot13")

def count(value, noun):
    return encode(english.count(value, noun), "rot13")

def inside(name):
    return english.inside(name)

def listing(items):
    return encode(english.listing(tuple(encode(each, "rot13") for each in items)), "rot13")

def choice(items):
    return encode(english.choice(tuple(encode(each, "rot13") for each in items)), "rot13")
"""


def turned(value: Value) -> Value:
    """``value`` in ROT13, but for names of fields, in braces and in brackets."""
    if isinstance(value, dict):
        return {name: turned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [turned(each) for each in value]
    if not isinstance(value, str):
        return value
    return KEPT.sub(lambda match: encode(match[0], "rot13"), encode(value, "rot13"))


def run(tree: Path, *words: str, code: str = FRONT_DOOR) -> subprocess.CompletedProcess[str]:
    settings = os.environ | {"PYTHONPATH": str(tree), "XDG_CACHE_HOME": str(tree / "cache")}
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=tree, env=settings, capture_output=True, text=True, check=False
    )


def answer(tree: Path, *words: str, code: str = FRONT_DOOR) -> Any:
    done = run(tree, *words, code=code)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the language ``xx``."""
    tree = tmp_path_factory.mktemp("tree")
    copytree(OURS, tree / "content", ignore=ignore_patterns("__pycache__", "compiled.json"))
    for name in ("gentleback.py", "gentleback_cli.py", "gentleback_signals.py"):
        copyfile(OURS.parent / name, tree / name)
    english, other = (tree / "content" / "words" / language for language in ("en", "xx"))
    for file in english.rglob("*.yaml"):
        copy = other / file.relative_to(english)
        copy.parent.mkdir(parents=True, exist_ok=True)
        words = turned(yaml.safe_load(file.read_text(encoding="utf-8")))
        copy.write_text(yaml.safe_dump(words, allow_unicode=True, width=1_000), encoding="utf-8")
    (other / "grammar.py").write_text(GRAMMAR, encoding="utf-8")
    return tree


def test_the_new_folder_has_no_fault(tree: Path) -> None:
    done = run(tree, "check")
    assert (done.stdout, done.stderr, done.returncode) == ("no fault found\n", "", 0)


def test_all_that_is_said_and_shown_is_in_the_language(tree: Path) -> None:
    said = answer(tree, code=SAID)
    assert sorted(said) == ["en", "xx"]
    assert len(said["en"]) > 5_000
    assert said["xx"] == [encode(text, "rot13") for text in said["en"]]


@pytest.mark.slow
def test_the_commands_speak_the_language(tree: Path) -> None:
    words = {"name", "also", "summary", "frequency", "equipment", "safety", "aim", "avoid"}
    words |= {"areas", "easier", "harder", "caution", "say"}

    def turn(value: Any, is_said: bool = False) -> Any:
        if isinstance(value, dict):
            return {name: turn(each, name in words) for name, each in value.items()}
        if isinstance(value, list):
            return [turn(each, is_said) for each in value]
        return encode(value, "rot13") if is_said else value

    for command in (["list"], ["show", "whole-programme"], ["show", "start-here"]):
        assert answer(tree, *command, "--json", "--language", "xx") == turn(answer(tree, *command, "--json"))


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "exercises/bridge.yaml",
            None,
            "exercises/bridge.yaml:1: has no words; write words/xx/exercises/bridge.yaml\n",
        ),
        (
            "phrases.yaml",
            None,
            "words/xx/conversation.yaml:1: 'xx' has no phrases; write words/xx/phrases.yaml\n",
        ),
        (
            "grammar.py",
            None,
            "words/xx/conversation.yaml:1: 'xx' has no grammar; write words/xx/grammar.py, or choose a language that "
            "has one\n",
        ),
        (
            "grammar.py",
            f"{GRAMMAR}\ndef broken(:\n",
            "words/xx/grammar.py:22: raises SyntaxError: invalid syntax (grammar.py, line 22); correct it\n",
        ),
        (
            "grammar.py",
            GRAMMAR.replace("def listing", "def lists"),
            "words/xx/grammar.py:1: has no function 'listing'; write it as in words/en/grammar.py\n",
        ),
    ],
    ids=["no words", "no phrases", "no grammar", "a grammar that is no Python", "a grammar without a function"],
)
def test_what_a_language_lacks_is_reported(tree: Path, file: str, text: str | None, expected: str) -> None:
    changed = tree / "content" / "words" / "xx" / file
    before = changed.read_bytes()
    try:
        if text is None:
            changed.unlink()
        else:
            changed.write_text(text, encoding="utf-8")
        done = run(tree, "check")
    finally:
        changed.write_bytes(before)
    assert done.stdout.replace(f"{tree / 'content'}{os.sep}", "") == expected
    assert (done.stderr, done.returncode) == ("", 1)
