"""What the catalog tells of a session besides its times: what it is for, what it needs, and the words of care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.words import PLACEHOLDER
from content.timeline.compile import safety_lines

if TYPE_CHECKING:
    from audio_builder.session.session import Session
    from content.model.types import Step


def facts_of(session: Session) -> dict[str, object]:
    """Fields of ``CatalogSession``: what a person wants to know before the start."""
    routine, phrases = session.routine, session.words.phrases
    exercises = [step.exercise for step in routine.steps]
    areas = dict.fromkeys(area for exercise in exercises for area in exercise.areas)
    return {
        "needs": list(routine.needs),
        "areas": [phrases.areas[area] for area in areas],
        "equipment": [phrases.equipment[thing] for thing in routine.equipment],
        "positions": list(dict.fromkeys(exercise.position for exercise in exercises)),
        "safety": [sentence for line in safety_lines(routine) for sentence in phrases.safety[line]],
        "frequency": session.words.routines[routine.id].frequency,
    }


def told_of_exercises(session: Session) -> dict[str, dict[str, str]]:
    """Fields of ``CatalogChapter`` by exercise."""
    return {step.exercise.id: _told(session, step) for step in session.routine.steps}


def _told(session: Session, step: Step) -> dict[str, str]:
    words = session.words.exercises[step.exercise.id]
    told = {
        "position": step.exercise.position,
        "aim": words.aim,
        "easier": words.easier,
        "avoid": words.avoid,
        "stop": words.stop,
    }
    return {name: text for name, text in told.items() if text and not PLACEHOLDER.search(text)}
