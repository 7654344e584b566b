"""Routines described for a reader: as plain facts (for ``--json``) and as text."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from content.timeline.compile import compile_timeline, safety_lines
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.place import place

if TYPE_CHECKING:
    from content.model.types import Content, Routine, Step
    from content.model.words import Words

WIDTH = 88


Facts = dict[str, Any]
"""As ``--json`` prints them."""


def overview(content: Content, words: Words) -> list[Facts]:
    """A row for each routine, in the order of their ids."""
    return [
        {
            "routine": routine.id,
            "name": words.routines[routine.id].name,
            "minutes": about_minutes(routine, words),  # a voice decides how long it is
            "exercises": len(routine.steps),
            "summary": words.routines[routine.id].summary,
        }
        for routine in content.routines.values()
    ]


def overview_text(rows: list[Facts]) -> str:
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


def routine_facts(content: Content, words: Words, name: str) -> Facts:
    """All that a person wants to know before starting routine ``name``."""
    routine, own, phrases = content.routines[name], words.routines[name], words.phrases
    sources = [content.documents[source] for source in routine.sources]
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
        "sources": [f"{document.title} (date {document.date})" for document in sources],
        "licence": routine.licence,
    }


def _step(step: Step, words: Words) -> Facts:
    own = words.exercises[step.exercise.id]
    return {
        "exercise": step.exercise.id,
        "name": own.name,
        "way": step.way,  # its id; empty for the usual way
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


def routine_text(facts: Facts) -> str:
    """``facts`` as a page for the terminal."""
    rows = [("", "exercise", "name", "how much", "start position")]
    for number, step in enumerate(facts["steps"], start=1):
        name = f"{step['name']}, {step['way']}" if step["way"] else step["name"]
        rows.append((str(number), step["exercise"], name, step["how_much"], step["position"].replace("-", " ")))
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
