"""Words of exercises and routines: a tree -> words. What is wrong goes into the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.fields import Fields, Report
from content.model.words import ExerciseWords, Manner, PhaseWords, RoutineWords

if TYPE_CHECKING:
    from content.model.tree import Tree
    from content.model.types import Exercise

SIDES = frozenset({"side", "other"})
MAX_SCREEN = 28
"""Characters that can be read from two metres away on a phone."""


def read_exercise_words(tree: Tree, report: Report, exercise: Exercise | None) -> ExerciseWords:
    """The words of ``exercise`` (None when its facts are missing or faulty)."""
    fields = Fields(tree, report)
    places = SIDES if exercise is None or exercise.side != "none" else frozenset[str]()
    ways, phases = _optional(fields, "ways"), _optional(fields, "phases")
    words = ExerciseWords(
        name=fields.spoken("name"),
        also=fields.sentences("also"),
        aim=fields.spoken("aim"),
        manner=_manner(fields, places),
        cues=fields.sentences("cues", places),
        breathing=fields.spoken("breathing", places, default=""),
        go=fields.spoken("go", places, default=""),
        back=fields.spoken("back", places, default=""),
        screen=_screen(fields),
        easier=fields.spoken("easier", places),
        harder=fields.spoken("harder", places),
        avoid=fields.spoken("avoid", default=""),
        stop=fields.spoken("stop", places),
        ways={name: _way(ways.mapping(name), places) for name in ways.value} if ways else {},
        phases={name: _phase(phases.mapping(name)) for name in phases.value} if phases else {},
    )
    fields.done()
    if exercise is not None:
        _check_against(fields, words, exercise)
    return words


def read_routine_words(tree: Tree, report: Report) -> RoutineWords:
    fields = Fields(tree, report)
    words = RoutineWords(
        fields.spoken("name"), fields.sentences("also"), fields.spoken("summary"), fields.spoken("frequency")
    )
    fields.done()
    return words


def _optional(fields: Fields, name: str) -> Fields | None:
    return fields.mapping(name) if fields.has(name) else None


def _manner(fields: Fields, places: frozenset[str]) -> Manner:
    return Manner(
        fields.sentences("setup", places), fields.sentences("movement", places, least=1), fields.spoken("short", places)
    )


def _way(fields: Fields, places: frozenset[str]) -> Manner:
    manner = _manner(fields, places)
    fields.done()
    return manner


def _phase(fields: Fields) -> PhaseWords:
    words = PhaseWords(
        fields.spoken("name"),
        fields.sentences("start", least=1),
        fields.sentences("reminders", least=1),
        _screen(fields),
    )
    fields.done()
    return words


def _screen(fields: Fields) -> str:
    screen = fields.spoken("screen")
    if len(screen) > MAX_SCREEN:
        fields.fault("screen", f"is {len(screen)} characters long; say it in at most {MAX_SCREEN}")
    return screen


def _check_against(fields: Fields, words: ExerciseWords, exercise: Exercise) -> None:
    """What the facts ask of the words."""
    if exercise.avoid and not words.avoid:
        fields.fault("avoid", "is missing; the facts say when this is not for today, so say it in a sentence")
    if exercise.dose.range_of("move_s") and not (words.go and words.back):
        fields.fault("go" if not words.go else "back", "is missing; a movement needs both 'go' and 'back'")
    for way in exercise.ways:
        if way.id not in words.ways:
            fields.fault(("ways", way.id), "is missing; the facts name this way")
    for phase in exercise.phases:
        if phase.id not in words.phases:
            fields.fault(("phases", phase.id), "is missing; the facts name this phase")
