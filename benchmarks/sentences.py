"""Sentences of the content to be recognised, chosen by a rule and not for the result."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from content.timeline.compile import compile_timeline
from content.timeline.cues import Phrase, Say
from content.timeline.options import Options

if TYPE_CHECKING:
    from content.model.types import Content

LEAST_WORDS = 5


def words_of(text: str) -> list[str]:
    """The words of ``text`` in lower case, without punctuation; "easy-going" is two."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def chosen(content: Content, count: int, skip: int = 0) -> list[str]:
    """``count`` sentences of five words or more.

    The exercises take turns, in order of their names, and each its sentences in order of their digests; the first
    ``skip`` are omitted.
    """
    turns = zip_longest(*(sorted(texts, key=_digest) for _, texts in sorted(_of_exercises(content).items())))
    texts = filter(None, dict.fromkeys(chain.from_iterable(turns)))
    fit = (text for text in texts if len(words_of(text)) >= LEAST_WORDS)
    return list(islice(fit, skip, skip + count))


def phrases(content: Content) -> list[str]:
    """Every phrase of all routines with the usual options, each once."""
    timelines = (compile_timeline(routine, content.words["en"], Options()) for routine in content.routines.values())
    sounds = dict.fromkeys(sound for timeline in timelines for sound in timeline.sounds)
    return [sound.text for sound in sounds if isinstance(sound, Phrase)]


def _of_exercises(content: Content) -> dict[str, set[str]]:
    """What is said in each exercise, in all routines."""
    said: dict[str, set[str]] = {}
    for routine in content.routines.values():
        for chapter in compile_timeline(routine, content.words["en"], Options()).chapters:
            if chapter.exercise:
                texts = said.setdefault(chapter.exercise, set())
                texts.update(cue.phrase.text for cue in chapter.cues if isinstance(cue, Say))
    return said


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
