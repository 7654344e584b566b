"""Content -> the interaction model of a language: how people speak to the skill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from content.model.lines import INTENTS

if TYPE_CHECKING:
    from content.model.types import Content
    from content.model.words import Utterances, Words

LOCALES = {"en": ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")}
"""Language -> its locales of Alexa."""
DURATION, NUMBER = "AMAZON.DURATION", "AMAZON.NUMBER"
SLOT_TYPES = {
    "routine": "Routine", "exercise": "Exercise", "need": "Need", "sign": "Sign", "position": "Position",
    "length": DURATION, "seconds": NUMBER, "number": NUMBER,
}  # fmt: skip
"""Each slot that a sentence may have -> Alexa's own type, or one of ours."""
SlotEntry = tuple[str, str, tuple[str, ...]]
"""A value of a slot: id, name, synonyms."""


def interaction_model(content: Content, words: Words, said: Utterances) -> dict[str, Any]:
    """The model, in the shape of the files below ``skill-package/interactionModels/custom``."""
    types = slot_values(content, words, said)
    language = {
        "invocationName": said.invocation,
        # how readily Alexa decides that a sentence is none of ours: an unusual phrasing should still match
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
        "intents": [_intent(name, said.samples[name]) for name in INTENTS],
        "types": [{"name": name, "values": [_value(*each) for each in values]} for name, values in types.items()],
    }
    return {"interactionModel": {"languageModel": language}}


def slot_values(content: Content, words: Words, said: Utterances) -> dict[str, list[SlotEntry]]:
    """The values of each slot type of ours."""
    routines = [(name, words.routines[name].name, words.routines[name].also) for name in content.routines]
    exercises = [(name, words.exercises[name].name, words.exercises[name].also) for name in content.exercises]
    areas = [(name, spoken, said.needs.get(name, ())) for name, spoken in words.phrases.areas.items()]
    others = {name: texts for name, texts in said.needs.items() if name not in words.phrases.areas}
    kinds = [(name, first, tuple(also)) for name, (first, *also) in others.items()]
    signs = [(name, first, tuple(also)) for name, (first, *also) in said.signs.items()]
    places = [(name, first, tuple(also)) for name, (first, *also) in said.positions.items()]
    every = {"Routine": routines, "Exercise": exercises, "Need": [*areas, *kinds], "Sign": signs, "Position": places}
    return {name: list(_distinct(values)) for name, values in every.items()}


def _distinct(values: Iterable[SlotEntry]) -> Iterator[SlotEntry]:
    """Values in lower case; a synonym of two of them belongs to the first."""
    every = [(name, spoken.lower(), tuple(map(str.lower, also))) for name, spoken, also in values]
    taken = {spoken for _, spoken, _ in every}
    for name, spoken, also in every:
        own = tuple(each for each in dict.fromkeys(also) if each not in taken)
        taken.update(own)
        yield name, spoken, own


def _intent(name: str, samples: tuple[str, ...]) -> dict[str, Any]:
    slots = [{"name": slot, "type": SLOT_TYPES[slot]} for slot in INTENTS[name]]
    return {"name": name, **({"slots": slots} if slots else {}), "samples": list(samples)}


def _value(name: str, spoken: str, also: tuple[str, ...]) -> dict[str, Any]:
    return {"id": name, "name": {"value": spoken, "synonyms": list(also)}}
