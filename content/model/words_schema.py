"""The fields of the files below ``words/LANGUAGE``."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from content.model.lines import (
    COACH_LINES,
    CONVERSATION_LINES,
    INTENTS,
    PAGE_LINES,
    Alternatives,
)
from content.model.schema import MapOf, Maybe, Record, Text, Texts, Then, matching, sentences, spoken
from content.model.speakable import MAX_CHARACTERS, trouble_filling, trouble_hearing
from content.model.types import (
    DOCTOR_FIRST,
    GROUNDS,
    NEEDS,
    POSITIONS,
    SAFETY_IN_PAIN,
    SIDED,
    STOP_IF_IT_HURTS,
    is_floor,
)
from content.model.words import Conversation, ExerciseWords, Manner, PhaseWords, Phrases, PositionWords, RoutineWords
from content.model.words_rules import (
    UNITS,
    each_is_said_once,
    has_an_engine,
    make_exercise_words,
    make_utterances,
    respelling,
    take_none,
    trouble_with_invocation,
    trouble_with_word,
    use_their_slots,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from content.model.lines import Intent, PageLine
    from content.model.schema import Schema

MAX_NAME = 60
"""Characters of what is shown in lists, in chapters and on covers."""
MAX_SCREEN = 28
"""Characters that can be read from two metres away on a phone."""
MAX_CUE = 40
"""Characters: a longer cue would find no room inside a hold."""
MAX_GO = 24
"""Characters of what starts a way there or back."""
NAME, OTHER_NAMES, SCREEN = spoken(most=MAX_NAME), sentences(most=MAX_NAME), spoken(most=MAX_SCREEN)


def all_of(names: Collection[str], schema: Schema[Any]) -> Record[dict[str, Any]]:
    """Just these fields, all of one schema."""
    return Record(dict, dict.fromkeys(names, schema))


# exercises/ID.yaml and routines/ID.yaml -------------------------------------------------------------------------------


def exercise_schema(sides: Collection[str]) -> Record[ExerciseWords]:
    """``sides`` may be named in braces, where the exercise has sides."""
    manner: dict[str, Schema[Any]] = {
        "setup": sentences(sides),  # after the start position, before the clock runs
        "movement": sentences(sides, least=1),  # the whole instruction, at the first repetition
        "short": spoken(sides),  # at the second one
        "picture": spoken(sides, is_optional=True),  # what the figure shows
    }
    phase: dict[str, Schema[Any]] = {
        "name": NAME,
        "start": sentences(least=1),
        "reminders": sentences(least=1),
        "screen": SCREEN,
    }
    return Record(
        make_exercise_words,
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
            "ways": Maybe(MapOf(Record(Manner, manner)), {}),  # by id, as in the facts
            "phases": Maybe(MapOf(Record(PhaseWords, phase)), {}),  # by id, as in the facts
        },
    )


WITH_SIDES, WITHOUT_SIDES = exercise_schema(("side", "other")), exercise_schema(())
ROUTINE_WORDS = Record(
    RoutineWords,
    {
        "name": NAME,
        "also": OTHER_NAMES,
        "summary": spoken(),
        "frequency": spoken(),
    },
)

# phrases.yaml ---------------------------------------------------------------------------------------------------------


def position_schema(placeholders: Collection[str]) -> Record[PositionWords]:
    return Record(
        PositionWords,
        {
            "tell": sentences(placeholders, least=1),  # how to get there
            "stay": spoken(placeholders),  # when one is there already
            "change": spoken(placeholders, is_optional=True),  # how to change sides
            "rest": spoken(is_optional=True),
        },
    )


PHRASES = Record(
    Phrases,
    {
        "lines": Record(
            dict,
            {
                name: spoken(placeholders, MAX_SCREEN if name.startswith("screen_") else MAX_CHARACTERS)
                for name, placeholders in COACH_LINES.items()
            },
        ),
        "lists": all_of(get_args(Alternatives), sentences(least=1)),  # they take turns
        "sides": all_of(("left", "right"), spoken()),
        "positions": Record(dict, {name: position_schema(("side",) if name == SIDED else ()) for name in POSITIONS}),
        "get_up": all_of([GROUNDS[each] for each in POSITIONS if is_floor(each)], sentences(least=1)),
        "safety": MapOf(sentences(least=1), needed=(DOCTOR_FIRST, STOP_IF_IT_HURTS, SAFETY_IN_PAIN)),
        "equipment": MapOf(spoken(), least=1),
        "areas": MapOf(spoken(), least=1),
    },
)

# pronunciations.yaml, conversation.yaml and page.yaml -----------------------------------------------------------------

PRONUNCIATIONS = MapOf(Then(MapOf(Then(Text(), respelling)), has_an_engine), trouble_with_word)
"""By word, and by engine. Which engines there are is not known here."""
CONVERSATION = Record(
    Conversation,
    {
        "lines": Record(dict, {name: sentences(known, least=1) for name, known in CONVERSATION_LINES.items()}),
        "emergency": MapOf(spoken(), needed=("other",)),  # numbers to call, by country
    },
)
PAGE: Record[dict[PageLine, str]] = Record(
    dict,
    {name: Text(partial(trouble_filling, placeholders=placeholders)) for name, placeholders in PAGE_LINES.items()},
)
"""Nobody speaks these: they are read."""

# utterances.yaml ------------------------------------------------------------------------------------------------------

LEAST_SAMPLES = 10
KINDS = (*NEEDS, "short", "long", "walk")
"""What people may ask for a routine by, besides the areas that it is good for."""
SIGNS = ("numb-legs", "numb-saddle", "weak-legs", "bladder-bowel", "fever", "chest-pain", "accident")
"""Signs that a person should get medical help now."""
NO_SAMPLES = ("AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent")
"""Intents for which Alexa takes none."""
HEARD, SOME_HEARD = Texts(trouble=trouble_hearing), Texts(1, trouble_hearing)
LENGTH = matching(
    re.compile(r"PT(?=\d)(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?"),
    "is no length of time; write it as PT30S, PT15M or PT1H30M",
)
"""As Alexa writes it (ISO 8601)."""
NUMBER = matching(re.compile(r"[1-9]\d{0,3}"), "must be a whole number from 1 to 9999, in digits")


def samples(intent: Intent) -> Then[tuple[str, ...]]:
    """What is said for an intent; each of its slots is in some sentence."""
    if intent in NO_SAMPLES:
        return Then(HEARD, take_none)
    slots = INTENTS[intent]
    return Then(Texts(LEAST_SAMPLES, partial(trouble_hearing, slots=slots)), partial(use_their_slots, slots=slots))


UTTERANCES = Record(
    make_utterances,
    {
        "invocation": Text(trouble_with_invocation),  # the name that opens the skill
        "samples": Record(dict, {name: samples(name) for name in INTENTS}),
        "known": all_of(INTENTS, Maybe(SOME_HEARD, ())),  # what Alexa's own intents answer to without samples
        "needs": MapOf(SOME_HEARD, needed=KINDS),  # by area, and by kind of routine
        "signs": all_of(SIGNS, SOME_HEARD),
        "denials": all_of(("before", "after"), SOME_HEARD),  # what takes a sign back
        "positions": all_of(("first", "second", "third", "last"), SOME_HEARD),  # among routines just named
        "lengths": Record(
            dict,
            {
                **dict.fromkeys(UNITS, SOME_HEARD),
                "one": HEARD,  # "a minute"
                "joint": HEARD,  # "a minute and ten seconds"
                "half": HEARD,  # "a minute and a half"
                "fixed": Maybe(MapOf(SOME_HEARD, LENGTH), {}),  # "half an hour"
                "numbers": Maybe(MapOf(SOME_HEARD, NUMBER), {}),  # "a dozen"
            },
        ),
    },
    (each_is_said_once,),
)
