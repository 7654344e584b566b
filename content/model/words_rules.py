"""Rules of words beyond the single field, and how their values are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import category

from content.model.faults import short
from content.model.files import ID, ID_ADVICE
from content.model.speakable import trouble_hearing, trouble_saying
from content.model.words import ANY, AS_A_VERB, ExerciseWords, Manner, Utterances

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from content.model.faults import Route
    from content.model.schema import Node
    from content.model.types import Exercise
    from content.poses.types import Figure

MAX_RESPELLING = 60
"""Characters of what is said instead of a word."""
UNITS = {"second": 1, "minute": 60, "hour": 3_600}
"""Each unit of time that a person may name, in seconds."""
_PHONEMES = re.compile(r"\[\[[^\[\]\s][^\[\]]*\]\]")

# Exercises ------------------------------------------------------------------------------------------------------------


def make_exercise_words(setup: Any, movement: Any, short: str, picture: str, **fields: Any) -> ExerciseWords:
    way_back = fields.pop("return")
    return ExerciseWords(manner=Manner(setup, movement, short, picture), way_back=way_back, **fields)


def facts_are_met(words: ExerciseWords, exercise: Exercise, at: Node) -> None:
    """What the facts ask of the words, and what they have no place for."""
    moves = exercise.dose.range_of("move_s") is not None
    for name, text in (("go", words.go), ("back", words.back)):
        if moves and at.fields.get(name) in (None, ""):
            at.fault("is missing; a movement needs both 'go' and 'back'", name)
        elif text and not moves:
            at.fault("is never said: the facts have no dose in move_s; remove it", name)
    if exercise.avoid and at.fields.get("avoid") in (None, ""):
        at.fault("is missing; the facts say when this is not for today, so say it in a sentence", "avoid")
    elif words.avoid and not exercise.avoid:
        at.fault("is never said: the facts have nothing to avoid; name it there, or leave this empty", "avoid")
    manners: list[tuple[Route, Manner, Figure | None]] = [((), words.manner, exercise.figure)]
    figures = {way.id: way.figure for way in exercise.ways}
    manners += [(("ways", name), each, figures.get(name)) for name, each in words.ways.items()]
    for route, manner, figure in manners:
        _sides_are_named(manner, exercise, at, route)
        if figure is not None and not manner.picture:
            at.fault("is missing; the facts have a figure, so say what it shows", *route, "picture")
    _have_the_same_names(at.field("ways"), [way.id for way in exercise.ways])
    _have_the_same_names(at.field("phases"), [phase.id for phase in exercise.phases])


def _sides_are_named(manner: Manner, exercise: Exercise, at: Node, route: Route) -> None:
    sentences = (*manner.setup, *manner.movement, manner.short)
    is_named = any("{side}" in sentence or "{other}" in sentence for sentence in sentences)
    if exercise.side != "none" and manner.movement and not is_named:
        advice = f"does not say which side moves, and the facts have side '{exercise.side}'; put {{side}} in its place"
        at.fault(advice, *route, "movement")


def _have_the_same_names(at: Node, facts: Sequence[str]) -> None:
    if at.value is not None and not isinstance(at.value, dict):
        return
    for name in facts:
        if name not in at.fields:
            at.fault("is missing; the facts name it", name)
    for name in at.fields:
        if name not in facts:
            at.fault("is not in the facts; name it there, or remove it", name)


# Pronunciations -------------------------------------------------------------------------------------------------------


def trouble_with_word(text: str) -> str | None:
    """Letters with their marks; hyphens and apostrophes inside; perhaps only where the word is a verb."""
    text = text.removesuffix(AS_A_VERB)
    inner = text[:1].isalpha() and text[-1:] not in ("-", "'")
    letters = (each.isalpha() or each in "-'" or category(each).startswith("M") for each in text)
    return None if inner and text == text.lower() and all(letters) else "is not one lowercase word; write one"


def respelling(text: str, at: Node) -> str:
    """What an engine is given: words, or phonemes in brackets where it is not for every engine."""
    engine = str(at.route[-1])
    trouble = trouble_saying(text if engine == ANY else _PHONEMES.sub("phonemes", text), most=MAX_RESPELLING)
    if not ID.fullmatch(engine):
        at.fault(f"'{short(engine)}' {ID_ADVICE}")
    elif text and trouble:
        at.fault(trouble)
    return text


def has_an_engine(engines: Mapping[str, str], at: Node) -> Mapping[str, str]:
    if not engines and isinstance(at.value, dict):
        at.fault(f"must have at least 1: an engine such as 'espeak', or '{ANY}'")
    return engines


# Utterances -----------------------------------------------------------------------------------------------------------


def make_utterances(lengths: dict[str, Any], **fields: Any) -> Utterances:
    units = {seconds: lengths[name] for name, seconds in UNITS.items()}
    others = {"ones": "one", "joints": "joint", "halves": "half", "fixed": "fixed", "numbers": "numbers"}
    return Utterances(units=units, **{name: lengths[field] for name, field in others.items()}, **fields)


def trouble_with_invocation(name: str) -> str | None:
    return trouble_hearing(name) or (None if " " in name else "is one word; Alexa wants two or more")


def take_none(samples: tuple[str, ...], at: Node) -> tuple[str, ...]:
    if samples:
        at.fault("takes no samples; make it an empty list")
    return ()


def use_their_slots(samples: tuple[str, ...], at: Node, slots: Collection[str]) -> tuple[str, ...]:
    for slot in slots:
        if samples and not any(f"{{{slot}}}" in sample for sample in samples):
            at.fault(f"has no sample with {{{slot}}}; write some")
    return samples


def each_is_said_once(said: Utterances, at: Node) -> None:
    """No sentence belongs to two intents, and no word to two things that a slot may hold."""
    known = {text: name for name, texts in said.known.items() for text in texts}
    _each_once(said.samples, known, at.field("samples"))
    for name, texts in (("known", said.known), ("needs", said.needs), ("signs", said.signs)):
        _each_once(texts, {}, at.field(name))


def _each_once(said: Mapping[Any, tuple[str, ...]], taken: dict[str, str], at: Node) -> None:
    for owner, texts in said.items():
        for index, text in enumerate(texts):
            if text and taken.setdefault(text, owner) != owner:
                at.fault(f"'{short(text)}' belongs to '{taken[text]}' too; keep it there, or here", owner, index)
