"""The fields of the files below ``words/LANGUAGE``, and their rules beyond the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, get_args
from unicodedata import category

from content.model import lines, types
from content.model.faults import Route, short
from content.model.files import ID, ID_ADVICE
from content.model.passages import STANDING, route_between
from content.model.schema import (
    Node,
    Schema,
    checked,
    list_of,
    map_of,
    matching,
    maybe,
    record,
    sentences,
    spoken,
    text,
    texts,
    then,
)
from content.model.speakable import trouble_coaching, trouble_filling, trouble_hearing, trouble_saying
from content.model.words import (
    ANY,
    AS_A_VERB,
    Conversation,
    ExerciseWords,
    Instruction,
    Manner,
    PhaseWords,
    Phrases,
    PositionWords,
    RoutineWords,
    Talk,
    ToneName,
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
MAX_DO_WORDS = 11
"""Of what to do: it follows "When I say lift"."""
GO_WORDS = (2, 8)
"""One word alone is misheard ("lift" as "left"); what is longer is not done at once."""
MAX_WAIT_S = 60
TO_MOVE_S = {"down": 6, "up": 8}
"""The least time of each step on the way to the floor, and back up."""
SILENCE_S = 50
"""The least time of all steps to the floor, or back up."""
_WAIT = re.compile(r"(.*?) ?\[(?:([0-9]{1,3})|(bell|low bell))\]", re.DOTALL)
_BELLS: dict[str, ToneName] = {"bell": "hold", "low bell": "release"}
NAME, OTHER_NAMES, SCREEN = spoken(most=MAX_NAME), sentences(most=MAX_NAME), spoken(most=MAX_SCREEN)


def all_of(names: Collection[str], schema: Schema[Any]) -> Schema[dict[str, Any]]:
    """Just these fields, all of one schema."""
    return record(dict, dict.fromkeys(names, schema))


def coached(
    places: Collection[str] = (), words: tuple[int, int] | None = None, is_optional: bool = False
) -> Schema[str]:
    """What the coach says: short sentences. ``words``: least and most of all of it; ``places`` may be in braces."""
    return text(partial(trouble_coaching, placeholders=frozenset(places), words=words), is_optional, is_folded=False)


def all_coached(places: Collection[str] = (), least: int = 0) -> Schema[tuple[str, ...]]:
    """A list of them."""
    return texts(least, partial(trouble_coaching, placeholders=frozenset(places)))


def instructions(places: Collection[str] = (), least: int = 0) -> Schema[tuple[Instruction, ...]]:
    """A list of sentences, each with the seconds that doing it takes behind it, in brackets."""
    return list_of(partial(_instruction, trouble=partial(trouble_coaching, placeholders=frozenset(places))), least)


def _instruction(at: Node, trouble: partial[str | None]) -> Instruction:
    value = at.value if isinstance(at.value, str) else ""
    found = _WAIT.fullmatch(value)
    said, wait_s, bell = (found[1], int(found[2] or 0), found[3] or "") if found else (value, 0, "")
    if not said.strip():
        at.fault("must be text, such as 'Put your feet flat. [6]' with the seconds that it takes")
    elif advice := trouble(said):
        at.fault(advice)
    if wait_s > MAX_WAIT_S:
        at.fault(f"waits {wait_s} s; wait at most {MAX_WAIT_S}")
    return Instruction(said, wait_s * 1_000, _BELLS.get(bell, ""))


# exercises/ID.yaml and routines/ID.yaml -------------------------------------------------------------------------------

BEATS = ("word", "do", "go", "release", "cues")
"""What is said around a repetition; a walk has none of it."""


def _exercise_words(ways: dict[str, dict[str, Any]], **fields: Any) -> ExerciseWords:
    """What a way does not say is as usual."""
    usual = Manner(**{name: fields.pop(name) for name in Manner.__slots__})
    others = {
        name: replace(usual, **{field: value for field, value in own.items() if value is not None})
        for name, own in ways.items()
    }
    return ExerciseWords(manner=usual, ways=others, **fields)


def facts_are_met(words: ExerciseWords, exercise: types.Exercise, at: Node) -> None:
    """What the facts ask of the words, and what they have no place for."""
    if exercise.avoid and at.fields.get("avoid") in (None, ""):
        at.fault("is missing; the facts say when this is not for today, so say it in a sentence", "avoid")
    elif words.avoid and not exercise.avoid:
        at.fault("is never said: the facts have nothing to avoid; name it there, or leave this empty", "avoid")
    word = words.manner.word
    for name, said in (("easier", words.easier), ("amber", words.amber)):
        if word and re.match(rf"{re.escape(word)}\b", said, re.IGNORECASE):
            at.fault(f"begins with '{short(word)}', on which people move; begin with another word", name)
    is_walk = exercise.dose.range_of("minutes") is not None
    for name in BEATS:
        if not is_walk and at.fields.get(name) in (None, "", []):
            at.fault("is missing", name)
        elif is_walk and at.fields.get(name):
            at.fault("is never said: a walk is not repeated; remove it", name)
    manners: list[tuple[Route, Manner, Figure | None]] = [((), words.manner, exercise.figure)]
    figures = {way.id: way.figure for way in exercise.ways}
    manners += [(("ways", name), each, figures.get(name)) for name, each in words.ways.items()]
    reported: set[tuple[str, str]] = set()
    for route, manner, figure in manners:
        for doubt in _doubts_of(manner, exercise):
            if doubt not in reported:  # of a way, what is its own
                reported.add(doubt)
                at.fault(doubt[1], *route, doubt[0])
        if figure is not None and not manner.picture:
            at.fault("is missing; the facts have a figure, so say what it shows", *route, "picture")
    _have_the_same_names(at.field("ways"), [way.id for way in exercise.ways])
    _have_the_same_names(at.field("phases"), [phase.id for phase in exercise.phases])


def _doubts_of(manner: Manner, exercise: types.Exercise) -> Iterator[tuple[str, str]]:
    """What a person could not follow with closed eyes: the field, and what to do."""
    has_word = re.compile(rf"\b{re.escape(manner.word)}\b", re.IGNORECASE)
    for go in manner.go:
        if manner.word and not has_word.search(go):
            yield "go", f"does not have the word '{short(manner.word)}', on which people wait to move; put it in"
    if manner.word and any(map(has_word.match, manner.listen)):
        yield "listen", f"begins with '{short(manner.word)}', on which people move; say what will happen at that word"
    sided = exercise.side != "none"
    names_side = re.compile(r"\{(side|other)\}")
    if sided and manner.do and not any(map(names_side.search, (manner.do, *(each.text for each in manner.arrive)))):
        yield "do", "does not say which side moves, nor does 'arrive'; put {side} in its place"
    if exercise.side == "each":
        if not any(names_side.search(each.text) for each in manner.change):
            yield "change", "does not say which side comes now; put {side} in its place"
        if not manner.leave:
            yield "leave", "is missing; say how every limb comes back before the other side"
    elif manner.change:
        yield "change", f"is never said: the facts have side '{exercise.side}'; remove it"


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
    pair = list_of(coached(sides, GO_WORDS), 2, 2)
    manner: dict[str, Schema[Any]] = {
        "arrive": instructions(sides),  # into the start position
        "change": instructions(sides),  # into that of the other side
        "leave": instructions(sides),  # what puts every limb and thing back
        "word": spoken(most=MAX_CUE, is_optional=True),  # on which to move
        "do": coached(sides, (1, MAX_DO_WORDS), is_optional=True),  # at that word
        "listen": all_coached(sides),  # what else to know before it
        "go": maybe(pair, ()),  # in full, and in short
        "release": maybe(list_of(coached(sides, (2, 15)), 2, 2), ()),
        "picture": spoken(sides, is_optional=True),  # what the figure shows
    }
    some = all_coached(least=1)
    phase: dict[str, Schema[Any]] = {"name": NAME, "start": some, "reminders": some, "screen": SCREEN}
    way: Schema[dict[str, Any]] = record(dict, {name: maybe(schema) for name, schema in manner.items()})
    return record(
        _exercise_words,
        {
            "name": NAME,
            "also": OTHER_NAMES,
            "aim": coached(),
            **manner,
            "cues": sentences(sides, most=MAX_CUE),  # inside a hold or a movement; the first for the common fault
            "screen": SCREEN,
            "easier": coached(),  # shown without a side, too
            "harder": coached(),
            "avoid": coached(is_optional=True),  # when not to do it, and what to do instead
            "caution": coached(is_optional=True),  # for whom it is not, or not so
            "amber": coached(sides),  # when it is too much, and what to do then
            "ways": maybe(map_of(way), {}),  # by id, as in the facts: what differs
            "phases": maybe(map_of(record(PhaseWords, phase)), {}),  # by id, as in the facts
            "halfway": coached(is_optional=True),  # of a walk
        },
    )


WITH_SIDES, WITHOUT_SIDES = exercise_schema(("side", "other")), exercise_schema(())
ROUTINE_WORDS = record(
    RoutineWords,
    {
        "name": NAME,
        "also": OTHER_NAMES,
        "summary": spoken(),
        "frequency": coached(),
        "note": coached(is_optional=True),  # what to know before choosing it
        "close": coached(is_optional=True),  # a last kind sentence
    },
)

# phrases.yaml ---------------------------------------------------------------------------------------------------------


SIDED = ("side",)
"""In passages and positions: the side that one lies on."""
POSITION = record(
    PositionWords,
    {
        "where": spoken(SIDED),  # "on your back"
        "arrive": instructions(SIDED),  # from another position on the same ground
        "rest": instructions(),  # out of it, where it is no rest
    },
)
PASSAGE_NAMES = {
    f"{start} to {end}": (start, end)
    for start in dict.fromkeys(types.GROUNDS.values())
    for end in dict.fromkeys(types.GROUNDS.values())
    if start != end
}


def has_time(steps: tuple[Instruction, ...], at: Node) -> None:
    """Between floor and feet: each step has its time, and all together have theirs."""
    start, end = PASSAGE_NAMES.get(str(at.route[-1]), ("", ""))
    way = "down" if start == STANDING else "up" if end == STANDING else ""
    for index, step in enumerate(steps if way else ()):
        if step.wait_ms < TO_MOVE_S[way] * 1_000:
            at.fault(f"leaves {step.wait_ms // 1_000} s; leave {TO_MOVE_S[way]} at least: stiff people do this", index)
    silence_s = sum(step.wait_ms for step in steps) // 1_000
    if way and steps and silence_s < SILENCE_S:
        at.fault(f"leaves {silence_s} s in all for getting {way}; leave {SILENCE_S} at least")


def passages_join(passages: Mapping[tuple[str, str], tuple[Instruction, ...]], at: Node) -> None:
    """From every ground every other can be reached."""
    for start, end in PASSAGE_NAMES.values():
        if at.fields and not route_between(passages, start, end):
            at.fault(f"lead nowhere from '{start}' to '{end}'; write '{start} to {end}'")


def _passages(found: dict[str, Any]) -> dict[tuple[str, str], tuple[Instruction, ...]]:
    return {PASSAGE_NAMES[name]: steps for name, steps in found.items() if steps}


PHRASES = record(
    Phrases,
    {
        "lines": record(
            dict,
            {
                name: spoken(places, MAX_SCREEN) if name.startswith("screen_") else coached(places)
                for name, places in lines.COACH_LINES.items()
            },
        ),
        "lists": all_of(get_args(lines.Alternatives), all_coached(least=1)),  # they take turns
        "sides": all_of(("left", "right", "either"), spoken()),
        "positions": all_of(types.POSITIONS, POSITION),
        "passages": record(
            lambda **found: _passages(found),
            {name: maybe(checked(instructions(SIDED, least=1), has_time)) for name in PASSAGE_NAMES},
            passages_join,
        ),
        "talks": map_of(record(Talk, {"name": NAME, "say": instructions(least=1)})),
        "unkind": texts(),
        "safety": map_of(
            all_coached(least=1),
            needed=(types.DOCTOR_FIRST, types.HELP_NOW, types.PAIN_RULE, types.SAFETY_IN_PAIN),
        ),
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
        "lines": record(dict, {name: all_coached(known, least=1) for name, known in lines.CONVERSATION_LINES.items()}),
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
