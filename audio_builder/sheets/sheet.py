"""The content of the sheet of a routine, in the words of its language, without its form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from content.model.passages import STANDING, route_between
from content.model.types import GROUNDS, RESTING, Document, Ground, Routine, Step, is_floor
from content.model.words import ExerciseWords, Instruction, Words, fill
from content.timeline.exercise import dose
from content.timeline.frame import is_all_on_the_back, written_safety
from content.timeline.narrator import Narrator
from content.timeline.options import Options
from content.timeline.walk import phase_minutes

if TYPE_CHECKING:
    from audio_builder.pictures.kept import Figures

LabelledText = tuple[str, str]
"""A label, and the text after it."""
HeadedList = tuple[str, tuple[str, ...]]
"""A heading, and what is below it, point by point."""
SENTENCE_END = re.compile(r"(?<=[.!]) ")
"""A question is not the end: it belongs to what answers it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """How to get down to the floor, or up from it."""

    heading: str
    note: str
    """For whom another way is better; may be empty."""
    steps: tuple[str, ...]


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
    """When, and for whom, it is not; may be empty."""
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
    talks: tuple[HeadedList, ...]
    """What is explained before the first exercise."""
    down: Passage | None
    """None where the routine does not begin on the floor."""
    cards: tuple[Card, ...]
    up: Passage | None
    """None where the routine does not end on the floor."""
    small_print: tuple[LabelledText, ...]


def sheet_of(routine: Routine, figures: Figures, documents: Mapping[str, Document]) -> Sheet:
    """The sheet of ``routine`` with its usual doses, in the language of ``figures``. Raises ``WriteError``."""
    words = figures.words
    about, phrases, lines = words.routines[routine.id], words.phrases, words.phrases.lines
    narrator = Narrator(words, Options(language=words.language))
    things = words.grammar.listing(tuple(phrases.equipment[thing] for thing in routine.equipment))
    used = [documents[each] for each in routine.sources]
    sources = (each.title if each.date == "unknown" else f"{each.title} ({each.date})" for each in used)
    return Sheet(
        language=words.language,
        title=about.name,
        summary=about.summary,
        before=lines["opening_title"],
        safety=tuple(written_safety(routine, words)),
        facts=((lines["sheet_need"], things or lines["sheet_nothing"]), (lines["sheet_often"], about.frequency)),
        talks=tuple(_talks(narrator, routine)),
        down=_down(narrator, routine),
        cards=tuple(_card(narrator, routine, index, figures) for index in range(len(routine.steps))),
        up=_up(narrator, routine),
        small_print=((lines["sheet_sources"], "; ".join(sources)), (lines["read_licence"], routine.licence)),
    )


def _talks(narrator: Narrator, routine: Routine) -> Iterator[HeadedList]:
    """Each talk, without the sentences that point at a sound."""
    for name in routine.talks:
        talk = narrator.words.phrases.talks[name]
        yield talk.name, _points(narrator, (each.text for each in talk.say if not each.tone))


def _down(narrator: Narrator, routine: Routine) -> Passage | None:
    """Down to the floor, from setting up the chair on."""
    position, lines = routine.steps[0].exercise.position, narrator.words.phrases.lines
    if not is_floor(position):
        return None
    steps = [lines["set_chair"], *_between(narrator, STANDING, GROUNDS[position])]
    note = lines["bed" if is_all_on_the_back(routine) else "no_kneeling"]
    return Passage(lines["down_title"], note, _points(narrator, steps))


def _up(narrator: Narrator, routine: Routine) -> Passage | None:
    position, lines = routine.steps[-1].exercise.position, narrator.words.phrases.lines
    if not is_floor(position):
        return None
    ground = GROUNDS[position]
    steps = _between(narrator, ground, RESTING.get(ground, ground), STANDING)
    note = lines["bed_up"] if is_all_on_the_back(routine) else ""
    return Passage(lines["up_title"], note, _points(narrator, steps))


def _between(narrator: Narrator, *grounds: Ground) -> Iterator[str]:
    """How to get from one ground to the next; nothing where they are the same."""
    passages = narrator.words.phrases.passages
    routes = (route_between(passages, start, end) for start, end in pairwise(grounds))
    return _told(step for each in chain.from_iterable(routes) for step in passages[each])


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
    return Card(
        exercise=step.exercise.id,
        name=words.name,
        figure=figures.svg(step.exercise, step.way),
        dose=dose(narrator, step).text,
        warning=_sentences(narrator, [words.avoid if step.exercise.avoid else "", words.caution]),
        rows=tuple(row for row in rows if row[1]),
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


def _sentences(narrator: Narrator, texts: Iterable[str]) -> str:
    """One after the other."""
    return " ".join(_points(narrator, texts))


def _points(narrator: Narrator, texts: Iterable[str]) -> tuple[str, ...]:
    """For the left side first, as the voice speaks them, but without what only an ear can use."""
    sided = (narrator.sided(text, "left").text for text in texts if text)
    return tuple(filter(None, (_for_the_eye(narrator.words, text) for text in sided)))


def _for_the_eye(words: Words, text: str) -> str:
    is_for_the_ear: Callable[[str], bool] = getattr(words.grammar, "is_for_the_ear", lambda _: False)
    return " ".join(sentence for sentence in SENTENCE_END.split(text) if not is_for_the_ear(sentence))
