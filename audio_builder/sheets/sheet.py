"""The content of the sheet of a routine, in the words of its language, without its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from content.model.passages import STANDING, route_between
from content.model.types import GROUNDS, RESTING, SAFETY_IN_PAIN, Document, Ground, Routine, Step
from content.model.words import ExerciseWords, Instruction, Words, fill
from content.timeline.compile import dose, written_safety
from content.timeline.narrator import Narrator
from content.timeline.options import Options
from content.timeline.walk import phase_minutes

if TYPE_CHECKING:
    from audio_builder.pictures.kept import Figures

LabelledText = tuple[str, str]
"""A label, and the text after it."""


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise."""

    exercise: str
    """Its id."""
    name: str
    figure: str
    """SVG, with its background card."""
    dose: str
    warning: str
    """When not to do it; may be empty."""
    rows: tuple[LabelledText, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    language: str
    title: str
    summary: str
    before: str
    """The heading of ``safety``."""
    safety: tuple[str, ...]
    facts: tuple[LabelledText, ...]
    talks: tuple[LabelledText, ...]
    """What is explained before the first exercise."""
    down: tuple[LabelledText, ...]
    """How to get down to the floor, with its heading; empty where the routine does not begin there."""
    cards: tuple[Card, ...]
    up: tuple[LabelledText, ...]
    """How to get up from the floor, with its heading; empty where the routine does not end there."""
    small_print: tuple[LabelledText, ...]


def sheet_of(routine: Routine, figures: Figures, documents: Mapping[str, Document]) -> Sheet:
    """The sheet of ``routine`` with its usual doses, in the language of ``figures``. Raises ``WriteError``."""
    words = figures.words
    about, phrases, lines = words.routines[routine.id], words.phrases, words.phrases.lines
    narrator = Narrator(words, Options(language=words.language))
    things = words.grammar.listing(tuple(phrases.equipment[thing] for thing in routine.equipment))
    first, last = (GROUNDS[routine.steps[index].exercise.position] for index in (0, -1))
    used = [documents[each] for each in routine.sources]
    sources = (each.title if each.date == "unknown" else f"{each.title} ({each.date})" for each in used)
    return Sheet(
        language=words.language,
        title=about.name,
        summary=about.summary,
        before=lines["opening_title"],
        safety=_safety(routine, words),
        facts=((lines["sheet_need"], things or lines["sheet_nothing"]), (lines["sheet_often"], about.frequency)),
        talks=tuple(_talks(narrator, routine)),
        down=tuple(_passage(narrator, lines["down_title"], STANDING, first)),
        cards=tuple(_card(narrator, routine, index, figures) for index in range(len(routine.steps))),
        up=tuple(_passage(narrator, lines["up_title"], last, RESTING.get(last, last), STANDING)),
        small_print=((lines["sheet_sources"], "; ".join(sources)), (lines["read_licence"], routine.licence)),
    )


def _safety(routine: Routine, words: Words) -> tuple[str, ...]:
    """All that is written before a routine, but the announcement of a warning that is printed with its exercise."""
    announced = words.phrases.safety[SAFETY_IN_PAIN]
    return tuple(sentence for sentence in written_safety(routine, words) if sentence not in announced)


def _talks(narrator: Narrator, routine: Routine) -> Iterator[LabelledText]:
    """Each talk, without the sentences that point at a sound."""
    for name in routine.talks:
        talk = narrator.words.phrases.talks[name]
        yield talk.name, _sentences(narrator, (each.text for each in talk.say if not each.tone))


def _passage(narrator: Narrator, heading: str, *grounds: Ground) -> Iterator[LabelledText]:
    """How to get from one ground to the next; nothing where they are the same."""
    passages = narrator.words.phrases.passages
    routes = (route_between(passages, start, end) for start, end in pairwise(grounds))
    steps = [step for each in chain.from_iterable(routes) for step in passages[each]]
    if steps:
        yield heading, _sentences(narrator, _told(steps))


def _card(narrator: Narrator, routine: Routine, index: int, figures: Figures) -> Card:
    step = routine.steps[index]
    words, lines = narrator.words.exercises[step.exercise.id], narrator.words.phrases.lines
    manner = words.manner_of(step.way)
    walked: list[LabelledText] = []
    for phase, minutes in phase_minutes(step) if step.unit == "minutes" else ():
        about = words.phases[phase.id]
        length = f"{narrator.count(minutes, 'minute')}."
        walked.append((about.name, _sentences(narrator, [length, *about.start])))
    rows = (
        (lines["sheet_start"], _sentences(narrator, _start(narrator, routine, index, words))),
        (lines["sheet_do"], _sentences(narrator, [f"{manner.do}." if manner.do else "", *manner.listen])),
        (lines["sheet_back"], _sentences(narrator, [*manner.release[:1], _sides(narrator, step)])),
        *walked,
        (lines["sheet_easier"], _sentences(narrator, [words.easier])),
        (lines["sheet_amber"], _sentences(narrator, [words.amber])),
    )
    figure, warning = figures.svg(step.exercise, step.way), words.avoid if step.exercise.avoid else ""
    return Card(
        step.exercise.id, words.name, figure, dose(narrator, step).text, warning, tuple(row for row in rows if row[1])
    )


def _start(narrator: Narrator, routine: Routine, index: int, words: ExerciseWords) -> Iterator[str]:
    """Where one is, and how to get ready there; how to take the position up unless the exercise before has it."""
    step = routine.steps[index]
    position = narrator.words.phrases.positions[step.exercise.position]
    before = routine.steps[index - 1].exercise.position if index else None
    yield f"{position.where}."
    if before != step.exercise.position:
        yield from _told(position.arrive)
    yield from _told(words.manner_of(step.way).arrive)


def _sides(narrator: Narrator, step: Step) -> str:
    """What to do about the other side."""
    lines, sides = narrator.words.phrases.lines, narrator.words.phrases.sides
    match step.exercise.side:
        case "each":
            return fill(lines["sheet_other_side"], side=sides["right"])
        case "alternating":
            return lines["sheet_alternate"]
        case "none":
            return ""


def _told(steps: Iterable[Instruction]) -> Iterator[str]:
    """The sentences without their seconds, which only a voice needs."""
    return (step.text for step in steps)


def _sentences(narrator: Narrator, sentences: Iterable[str]) -> str:
    """One after the other, for the left side first, as the voice speaks them."""
    return " ".join(narrator.sided(sentence, "left").text for sentence in sentences if sentence)
