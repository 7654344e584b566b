"""The fields of the files below ``words/LANGUAGE``, and their rules beyond the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, get_args
from unicodedata import category

from content.model import lines, types
from content.model.faults import Route, short
from content.model.files import ID, ID_ADVICE
from content.model.schema import Node, Schema, map_of, matching, maybe, record, sentences, spoken, text, texts, then
from content.model.speakable import MAX_CHARACTERS, trouble_filling, trouble_hearing, trouble_saying
from content.model.words import (
    ANY,
    AS_A_VERB,
    Conversation,
    ExerciseWords,
    Manner,
    PhaseWords,
    Phrases,
    PositionWords,
    RoutineWords,
    Utterances,
)

if TYPE_CHECKING:
    from content.model.lines import Intent, PageLine
    from content.poses.types import Figure

MAX_RESPELLING = 60
"""Characters of what is said instead of a word."""
UNITS = {"second": 1, "minute": 60, "hour": 3_600}
"""Each unit of time that a person may name, in seconds."""
_PHONEMES = re.compile(r"\[\[[^\[\]\s][^\[\]]*\]\]")
MAX_NAME = 60
"""Characters of what is shown in lists, in chapters and on covers."""
MAX_SCREEN = 28
"""Characters that can be read from two metres away on a phone."""
MAX_CUE = 40
"""Characters: a longer cue would find no room inside a hold."""
MAX_GO = 24
"""Characters of what starts a way there or back."""
NAME, OTHER_NAMES, SCREEN = spoken(most=MAX_NAME), sentences(most=MAX_NAME), spoken(most=MAX_SCREEN)


def all_of(names: Collection[str], schema: Schema[Any]) -> Schema[dict[str, Any]]:
    """Just these fields, all of one schema."""
    return record(dict, dict.fromkeys(names, schema))


# exercises/ID.yaml and routines/ID.yaml -------------------------------------------------------------------------------


def _exercise_words(setup: Any, movement: Any, short: str, picture: str, **fields: Any) -> ExerciseWords:
    way_back = fields.pop("return")
    return ExerciseWords(manner=Manner(setup, movement, short, picture), way_back=way_back, **fields)


def facts_are_met(words: ExerciseWords, exercise: types.Exercise, at: Node) -> None:
    """What the facts ask of the words, and what they have no place for."""
    moves = exercise.dose.range_of("move_s") is not None
    for name, sentence in (("go", words.go), ("back", words.back)):
        if moves and at.fields.get(name) in (None, ""):
            at.fault("is missing; a movement needs both 'go' and 'back'", name)
        elif sentence and not moves:
            at.fault("is never said: the facts have no dose in move_s; remove it", name)
    if exercise.avoid and at.fields.get("avoid") in (None, ""):
        at.fault("is missing; the facts say when this is not for today, so say it in a sentence", "avoid")
    elif words.avoid and not exercise.avoid:
        at.fault("is never said: the facts have nothing to avoid; name it there, or leave this empty", "avoid")
    manners: list[tuple[Route, Manner, Figure | None]] = [((), words.manner, exercise.figure)]
    figures = {way.id: way.figure for way in exercise.ways}
    manners += [(("ways", name), each, figures.get(name)) for name, each in words.ways.items()]
    for route, manner, figure in manners:
        said = " ".join((*manner.setup, *manner.movement, manner.short))
        if exercise.side != "none" and manner.movement and "{side}" not in said and "{other}" not in said:
            at.fault(
                f"does not say which side moves, and the facts have side '{exercise.side}'; put {{side}} in its place",
                *route,
                "movement",
            )
        if figure is not None and not manner.picture:
            at.fault("is missing; the facts have a figure, so say what it shows", *route, "picture")
    _have_the_same_names(at.field("ways"), [way.id for way in exercise.ways])
    _have_the_same_names(at.field("phases"), [phase.id for phase in exercise.phases])


def _have_the_same_names(at: Node, facts: Sequence[str]) -> None:
    if at.value is not None and not isinstance(at.value, dict):
        return
    for name in facts:
        if name not in at.fields:
            at.fault("is missing; the facts name it", name)
    for name in at.fields:
        if name not in facts:
            at.fault("is not in the facts; name it there, or remove it", name)


def exercise_schema(sides: Collection[str]) -> Schema[ExerciseWords]:
    """``sides`` may be named in braces, where the exercise has sides."""
    manner: dict[str, Schema[Any]] = {
        "setup": sentences(sides),  # after the start position, before the clock runs
        "movement": sentences(sides, least=1),  # the whole instruction, at the first repetition
        "short": spoken(sides),  # at the second one
        "picture": spoken(sides, is_optional=True),  # what the figure shows
    }
    some = sentences(least=1)
    phase: dict[str, Schema[Any]] = {"name": NAME, "start": some, "reminders": some, "screen": SCREEN}
    return record(
        _exercise_words,
        {
            "name": NAME,
            "also": OTHER_NAMES,
            "aim": spoken(),
            **manner,
            "cues": sentences(sides, most=MAX_CUE),  # inside a hold or a movement
            "breathing": spoken(sides, is_optional=True),
            "return": spoken(sides, is_optional=True),  # the way back from a hold
            "go": spoken(sides, MAX_GO, is_optional=True),  # starts a movement of move_s
            "back": spoken(sides, MAX_GO, is_optional=True),  # starts its way back
            "screen": SCREEN,
            "easier": spoken(),
            "harder": spoken(),
            "avoid": spoken(is_optional=True),  # when not to do it
            "stop": spoken(sides),  # when to stop
            "ways": maybe(map_of(record(Manner, manner)), {}),  # by id, as in the facts
            "phases": maybe(map_of(record(PhaseWords, phase)), {}),  # by id, as in the facts
        },
    )


WITH_SIDES, WITHOUT_SIDES = exercise_schema(("side", "other")), exercise_schema(())
ROUTINE_WORDS = record(RoutineWords, {"name": NAME, "also": OTHER_NAMES, "summary": spoken(), "frequency": spoken()})

# phrases.yaml ---------------------------------------------------------------------------------------------------------


def position_schema(placeholders: Collection[str]) -> Schema[PositionWords]:
    return record(
        PositionWords,
        {
            "tell": sentences(placeholders, least=1),  # how to get there
            "stay": spoken(placeholders),  # when one is there already
            "change": spoken(placeholders, is_optional=True),  # how to change sides
            "rest": spoken(is_optional=True),
        },
    )


PHRASES = record(
    Phrases,
    {
        "lines": record(
            dict,
            {
                name: spoken(places, MAX_SCREEN if name.startswith("screen_") else MAX_CHARACTERS)
                for name, places in lines.COACH_LINES.items()
            },
        ),
        "lists": all_of(get_args(lines.Alternatives), sentences(least=1)),  # they take turns
        "sides": all_of(("left", "right"), spoken()),
        "positions": record(
            dict, {name: position_schema(("side",) if name == types.SIDED else ()) for name in types.POSITIONS}
        ),
        "get_up": all_of([types.GROUNDS[each] for each in types.POSITIONS if types.is_floor(each)], sentences(least=1)),
        "safety": map_of(sentences(least=1), needed=(types.DOCTOR_FIRST, types.STOP_IF_IT_HURTS, types.SAFETY_IN_PAIN)),
        "equipment": map_of(spoken(), least=1),
        "areas": map_of(spoken(), least=1),
    },
)

# pronunciations.yaml, conversation.yaml and page.yaml -----------------------------------------------------------------


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


PRONUNCIATIONS = map_of(then(map_of(then(text(), respelling)), has_an_engine), trouble_with_word)
"""By word, and by engine. Which engines there are is not known here."""
CONVERSATION = record(
    Conversation,
    {
        "lines": record(dict, {name: sentences(known, least=1) for name, known in lines.CONVERSATION_LINES.items()}),
        "emergency": map_of(spoken(), needed=("other",)),  # numbers to call, by country
    },
)
PAGE: Schema[dict[PageLine, str]] = record(
    dict, {name: text(partial(trouble_filling, placeholders=known)) for name, known in lines.PAGE_LINES.items()}
)
"""Nobody speaks these: they are read."""

# utterances.yaml ------------------------------------------------------------------------------------------------------

LEAST_SAMPLES = 10
KINDS = (*types.NEEDS, "short", "long", "walk")
"""What people may ask for a routine by, besides the areas that it is good for."""
SIGNS = ("numb-legs", "numb-saddle", "weak-legs", "bladder-bowel", "fever", "chest-pain", "accident")
"""Signs that a person should get medical help now."""
NO_SAMPLES = ("AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent")
"""Intents for which Alexa takes none."""
HEARD, SOME_HEARD = texts(trouble=trouble_hearing), texts(1, trouble_hearing)
LENGTH = matching(
    re.compile(r"PT(?=\d)(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?"),
    "is no length of time; write it as PT30S, PT15M or PT1H30M",
)
"""As Alexa writes it (ISO 8601)."""
NUMBER = matching(re.compile(r"[1-9]\d{0,3}"), "must be a whole number from 1 to 9999, in digits")


def _trouble_with_invocation(name: str) -> str | None:
    return trouble_hearing(name) or (None if " " in name else "is one word; Alexa wants two or more")


def make_utterances(lengths: dict[str, Any], **fields: Any) -> Utterances:
    units = {seconds: lengths[name] for name, seconds in UNITS.items()}
    others = {"ones": "one", "joints": "joint", "halves": "half", "fixed": "fixed", "numbers": "numbers"}
    return Utterances(units=units, **{name: lengths[field] for name, field in others.items()}, **fields)


def each_is_said_once(said: Utterances, at: Node) -> None:
    """No sentence belongs to two intents, and no word to two things that a slot may hold."""
    known = {sample: name for name, samples in said.known.items() for sample in samples}
    fields: dict[str, Mapping[Any, tuple[str, ...]]] = {
        "samples": said.samples, "known": said.known, "needs": said.needs, "signs": said.signs,
    }  # fmt: skip
    for field, owners in fields.items():
        taken = known if field == "samples" else {}
        for owner, samples in owners.items():
            for index, sample in enumerate(samples):
                if sample and taken.setdefault(sample, owner) != owner:
                    advice = f"'{short(sample)}' belongs to '{taken[sample]}' too; keep it there, or here"
                    at.fault(advice, field, owner, index)


def samples(intent: Intent) -> Schema[tuple[str, ...]]:
    """What is said for an intent; each of its slots is in some sentence."""
    slots = lines.INTENTS[intent]

    def checked(found: tuple[str, ...], at: Node) -> tuple[str, ...]:
        if intent in NO_SAMPLES:
            if found:
                at.fault("takes no samples; make it an empty list")
            return ()
        for slot in slots:
            if found and not any(f"{{{slot}}}" in sample for sample in found):
                at.fault(f"has no sample with {{{slot}}}; write some")
        return found

    least = 0 if intent in NO_SAMPLES else LEAST_SAMPLES
    return then(texts(least, partial(trouble_hearing, slots=slots)), checked)


UTTERANCES = record(
    make_utterances,
    {
        "invocation": text(_trouble_with_invocation),  # the name that opens the skill
        "samples": record(dict, {name: samples(name) for name in lines.INTENTS}),
        "known": all_of(lines.INTENTS, maybe(SOME_HEARD, ())),  # what Alexa's own intents answer to without samples
        "needs": map_of(SOME_HEARD, needed=KINDS),  # by area, and by kind of routine
        "signs": all_of(SIGNS, SOME_HEARD),
        "denials": all_of(("before", "after"), SOME_HEARD),  # what takes a sign back
        "positions": all_of(("first", "second", "third", "last"), SOME_HEARD),  # among routines just named
        "lengths": record(
            dict,
            {
                **dict.fromkeys(UNITS, SOME_HEARD),
                "one": HEARD,  # "a minute"
                "joint": HEARD,  # "a minute and ten seconds"
                "half": HEARD,  # "a minute and a half"
                "fixed": maybe(map_of(SOME_HEARD, LENGTH), {}),  # "half an hour"
                "numbers": maybe(map_of(SOME_HEARD, NUMBER), {}),  # "a dozen"
            },
        ),
    },
    each_is_said_once,
)
