"""The facts of the content, language apart: documents, exercises, doses, routines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from content.model.words import Words
    from content.poses.types import Figure

Unit = Literal["hold_s", "breaths", "move_s", "minutes"]
"""What one repetition is counted in: a hold in seconds or in breaths, a movement in seconds, a walk in minutes."""
UNITS: tuple[Unit, ...] = ("hold_s", "breaths", "move_s", "minutes")

SideRule = Literal["none", "each", "alternating"]
"""``each``: all repetitions on one side, then the other. ``alternating``: left, right, left, right."""
SIDE_RULES: tuple[SideRule, ...] = ("none", "each", "alternating")

Position = Literal[
    "back-knees-bent", "back-legs-long", "front-on-elbows", "front-flat", "side-lying", "all-fours", "upright"
]
Ground = Literal["back", "front", "side-lying", "all-fours", "upright"]
"""The part of the body on the ground: changing it means turning over."""
GROUNDS: dict[Position, Ground] = {
    "back-knees-bent": "back", "back-legs-long": "back", "front-on-elbows": "front", "front-flat": "front",
    "side-lying": "side-lying", "all-fours": "all-fours", "upright": "upright",
}  # fmt: skip
POSITIONS: tuple[Position, ...] = tuple(GROUNDS)
ENDS_OF_PASSAGES: dict[Position, Position] = {"back-legs-long": "back-knees-bent"}
"""Where a passage ends instead, for each position that none ends in though it ends on its ground."""
PROPPED: tuple[Position, ...] = ("all-fours", "front-on-elbows")
"""Wrists and knees, or elbows, carry the body: time in them is broken by rests in an easier place."""
RESTING: dict[Ground, Ground] = {"front": "side-lying", "all-fours": "side-lying"}
"""Where a routine that ends on this ground comes to rest; elsewhere one stays."""
CHAIR, FOR_THE_FLOOR = "chair", ("mat", "cushion", "chair")
"""What getting down to the floor, resting there and coming up needs."""

DOCTOR_FIRST = "doctor-first"
"""The safety line on who should ask a doctor, and when to get help: told once to each person, written everywhere."""
HELP_NOW, PAIN_RULE = "help-now", "pain-rule"
"""The safety lines that open every routine."""
SAFETY_IN_PAIN = "not-while-in-pain"
"""The safety line of a routine with an exercise that is not for a person in pain."""
SIDED: Position = "side-lying"
"""The one position that has a side: its sentences may name it."""
OURS = "ours"
"""Marks a dose that none of the source documents gives."""
NEEDS = ("stretch", "strength", "breathing", "gentle", "whole")
"""What people may ask for a routine by, besides its length and the areas of its exercises."""
IN_PAIN = "pain"
"""The condition in ``avoid`` that every routine with such an exercise must announce."""


def is_floor(position: Position) -> bool:
    return position != "upright"


@dataclass(frozen=True, slots=True)
class Document:
    """Where a dose comes from: one of the five source documents, or a reference for doses that none of them gives."""

    id: str
    title: str
    date: str
    """A year or an ISO date as the document shows it; ``unknown`` where it shows none."""
    is_reference: bool = False
    """Whether it is only the reason for a dose of ours."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Least, usual and most of one number, and the documents that they come from."""

    least: int
    usual: int
    most: int
    sources: tuple[str, ...]
    """Ids of documents; ``ours`` first when no source document gives the number."""

    def limit(self, wish: int) -> int:
        return max(self.least, min(self.most, wish))


@dataclass(frozen=True, slots=True)
class Dose:
    """How much: a range for each unit that it can be counted in (the first is the usual one), and repetitions."""

    units: tuple[tuple[Unit, Range], ...]
    repetitions: Range
    """On each side, where there are sides."""

    def range_of(self, unit: Unit) -> Range | None:
        return dict(self.units).get(unit)


@dataclass(frozen=True, slots=True)
class Source:
    """What one document says of an exercise."""

    document: str
    name: str
    """What the document calls it."""
    dose: str
    """The dose as the document gives it; ``none given`` where it gives none."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Times around a repetition, in milliseconds at the usual pace."""

    into_ms: int
    """From the start position into the hold."""
    out_ms: int
    """The way back, after the words for it."""
    rest_ms: int
    """After the way back."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a walk. ``minutes`` 0: all that remain."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Way:
    """Another way to do the same movement, such as with a towel."""

    id: str
    equipment: tuple[str, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """The facts of an exercise: ``content/exercises/ID.yaml``."""

    id: str
    position: Position
    side: SideRule
    equipment: tuple[str, ...]
    areas: tuple[str, ...]
    avoid: tuple[str, ...]
    """When it is not for today; ``pain``: not while in pain."""
    dose: Dose
    tempo: Tempo
    sources: tuple[Source, ...]
    ways: tuple[Way, ...] = ()
    """Other ways to do the same movement."""
    phases: tuple[Phase, ...] = ()
    hard_start: bool = False
    """Whether the start position costs strength: then it is taken up after everything is said."""
    own_rest: bool = False
    """Whether each repetition itself takes the weight off wrists or elbows."""
    note: str = ""
    """Why we differ from a document, where we do."""
    figure: Figure | None = None
    """How it looks; without one it is shown by its start position."""

    @property
    def is_propped(self) -> bool:
        """Whether wrists and knees, or elbows, carry the body."""
        return self.position in PROPPED

    @property
    def needs_rests(self) -> bool:
        """Whether its position is to be left after a minute at most."""
        return self.is_propped and not self.own_rest


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise in a routine, with its dose."""

    exercise: Exercise
    unit: Unit
    amount: int
    """In ``unit``."""
    repetitions: int
    """On each side, where there are sides."""
    sets: int = 1
    way: str = ""

    @property
    def equipment(self) -> tuple[str, ...]:
        """What it needs, done this way."""
        extra = next((way.equipment for way in self.exercise.ways if way.id == self.way), ())
        return tuple(dict.fromkeys((*self.exercise.equipment, *extra)))


@dataclass(frozen=True, slots=True)
class Limited:
    """A wish that was limited to the safe range of an exercise."""

    exercise: str
    field: str
    wish: int
    given: int


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in order: ``content/routines/ID.yaml``, or such a routine as it was fitted to options."""

    id: str
    year: int
    """Of the content; it goes into the tags."""
    licence: str
    sources: tuple[str, ...]
    safety: tuple[str, ...]
    """Ids of the safety sentences that open it."""
    changeover_s: Range
    """Rest between two exercises."""
    steps: tuple[Step, ...]
    needs: tuple[str, ...] = ()
    """What it is good for, of ``NEEDS``: how a person may ask for it."""
    talks: tuple[str, ...] = ()
    """Ids of what is explained before the first exercise."""
    rest_percent: int = 100
    """How long the rests are in this rendering, against the usual."""
    limited: tuple[Limited, ...] = ()
    left_out: tuple[str, ...] = ()
    """Exercises that were dropped to fit into a time."""

    @property
    def between_ms(self) -> int:
        """The rest between two exercises."""
        rest = self.changeover_s
        return max(rest.least * 1_000, min(rest.most * 1_000, rest.usual * 10 * self.rest_percent))

    @property
    def equipment(self) -> tuple[str, ...]:
        """All that its steps and the floor need, each thing once."""
        things = (name for step in self.steps for name in step.equipment)
        return tuple(dict.fromkeys((*things, *(FOR_THE_FLOOR if self.is_floor else ()))))

    @property
    def exercise_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.exercise.id for step in self.steps))

    @property
    def is_floor(self) -> bool:
        return any(is_floor(step.exercise.position) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Content:
    """All exercises and routines, with their words, checked."""

    documents: Mapping[str, Document]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    words: Mapping[str, Words]
    """By language."""
