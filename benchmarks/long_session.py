"""A user's folder of content with a routine of three hours: all our floor exercises, in as many sets as needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from content.timeline.compile import compile_timeline
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.place import place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from content.model.types import Content, Routine, Step

MODEL = "whole-programme"
"""Our routine whose exercises it repeats."""
LENGTH_MS = 180 * 60_000
MOST_SETS = 5

FACTS = """\
year: {year}
licence: {licence}
sources: [{sources}]
safety: [{safety}]
changeover_s: {{least: 5, usual: 12, most: 30, sources: [ours, sensible-defaults]}}
steps:
"""
WORDS = """\
name: Three hours
also: []
summary: A very long session, to measure with.
frequency: Never, please.
"""


def write_long_content(folder: Path, name: str, content: Content) -> None:
    """Write the routine ``name``, facts and words, into ``folder``."""
    routine = _long(content)
    facts = FACTS.format(
        year=routine.year,
        licence=routine.licence,
        sources=", ".join(routine.sources),
        safety=", ".join(routine.safety),
    )
    _write(folder / "routines" / f"{name}.yaml", facts + "".join(map(_line, routine.steps)))
    _write(folder / "words" / "en" / "routines" / f"{name}.yaml", WORDS)


def _long(content: Content) -> Routine:
    """The first variant of at least three hours, by an estimate; else the longest."""
    words = content.words["en"]
    for routine in _longer_and_longer(content.routines[MODEL]):
        if place(compile_timeline(routine, words, Options()), Estimate()).length_ms >= LENGTH_MS:
            break
    return routine


def _longer_and_longer(model: Routine) -> Iterator[Routine]:
    """``model`` with the usual repetitions, then the most; with one set more of one exercise each time."""
    steps = [replace(step, repetitions=step.exercise.dose.repetitions.usual) for step in model.steps]
    for sets in range(2, MOST_SETS + 1):
        for index, step in enumerate(steps):
            steps[index] = replace(step, sets=sets)
            yield replace(model, steps=tuple(steps))
    for index, step in enumerate(steps):
        steps[index] = replace(step, repetitions=step.exercise.dose.repetitions.most)
        yield replace(model, steps=tuple(steps))


def _line(step: Step) -> str:
    way = f", way: {step.way}" if step.way else ""
    dose = f"{step.unit}: {step.amount}, repetitions: {step.repetitions}, sets: {step.sets}"
    return f"  - {{exercise: {step.exercise.id}, {dose}{way}}}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
