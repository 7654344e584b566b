"""Every phrase that our content can have spoken: by sessions, and by the skill."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from content.model.compiled import OURS
from content.model.loader import load
from content.model.words import PLACEHOLDER, fill
from content.timeline.compile import compile_timeline
from content.timeline.cues import Phrase
from content.timeline.options import DETAILS, Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.yaml_tree import Value
    from content.timeline.cues import Timeline

NEVER_SPOKEN = ("utterances", "pronunciations", "page")
"""Files of what people say, of what engines are given, and of what a page shows."""


@cache
def spoken_phrases() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_of_sessions(), *_of_files())))


def _of_sessions() -> Iterator[str]:
    for timeline in _timelines():
        yield from (sound.text for sound in timeline.sounds if isinstance(sound, Phrase))


def _timelines() -> Iterator[Timeline]:
    content = load()
    for routine in content.routines.values():
        for detail in DETAILS:
            for wish in ({}, {"hold_s": 45, "repetitions": 12}, {"breath_in_s": 5, "pace": 0.7}):
                yield compile_timeline(routine, content.words["en"], Options(detail=detail, **wish))


def _of_files() -> Iterator[str]:
    """The texts of the files of words, with "left" for each placeholder."""
    from content.model.yaml_tree import read_tree

    for file in sorted((OURS / "words" / "en").rglob("*.yaml")):
        if file.stem not in NEVER_SPOKEN:
            value = getattr(read_tree(file, file.read_bytes()), "value", None)
            for text in map(without_wait, _texts(value)):
                names = [match[1] for match in PLACEHOLDER.finditer(text)]
                yield fill(text, **{name: "Left" if f". {{{name}}}" in text else "left" for name in names})


def without_wait(text: str) -> str:
    """A sentence of a file without the seconds or the bell behind it."""
    return re.sub(r" ?\[[a-z0-9 ]+\]$", "", text)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each) if name != "unkind" else ()
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str) and value:
        yield value
