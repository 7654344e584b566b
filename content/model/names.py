"""Names as they sound: no two of a kind sound the same, and none says what a command says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from content.model.faults import Route, short
from content.model.files import FileId

if TYPE_CHECKING:
    from content.model.files import FileKind
    from content.model.schema import Files
    from content.model.words import ExerciseWords, Grammar, RoutineWords, Utterances, Words

_SILENT = re.compile(r"['\u2019]")
_NO_SOUND = re.compile(r"[\s!-/:-@\[-`{-~]+")
_NUMBER = re.compile(r"\b[0-9]{1,2}\b", re.ASCII)
Name = tuple[Route, str]
"""Where a name is, and the name."""


def check_names(words: Words, files: Files) -> None:
    """Report the names of one language that sound like others, or like what people say for something else."""
    commands = _commands(words.utterances, words.grammar) if words.utterances else {}
    for kind, owner, names in _names(words):
        for route, name in names:
            if intent := commands.get(sound_of(name, words.grammar)):
                advice = f"'{short(name)}' is what people say for {intent}; choose another name"
                files.fault(FileId(kind, owner, words.language), advice, *route)
    _are_distinct("exercise-words", words.exercises, words, files)
    _are_distinct("routine-words", words.routines, words, files)


def sound_of(name: str, grammar: Grammar) -> str:
    """``name`` without what nobody hears: capitals and punctuation; numbers below 100 are words."""
    spelt = _NUMBER.sub(lambda found: grammar.number(int(found[0])), _SILENT.sub("", name.casefold()))
    return _NO_SOUND.sub(" ", spelt).strip()


def _commands(said: Utterances, grammar: Grammar) -> dict[str, str]:
    """How each sentence sounds that is no choice of a name -> its intent. ``known`` has those of Alexa itself."""
    places = [text for texts in said.positions.values() for text in texts]
    found = {text: "WarningSignIntent" for texts in said.signs.values() for text in texts}
    for intent, samples in (*said.samples.items(), *said.known.items()):
        for sample in samples:
            found |= {sample.replace("{position}", place): intent for place in places}
    return {sound_of(text, grammar): intent for text, intent in found.items() if "{" not in text}


def _names(words: Words) -> Iterator[tuple[FileKind, str, list[Name]]]:
    """Of routines, of exercises, and of what people may ask for a routine by; with the file of each."""
    for name, exercise in words.exercises.items():
        yield "exercise-words", name, _names_of(exercise)
    for name, routine in words.routines.items():
        yield "routine-words", name, _names_of(routine)
    yield "phrases", "", [(("areas", area), text) for area, text in words.phrases.areas.items()]
    needs = words.utterances.needs if words.utterances else {}
    yield "utterances", "", [(("needs", need, at), each) for need in needs for at, each in enumerate(needs[need])]


def _names_of(words: ExerciseWords | RoutineWords) -> list[Name]:
    return [(("name",), words.name), *((("also", index), name) for index, name in enumerate(words.also))]


def _are_distinct(
    kind: FileKind, entries: Mapping[str, ExerciseWords] | Mapping[str, RoutineWords], words: Words, files: Files
) -> None:
    taken: dict[str, str] = {}
    for owner, entry in entries.items():
        heard: set[str] = set()
        for route, name in _names_of(entry):
            sound = sound_of(name, words.grammar)
            holder = taken.setdefault(sound, owner)
            if sound and (holder != owner or sound in heard):
                whose = f"a name of '{holder}'" if holder != owner else "one of its names"
                advice = f"'{short(name)}' is {whose} too; choose another"
                files.fault(FileId(kind, owner, words.language), advice, *route)
            heard.add(sound)
