"""The words of one language: what is said and shown. Facts are in ``types``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from content.model.lines import Alternatives, CoachLine, ConversationLine, Intent, PageLine
    from content.model.types import Ground, Position

ToneName = Literal["", "hold", "release"]
PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
ANY = "any"
"""Instead of an engine, among pronunciations: all that have no entry of their own."""
AS_A_VERB = " (verb)"
"""Behind a word, among pronunciations: only where it is a verb."""


class Grammar(Protocol):
    """The functions of a language: ``content/words/LANGUAGE/grammar.py``."""

    # A grammar may also have ``spoken(text) -> str``: a text as it is to be read aloud, "8 s" as "eight seconds";
    # ``is_for_the_ear(sentence) -> bool``: whether it is of no use on paper, "Rest until I call you.";
    # and ``verb(word) -> str``: a regular expression for the word where it is a verb, for ``pronunciations.yaml``.

    @property
    def ISO_639_2(self) -> str:  # noqa: N802 - a constant of the module
        """The language in three letters, as tags want it: "eng"."""

    def number(self, value: int) -> str:
        """``value`` in words: "eight"."""

    def count(self, value: int, noun: str) -> str:
        """``value`` things, in words: "one hold", "five holds". ``noun`` is a key such as ``hold`` or ``second``."""

    def inside(self, name: str) -> str:
        """``name`` as it is written inside a sentence."""

    def listing(self, items: tuple[str, ...]) -> str:
        """Items in a row: "a mat, a towel and a cushion"."""

    def choice(self, items: tuple[str, ...]) -> str:
        """Items to choose from: "this, that or the other"."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A sentence, and the silence in which it is done. In a file: "Put your feet flat. [6]", seconds last."""

    text: str
    wait_ms: int = 0
    """0 where there is nothing to do."""
    tone: ToneName = ""
    """A bell that is heard after it, as a sample: [bell] or [low bell] in a file."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to do an exercise. ``{side}`` and ``{other}`` are replaced by left and right."""

    arrive: tuple[Instruction, ...]
    """Into the start position, step by step."""
    change: tuple[Instruction, ...]
    """Into the start position of the other side, from where ``leave`` ended."""
    leave: tuple[Instruction, ...]
    """After the last repetition of a side: what puts every limb and every thing back."""
    word: str
    """The word on which to move, said in ``go``: "lift". Empty for a walk."""
    do: str
    """What to do at that word: "squeeze your buttocks, and raise your hips"."""
    listen: tuple[str, ...]
    """What else the first repetition needs to know. Nothing in it can be obeyed at once."""
    go: tuple[str, ...]
    """On which to move, in full and in short."""
    release: tuple[str, ...]
    """How to come back, in full and in short."""
    picture: str = ""
    """What its figure shows, for somebody who does not see it."""


@dataclass(frozen=True, slots=True)
class PhaseWords:
    """One part of a walk."""

    name: str
    start: tuple[str, ...]
    reminders: tuple[str, ...]
    screen: str


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """The words of an exercise: ``words/LANGUAGE/exercises/ID.yaml``."""

    name: str
    also: tuple[str, ...]
    """Other names for it."""
    aim: str
    manner: Manner
    cues: tuple[str, ...]
    """Short sentences inside a hold or a movement; the first prevents the common fault."""
    screen: str
    """What to do, in a few large words."""
    easier: str
    harder: str
    avoid: str
    """When not to do it, and what to do instead."""
    caution: str
    """For whom it is not, or not so, said under any amount of talk; may be empty."""
    amber: str
    """What to do when it is too much."""
    ways: Mapping[str, Manner]
    phases: Mapping[str, PhaseWords]
    halfway: str = ""
    """Of a walk: what is said halfway."""

    def manner_of(self, way: str) -> Manner:
        """How to do it in ``way``; in the usual one when that is empty."""
        return self.ways[way] if way else self.manner


@dataclass(frozen=True, slots=True)
class RoutineWords:
    """The words of a routine: ``words/LANGUAGE/routines/ID.yaml``."""

    name: str
    also: tuple[str, ...]
    summary: str
    frequency: str
    """How often, as advice, and what goes well with it."""
    note: str = ""
    """What to know before choosing it, said in the opening."""
    close: str = ""
    """A last kind sentence."""


@dataclass(frozen=True, slots=True)
class PositionWords:
    """A start position."""

    where: str
    """Where one is in it: "on your back"."""
    arrive: tuple[Instruction, ...]
    """How to take it up from another one on the same ground."""
    rest: tuple[Instruction, ...]
    """Out of it, where it is no rest."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Something explained before the first exercise: a chapter of its own."""

    name: str
    say: tuple[Instruction, ...]


Passage = tuple["Ground", "Ground"]
"""From where to where."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The coach's own sentences."""

    lines: Mapping[CoachLine, str]
    lists: Mapping[Alternatives, tuple[str, ...]]
    """Alternatives that take turns."""
    sides: Mapping[str, str]
    positions: Mapping[Position, PositionWords]
    passages: Mapping[Passage, tuple[Instruction, ...]]
    """How to get from one ground to another."""
    talks: Mapping[str, Talk]
    unkind: tuple[str, ...]
    """Words that frighten people with a painful back: no exercise and no routine says them."""
    safety: Mapping[str, tuple[str, ...]]
    equipment: Mapping[str, str]
    areas: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the skill says around the routines."""

    lines: Mapping[ConversationLine, tuple[str, ...]]
    """Alternatives for each line: one of them is chosen."""
    emergency: Mapping[str, str]
    """The number to call, by country (``US``); ``other`` for the rest of the world."""


@dataclass(frozen=True, slots=True)
class Utterances:
    """What people say to the speaker."""

    invocation: str
    """The name that opens the skill."""
    samples: Mapping[Intent, tuple[str, ...]]
    """Of each intent; ``{name}`` is a slot."""
    known: Mapping[str, tuple[str, ...]]
    """What Alexa's own intents answer to without any sample."""
    needs: Mapping[str, tuple[str, ...]]
    """By area, and by kind of routine."""
    signs: Mapping[str, tuple[str, ...]]
    """By warning sign."""
    denials: Mapping[str, tuple[str, ...]]
    """What takes a warning sign back, ``before`` it or ``after`` it."""
    positions: Mapping[str, tuple[str, ...]]
    """By place among the routines that were named last."""
    units: Mapping[int, tuple[str, ...]]
    """Units of time, by their seconds."""
    ones: tuple[str, ...]
    """What means one before a unit: "a minute"."""
    joints: tuple[str, ...]
    """What joins the parts of a length: "a minute and ten seconds"."""
    halves: tuple[str, ...]
    """What adds half a unit to the number or unit before it: "two and a half minutes"."""
    fixed: Mapping[str, tuple[str, ...]]
    """Lengths with names of their own, by the length in ISO 8601: "half an hour"."""
    numbers: Mapping[str, tuple[str, ...]]
    """Numbers with names of their own, by their digits: "a dozen"."""


@dataclass(frozen=True, slots=True)
class Words:
    """All that is said and shown in one language."""

    language: str
    grammar: Grammar
    phrases: Phrases
    exercises: Mapping[str, ExerciseWords]
    routines: Mapping[str, RoutineWords]
    conversation: Conversation | None = None
    """None: a language for sessions alone, not for the skill."""
    utterances: Utterances | None = None
    """None: as above."""
    pronunciations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By word, in small letters, and by engine: what that engine is given in its place."""
    page: Mapping[PageLine, str] | None = None
    """The words of the listening page; None: a page for sessions in this language is in English."""


def fill(text: str, **values: str) -> str:
    """Put ``values`` in the places of ``{name}``, and begin with a capital letter."""
    filled = PLACEHOLDER.sub(lambda match: values[match[1]], text) if "{" in text else text
    return filled[:1].upper() + filled[1:]
