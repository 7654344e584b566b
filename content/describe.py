"""Routines described for a reader: as plain facts (for ``--json``) and as text."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from content.clock_text import minutes_text
from content.timeline.frame import written_safety
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.timed import minutes_of

if TYPE_CHECKING:
    from content.model.types import Content, Routine, Step
    from content.model.words import Talk, Words
    from content.timeline.frame import Minutes

WIDTH = 88


Facts = dict[str, Any]
"""As ``--json`` prints them."""


def overview(content: Content, words: Words) -> list[Facts]:
    """A row for each routine, in the order of their ids."""
    return [
        {
            "routine": routine.id,
            "name": words.routines[routine.id].name,
            **_minutes(routine, words),
            "exercises": len(routine.steps),
            "summary": words.routines[routine.id].summary,
        }
        for routine in content.routines.values()
    ]


def overview_text(rows: list[Facts], first: str = "") -> str:
    """``rows`` for a terminal; ``first`` is the id of the routine for the first time, if there is one."""
    wide = max((len(row["routine"]) for row in rows), default=0)
    lines = []
    for row in rows:
        lines.append(f"{row['routine']:{wide}}  {row['name']}: {_length(row)}")
        lines += [f"{'':{wide}}  {line}" for line in wrap(row["summary"], WIDTH - wide - 2)]
    hints = [f"For the first time: '{first}'."] if first else []
    hints.append("'gentleback show ROUTINE' shows more, 'gentleback build ROUTINE' makes it to listen to.")
    return "\n".join([*lines, "", *hints])


def first_routine(content: Content) -> str:
    """The id of the routine that explains how sessions go; empty where none does."""
    return next((routine.id for routine in content.routines.values() if routine.talks), "")


def about_minutes(routine: Routine, words: Words) -> int:
    """About how long ``routine`` takes, in minutes, at least 1, without getting down and coming up."""
    return _told(routine, words).routine


def _told(routine: Routine, words: Words) -> Minutes:
    return minutes_of(routine, words, Options(), Estimate())  # a voice decides how long exactly


def _minutes(routine: Routine, words: Words) -> Facts:
    """About how long ``routine`` takes, and what getting down and coming up take beside it."""
    told = _told(routine, words)
    return {"minutes": told.routine, "passage_minutes": told.passages}


def _length(facts: Facts) -> str:
    return minutes_text(facts["minutes"], facts["passage_minutes"])


def routine_facts(content: Content, words: Words, name: str) -> Facts:
    """All that a person wants to know before starting routine ``name``."""
    routine, own, phrases = content.routines[name], words.routines[name], words.phrases
    sources = [content.documents[source] for source in routine.sources]
    return {
        "routine": name,
        "name": own.name,
        "also": [*own.also],
        "summary": own.summary,
        **_minutes(routine, words),
        "frequency": own.frequency,
        "equipment": [phrases.equipment[thing] for thing in routine.equipment],
        "safety": written_safety(routine, words),
        "talks": [_talk(phrases.talks[talk]) for talk in routine.talks],
        "steps": [_step(step, words) for step in routine.steps],
        "sources": [f"{document.title} (date {document.date})" for document in sources],
        "licence": routine.licence,
    }


def _talk(talk: Talk) -> Facts:
    """Without the sentences that point at a sound."""
    return {"name": talk.name, "say": [each.text for each in talk.say if not each.tone]}


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
        "caution": own.caution,
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
    notes = [line for step in facts["steps"] for line in _note(step)]
    need = ", ".join(facts["equipment"]) or "nothing"
    explained = [line for talk in facts["talks"] for line in _listed(talk["name"], talk["say"])]
    return "\n".join(
        [
            f"{facts['name']}: {_length(facts)}",
            *wrap(facts["summary"], WIDTH),
            "",
            *table,
            "",
            *notes,
            *([""] if notes else []),
            *wrap(f"You need: {need}.", WIDTH),
            *wrap(f"How often: {facts['frequency']}", WIDTH),
            "",
            *_listed("Before you start", facts["safety"]),
            *explained,
            *[f"Source: {source}" for source in facts["sources"]],
            f"Licence: {facts['licence']}",
        ]
    )


def _note(step: Facts) -> list[str]:
    """When, and for whom, it is not."""
    care = " ".join(filter(None, (step["avoid"], step["caution"])))
    return _item("!", f"{step['name']}: {care}") if care else []


def _listed(heading: str, sentences: list[str]) -> list[str]:
    return [f"{heading}:", *[line for sentence in sentences for line in _item("-", sentence)], ""]


def _item(mark: str, text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=f"  {mark} ", subsequent_indent="    ")
