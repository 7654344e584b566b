"""Routines described for a reader: as plain facts (for ``--json``) and as text."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, TypedDict

from content.timeline.compile import compile_timeline, safety_lines
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.place import place

if TYPE_CHECKING:
    from content.model.types import Content, Routine, Step
    from content.model.words import Words

WIDTH = 88


class RoutineRow(TypedDict):
    routine: str
    name: str
    minutes: int
    """About; a voice decides how long it is."""
    exercises: int
    summary: str


class StepFacts(TypedDict):
    exercise: str
    name: str
    way: str
    """Its id; empty for the usual way."""
    position: str
    how_much: str
    side: str
    aim: str
    avoid: str
    areas: list[str]
    easier: str
    harder: str
    sources: list[str]


class RoutineFacts(TypedDict):
    routine: str
    name: str
    also: list[str]
    summary: str
    minutes: int
    frequency: str
    equipment: list[str]
    safety: list[str]
    steps: list[StepFacts]
    sources: list[str]
    licence: str


def overview(content: Content, words: Words) -> list[RoutineRow]:
    """A row for each routine, in the order of their ids."""
    return [
        {
            "routine": routine.id,
            "name": words.routines[routine.id].name,
            "minutes": about_minutes(routine, words),
            "exercises": len(routine.steps),
            "summary": words.routines[routine.id].summary,
        }
        for routine in content.routines.values()
    ]


def overview_text(rows: list[RoutineRow]) -> str:
    wide = max((len(row["routine"]) for row in rows), default=0)
    lines = []
    for row in rows:
        lines.append(f"{row['routine']:{wide}}  {row['minutes']:>3} min  {row['name']}")
        lines += [f"{'':{wide}}           {line}" for line in wrap(row["summary"], WIDTH - wide - 11)]
    return "\n".join(
        [*lines, "", "'gentleback show ROUTINE' shows more, 'gentleback build ROUTINE' makes it to listen to."]
    )


def about_minutes(routine: Routine, words: Words) -> int:
    """About how long ``routine`` takes, in minutes, at least 1."""
    timeline = compile_timeline(routine, words, Options())
    return max(1, round(place(timeline, Estimate()).length_ms / 60_000))


def routine_facts(content: Content, words: Words, name: str) -> RoutineFacts:
    """All that a person wants to know before starting routine ``name``."""
    routine, own, phrases = content.routines[name], words.routines[name], words.phrases
    return {
        "routine": name,
        "name": own.name,
        "also": [*own.also],
        "summary": own.summary,
        "minutes": about_minutes(routine, words),
        "frequency": own.frequency,
        "equipment": [phrases.equipment[thing] for thing in routine.equipment],
        "safety": [sentence for line in safety_lines(routine) for sentence in phrases.safety[line]],
        "steps": [_step(step, words) for step in routine.steps],
        "sources": [_source(content, source) for source in routine.sources],
        "licence": routine.licence,
    }


def _source(content: Content, name: str) -> str:
    document = content.documents[name]
    return f"{document.title} (date {document.date})"


def _step(step: Step, words: Words) -> StepFacts:
    own = words.exercises[step.exercise.id]
    return {
        "exercise": step.exercise.id,
        "name": own.name,
        "way": step.way,
        "position": step.exercise.position,
        "how_much": how_much(step),
        "side": step.exercise.side,
        "aim": own.aim,
        "avoid": own.avoid,
        "areas": [words.phrases.areas[area] for area in step.exercise.areas],
        "easier": own.easier,
        "harder": own.harder,
        "sources": [source.document for source in step.exercise.sources],
    }


def how_much(step: Step) -> str:
    """The dose in short: ``5 x 8 s a side``."""
    if step.unit == "minutes":
        return f"{step.amount} min"
    each = {"hold_s": f"{step.amount} s", "breaths": f"{step.amount} breath", "move_s": f"{step.amount} s moving"}
    sets = f"{step.sets} x " if step.sets > 1 else ""
    side = " a side" if step.exercise.side != "none" else ""
    return f"{sets}{step.repetitions} x {each[step.unit]}{side}"


def _named(step: StepFacts) -> str:
    return f"{step['name']}, {step['way']}" if step["way"] else step["name"]


def routine_text(facts: RoutineFacts) -> str:
    """``facts`` as a page for the terminal."""
    numbered = list(enumerate(facts["steps"], start=1))
    rows = [
        (str(number), step["exercise"], _named(step), step["how_much"], step["position"].replace("-", " "))
        for number, step in numbered
    ]
    rows = [("", "exercise", "name", "how much", "start position"), *rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = [f"  ! {step['name']}: {step['avoid']}" for step in facts["steps"] if step["avoid"]]
    need = ", ".join(facts["equipment"]) or "nothing"
    return "\n".join(
        [
            f"{facts['name']}: about {facts['minutes']} minutes",
            *wrap(facts["summary"], WIDTH),
            "",
            *table,
            "",
            *notes,
            f"You need: {need}.",
            f"How often: {facts['frequency']}",
            "",
            "Before you start:",
            *[f"  - {sentence}" for sentence in facts["safety"]],
            "",
            *[f"Source: {source}" for source in facts["sources"]],
            f"Licence: {facts['licence']}",
        ]
    )
