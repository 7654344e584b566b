"""Words of exercises and routines: a tree -> words. What is wrong goes into the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.fields import Fields, Report
from content.model.read_phrases import MAX_SCREEN
from content.model.words import ExerciseWords, Manner, PhaseWords, RoutineWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.model.tree import Route, Tree
    from content.model.types import Exercise
    from content.poses.types import Figure

SIDES = frozenset({"side", "other"})
MAX_NAME = 60
"""Characters of what stands in lists, in chapters and on covers."""
MAX_CUE = 40
"""Characters: a longer cue would find no room inside a hold."""
MAX_GO = 24
"""Characters of what starts a way there or back."""


def read_exercise_words(tree: Tree, report: Report, exercise: Exercise | None) -> ExerciseWords:
    """The words of ``exercise`` (None when its facts are missing or faulty)."""
    fields = Fields(tree, report)
    places = SIDES if exercise is None or exercise.side != "none" else frozenset[str]()
    ways, phases = _optional(fields, "ways"), _optional(fields, "phases")
    words = ExerciseWords(
        name=fields.spoken("name", most=MAX_NAME),
        also=fields.sentences("also", most=MAX_NAME),
        aim=fields.spoken("aim"),
        manner=_manner(fields, places),
        cues=fields.sentences("cues", places, most=MAX_CUE),
        breathing=fields.spoken("breathing", places, default=""),
        way_back=fields.spoken("return", places, default=""),
        go=fields.spoken("go", places, default="", most=MAX_GO),
        back=fields.spoken("back", places, default="", most=MAX_GO),
        screen=fields.spoken("screen", most=MAX_SCREEN),
        easier=fields.spoken("easier"),
        harder=fields.spoken("harder"),
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
        fields.spoken("name", most=MAX_NAME),
        fields.sentences("also", most=MAX_NAME),
        fields.spoken("summary"),
        fields.spoken("frequency"),
    )
    fields.done()
    return words


def _optional(fields: Fields, name: str) -> Fields | None:
    fields.taken.add(name)
    return fields.mapping(name) if fields.has(name) else None


def _manner(fields: Fields, places: frozenset[str]) -> Manner:
    return Manner(
        fields.sentences("setup", places),
        fields.sentences("movement", places, least=1),
        fields.spoken("short", places),
        fields.spoken("picture", places, default=""),
    )


def _way(fields: Fields, places: frozenset[str]) -> Manner:
    manner = _manner(fields, places)
    fields.done()
    return manner


def _phase(fields: Fields) -> PhaseWords:
    words = PhaseWords(
        fields.spoken("name", most=MAX_NAME),
        fields.sentences("start", least=1),
        fields.sentences("reminders", least=1),
        fields.spoken("screen", most=MAX_SCREEN),
    )
    fields.done()
    return words


def _check_against(fields: Fields, words: ExerciseWords, exercise: Exercise) -> None:
    """What the facts ask of the words, and what they leave no room for."""
    moves = exercise.dose.range_of("move_s") is not None
    for name, text in (("go", words.go), ("back", words.back)):
        if moves and fields.is_blank(name):
            fields.fault(name, "is missing; a movement needs both 'go' and 'back'")
        elif text and not moves:
            fields.fault(name, "is never said: the facts have no dose in move_s; take it away")
    if exercise.avoid and fields.is_blank("avoid"):
        fields.fault("avoid", "is missing; the facts say when this is not for today, so say it in a sentence")
    elif words.avoid and not exercise.avoid:
        fields.fault("avoid", "is never said: the facts have nothing to avoid; name it there, or leave this empty")
    if exercise.side != "none":
        _sides_are_named(fields, (), words.manner, exercise)
        for name, manner in words.ways.items():
            _sides_are_named(fields, ("ways", name), manner, exercise)
    figures: list[tuple[Route, Manner, Figure | None]] = [((), words.manner, exercise.figure)]
    figures += [(("ways", way.id), words.ways[way.id], way.figure) for way in exercise.ways if way.id in words.ways]
    for route, manner, figure in figures:
        if figure is not None and not manner.picture:
            fields.fault((*route, "picture"), "is missing; the facts have a figure, so say what it shows")
    _twins(fields, "ways", [way.id for way in exercise.ways])
    _twins(fields, "phases", [phase.id for phase in exercise.phases])


def _sides_are_named(fields: Fields, route: Route, manner: Manner, exercise: Exercise) -> None:
    sentences = (*manner.setup, *manner.movement, manner.short)
    if manner.movement and not any("{side}" in sentence or "{other}" in sentence for sentence in sentences):
        advice = f"says nowhere which side moves, and the facts have side '{exercise.side}'; put {{side}} in its place"
        fields.fault((*route, "movement"), advice)


def _twins(fields: Fields, name: str, facts: Sequence[str]) -> None:
    words = fields.value.get(name)
    if words is None:
        words = {}
    if not isinstance(words, dict):
        return
    for each in facts:
        if each not in words:
            fields.fault((name, each), "is missing; the facts name it")
    for each in words:
        if each not in facts:
            fields.fault((name, each), "is not in the facts; name it there, or take it away")
