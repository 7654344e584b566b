"""The content of the sheet of a routine, in the words of its language, without its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.model.types import GROUNDS, SAFETY_IN_PAIN, Document, Routine, Step, is_floor
from content.model.words import ExerciseWords, fill
from content.timeline.compile import dose, phase_minutes, safety_lines
from content.timeline.narrator import Narrator
from content.timeline.options import Options

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
    cards: tuple[Card, ...]
    after: str
    """The heading of ``get_up``."""
    get_up: tuple[str, ...]
    """How to get up from the floor; empty where the routine does not end there."""
    small_print: tuple[LabelledText, ...]


def sheet_of(routine: Routine, figures: Figures, documents: Mapping[str, Document]) -> Sheet:
    """The sheet of ``routine`` with its usual doses, in the language of ``figures``. Raises ``WriteError``."""
    words = figures.words
    about, phrases, lines = words.routines[routine.id], words.phrases, words.phrases.lines
    narrator = Narrator(words, Options(language=words.language))
    things = words.grammar.listing(tuple(phrases.equipment[thing] for thing in routine.equipment))
    last = routine.steps[-1].exercise.position
    used = [documents[each] for each in routine.sources]
    sources = (each.title if each.date == "unknown" else f"{each.title} ({each.date})" for each in used)
    safety = (phrases.safety[line] for line in safety_lines(routine) if line != SAFETY_IN_PAIN)
    return Sheet(
        language=words.language,
        title=about.name,
        summary=about.summary,
        before=lines["opening_title"],
        safety=tuple(sentence for sentences in safety for sentence in sentences),
        facts=((lines["sheet_need"], things or lines["sheet_nothing"]), (lines["sheet_often"], about.frequency)),
        cards=tuple(_card(narrator, routine, index, figures) for index in range(len(routine.steps))),
        after=lines["get_up"],
        get_up=phrases.get_up[GROUNDS[last]] if is_floor(last) else (),
        small_print=((lines["sheet_sources"], "; ".join(sources)), (lines["read_licence"], routine.licence)),
    )


def _card(narrator: Narrator, routine: Routine, index: int, figures: Figures) -> Card:
    step = routine.steps[index]
    words, lines = narrator.words.exercises[step.exercise.id], narrator.words.phrases.lines
    walked: list[LabelledText] = []
    for phase, minutes in phase_minutes(step) if step.unit == "minutes" else ():
        about = words.phases[phase.id]
        length = f"{narrator.count(minutes, 'minute')}."
        walked.append((about.name, _sentences(narrator, [length, *about.start])))
    rows = (
        (lines["sheet_start"], _sentences(narrator, _start(narrator, routine, index, words))),
        (lines["sheet_do"], _sentences(narrator, _do(narrator, step, words))),
        *walked,
        (lines["sheet_easier"], _sentences(narrator, [words.easier])),
        (lines["sheet_stop"], _sentences(narrator, [words.stop])),
    )
    figure, warning = figures.svg(step.exercise, step.way), words.avoid if step.exercise.avoid else ""
    return Card(
        step.exercise.id, words.name, figure, dose(narrator, step).text, warning, tuple(row for row in rows if row[1])
    )


def _start(narrator: Narrator, routine: Routine, index: int, words: ExerciseWords) -> Iterator[str]:
    """The position; in short form where the exercise before has the same one."""
    step = routine.steps[index]
    position = narrator.words.phrases.positions[step.exercise.position]
    before = routine.steps[index - 1].exercise.position if index else None
    if before == step.exercise.position:
        yield position.stay
    else:
        yield from position.tell
    yield from words.manner_of(step.way).setup


def _do(narrator: Narrator, step: Step, words: ExerciseWords) -> Iterator[str]:
    """The movement, the breath, the way back, and what to do about the other side."""
    lines, sides = narrator.words.phrases.lines, narrator.words.phrases.sides
    yield from words.manner_of(step.way).movement
    yield words.breathing
    yield words.way_back
    if step.exercise.side == "each":
        yield fill(lines["change_side"], side=sides["right"])
    elif step.exercise.side == "alternating":
        yield lines["sheet_alternate"]


def _sentences(narrator: Narrator, sentences: Iterable[str]) -> str:
    """One after the other, for the left side first, as the voice speaks them."""
    return " ".join(narrator.sided(sentence, "left").text for sentence in sentences if sentence)
