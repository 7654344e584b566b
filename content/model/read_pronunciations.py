"""``words/LANGUAGE/pronunciations.yaml``: words that an engine would say wrong, and what it is given in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from content.model.faults import short
from content.model.fields import Fields, Report
from content.model.layout import ID, ID_ADVICE
from content.model.speakable import trouble_saying
from content.model.words import ANY, AS_A_VERB

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.model.tree import Tree

MAX_SAID = 60
"""Characters of what stands in a word's place."""
_PHONEMES = re.compile(r"\[\[[^\[\]\s][^\[\]]*\]\]")


def read_pronunciations(tree: Tree, report: Report) -> Mapping[str, Mapping[str, str]]:
    """By word and engine. Which engines there are is not known here; their names are only looked at for their shape."""
    fields = Fields(tree, report)
    words = {word: _engines(word, fields) for word in fields.value}
    fields.done()
    return words


def _engines(word: str, fields: Fields) -> Mapping[str, str]:
    if not _is_word(word.removesuffix(AS_A_VERB)):
        fields.fault(word, "is no single word in small letters; write one")
    engines = fields.mapping(word)
    if not (engines.value or engines.is_broken):
        engines.fault("", f"must have at least 1: an engine such as 'espeak', or '{ANY}'")
    said = {engine: _said(engine, engines) for engine in engines.value}
    engines.done()
    return said


def _said(engine: str, engines: Fields) -> str:
    text = engines.text(engine)
    if not ID.fullmatch(engine):
        engines.fault(engine, f"'{short(engine)}' {ID_ADVICE}")
    elif text and (trouble := trouble_saying(_PHONEMES.sub("phonemes", text) if engine != ANY else text)):
        engines.fault(engine, trouble)
    elif len(text) > MAX_SAID:
        engines.fault(engine, f"is {len(text)} characters long; say it in at most {MAX_SAID}")
    return text


def _is_word(text: str) -> bool:
    """Letters with their marks; hyphens and apostrophes inside."""
    inner = text[:1].isalpha() and text[-1:] not in ("-", "'")
    return inner and text == text.lower() and all(_is_of_a_word(each) for each in text)


def _is_of_a_word(character: str) -> bool:
    return character.isalpha() or character in "-'" or category(character).startswith("M")
